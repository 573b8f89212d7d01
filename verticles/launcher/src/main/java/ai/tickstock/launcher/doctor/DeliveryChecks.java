package ai.tickstock.launcher.doctor;

import static ai.tickstock.launcher.doctor.Phase.DELIVERY;

import java.util.List;
import java.util.Set;

/** Judges whether what was computed reaches people. Pure. */
final class DeliveryChecks {
  private static final String NOT_DELIVERED = "jobs but nothing delivered";

  /**
   * What came of the probe.
   *
   * @param url where App was looked for; empty if that is not known
   * @param broken why the browser's connection does not work; null if it does
   * @param bar milliseconds from the bar's event to the browser; null if it did not come
   * @param alert milliseconds from the pattern's event to the browser; null if none came
   * @param expected patterns the bar has, of those configured; empty for none
   * @param stored names of its pattern rows
   * @param errors what was reported on the errors' channel meanwhile
   */
  record Facts(
      String url,
      String broken,
      Long bar,
      Long alert,
      Set<String> expected,
      List<String> stored,
      List<String> errors) {}

  private DeliveryChecks() {}

  static List<Finding> of(Facts facts, Halves halves) {
    return List.of(
        browser(facts),
        received("App receives", "bar_update", facts.bar(), facts, halves),
        facts.expected().isEmpty()
            ? Finding.skipped(
                DELIVERY,
                "alert in the browser",
                "of the patterns configured a single bar has none")
            : received("alert in the browser", "pattern_alert", facts.alert(), facts, halves),
        rows(facts),
        errors(facts));
  }

  private static Finding browser(Facts facts) {
    String check = "browser signs in";
    String expected = "a WebSocket to App's page";
    if (facts.url().isEmpty()) {
      return Finding.failed(
          DELIVERY,
          check,
          "no App runs over this data directory",
          expected,
          "start it: run --role app; or say with --url where it answers",
          NOT_DELIVERED);
    }
    return facts.broken() == null
        ? Finding.ok(DELIVERY, check, facts.url(), expected)
        : Finding.failed(
            DELIVERY,
            check,
            facts.url() + ": " + facts.broken(),
            expected,
            "is App frozen or stopped, is the address right (--url), is auth.secret the same?",
            NOT_DELIVERED);
  }

  private static Finding received(
      String check, String address, Long millis, Facts facts, Halves halves) {
    String expected = address + " of the probe";
    if (millis != null) {
      return Finding.ok(DELIVERY, check, "after " + millis + " ms", expected);
    }
    if (facts.broken() != null || facts.url().isEmpty()) {
      return Finding.skipped(DELIVERY, check, "without a browser it is not known");
    }
    return Finding.failed(
        DELIVERY,
        check,
        "it did not come",
        expected,
        "PL published it, App did not pass it on" + halves.trouble("app") + ": see App's log",
        NOT_DELIVERED);
  }

  private static Finding rows(Facts facts) {
    String check = "pattern rows";
    String measured = facts.stored().isEmpty() ? "none" : String.join(", ", facts.stored());
    if (facts.expected().isEmpty()) {
      return Finding.skipped(
          DELIVERY, check, measured + "; of the patterns configured a single bar has none");
    }
    String expected = "in daily_patterns";
    return facts.stored().stream().anyMatch(facts.expected()::contains)
        ? Finding.ok(DELIVERY, check, measured, expected)
        : Finding.failed(
            DELIVERY,
            check,
            measured,
            expected,
            "patterns are published and not stored: see PL's log and PostgreSQL's",
            "patterns are not stored");
  }

  private static Finding errors(Facts facts) {
    String check = "no errors reported";
    int count = facts.errors().size();
    return count == 0
        ? Finding.ok(DELIVERY, check, "none", "none on tickstock:errors")
        : Finding.failed(
            DELIVERY,
            check,
            count + ", the last: " + facts.errors().get(count - 1),
            "none on tickstock:errors",
            "see the log of who reports it",
            "errors are reported");
  }
}

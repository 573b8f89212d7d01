package ai.tickstock.launcher.doctor;

import static ai.tickstock.launcher.doctor.Phase.JOBS;

import java.util.List;
import java.util.Set;

/** Judges whether patterns and indicators are computed of the probe's bar. Pure. */
final class JobChecks {
  private static final String NO_JOBS = "bars but no jobs";

  private JobChecks() {}

  /**
   * @param before what the halves said before the bar closed
   * @param now and after it
   * @param expected patterns the bar has, of those configured; empty for none
   * @param published patterns published of it
   * @param indicators indicator values published since, of any symbol
   */
  static List<Finding> of(
      Halves before, Halves now, Set<String> expected, Set<String> published, long indicators) {
    return List.of(
        processed("pattern", before, now, !published.isEmpty()),
        processed("indicator", before, now, indicators > 0),
        results(now, expected, published, indicators));
  }

  /** Whether a job has taken something since. */
  static boolean hasWorked(String job, Halves before, Halves now) {
    Long had = before.processed(job);
    Long has = now.processed(job);
    return has != null && has > (had == null ? 0 : had);
  }

  /** Health comes every ten seconds; results that were heard say as much, and sooner. */
  private static Finding processed(String job, Halves before, Halves now, boolean heard) {
    String check = job + " job";
    Long had = before.processed(job);
    Long has = now.processed(job);
    String expected = "messages_processed grows with each bar, or results";
    String measured =
        has == null
            ? "PL does not say"
            : String.format("messages_processed %s to %,d", had == null ? "?" : had, has);
    return heard || hasWorked(job, before, now)
        ? Finding.ok(JOBS, check, measured, expected)
        : Finding.failed(JOBS, check, measured, expected, advice(now), NO_JOBS);
  }

  private static String advice(Halves now) {
    return "bars are stored, and nothing is computed of them"
        + now.trouble("pl")
        + ": see PL's log for log full (no App reads: run --role app) and database errors";
  }

  private static Finding results(
      Halves now, Set<String> expected, Set<String> published, long indicators) {
    String check = "results published";
    String measured =
        String.format("patterns %s; %,d indicator values of all symbols", published, indicators);
    if (expected.isEmpty()) {
      return Finding.skipped(
          JOBS, check, measured + "; of the patterns configured a single bar has none");
    }
    String wanted = "of the probe " + String.join(" or ", expected);
    return published.stream().anyMatch(expected::contains)
        ? Finding.ok(JOBS, check, measured, wanted)
        : Finding.failed(JOBS, check, measured, wanted, advice(now), NO_JOBS);
  }
}

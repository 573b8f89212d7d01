package ai.tickstock.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ReportTest {
  private final Report report = new Report("DOCTOR:PROBE-07");

  @Test
  void theFirstFailureIsNamedWithItsPhase() {
    report.add(ServerChecks.answers("Redis", "redis://x"));
    report.add(TickChecks.subscriber(0, false));
    report.add(BarChecks.unreadable("x"));
    assertThat(report.isHealthy()).isFalse();
    assertThat(report.verdict()).isEqualTo("Failed: phase 1, ticks flow: no subscriber");
    JsonObject json = report.json();
    assertThat(json.getString("status")).isEqualTo("failed");
    assertThat(json.getString("failed_phase")).isEqualTo("ticks flow");
    assertThat(json.getString("diagnosis")).isEqualTo("no subscriber");
    assertThat(json.getJsonArray("findings")).hasSize(3);
  }

  @Test
  void whatIsNotDueIsNoFailure() {
    report.add(BarChecks.notDue(60_000, 1));
    assertThat(report.isHealthy()).isTrue();
    assertThat(report.verdict()).startsWith("Nothing failed so far");
    assertThat(report.json().getString("status")).isEqualTo("waiting");
  }

  @Test
  void whatIsLeftOfTheProbeIsSaid() {
    assertThat(report.farewell()).startsWith("Nothing of DOCTOR:PROBE-07");
    report.left("no answer in time");
    assertThat(report.farewell()).contains("may be left", "no answer in time");
    assertThat(report.json().getBoolean("cleaned_up")).isFalse();
  }

  @Test
  void theTableHasALineForEachCheckAndWhatToDoBelow() {
    assertThat(table(false, false, TickChecks.subscriber(0, false)))
        .isEqualTo(
            """

            Phase 1, ticks flow
              ✗ subscriber               nobody has subscribed                            \
            expected: PL, subscribed to tickstock:market:ticks
                  → start it: run --role pl (or run, for both halves)
            """);
  }

  @Test
  void whereOnlyAsciiCanBeShownNothingElseIs() {
    assertThat(table(false, true, TickChecks.subscriber(0, false), BarChecks.notDue(9, 1)))
        .contains("  x subscriber", "      -> start it", "  . first bar")
        .matches("\\p{ASCII}*");
  }

  @Test
  void coloursAreForTerminals() {
    assertThat(table(true, false, TickChecks.subscriber(0, false))).contains("\u001b[31m✗");
    assertThat(table(false, false, TickChecks.subscriber(0, false))).doesNotContain("\u001b");
  }

  @Test
  void whatOthersSayStaysOnItsLine() {
    Finding finding = ServerChecks.away("Redis", "redis://x", "\u001b[2Jgone\nFailed", "redis.url");
    assertThat(table(false, false, finding)).contains("no answer from redis://x:  [2Jgone Failed");
  }

  private static String table(boolean colour, boolean plain, Finding... findings) {
    StringWriter text = new StringWriter();
    Table table = new Table(new PrintWriter(text), colour, plain);
    for (Finding finding : findings) {
      table.accept(finding);
    }
    return text.toString();
  }
}

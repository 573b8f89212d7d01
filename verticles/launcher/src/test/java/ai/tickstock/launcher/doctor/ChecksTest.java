package ai.tickstock.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.launcher.doctor.DeliveryChecks.Facts;
import ai.tickstock.market.Bar;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Symbols;
import ai.tickstock.store.write.ProbeTables.Stored;
import ai.tickstock.wire.log.LogPosition;
import ai.tickstock.wire.message.Health;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every row of the diagnosis, from its facts. */
class ChecksTest {
  private static final long NOW = Instant.parse("2025-10-15T14:30:20Z").toEpochMilli();
  private static final ProbeTicks TICKS = ProbeTicks.at(Symbols.probe(7), NOW);
  private static final Bar BAR = TICKS.bar();
  private static final long START = TICKS.startMillis();
  private static final List<Double> PRICES = List.of(100.0, 100.0, 98.0, 100.0, 50.0);
  private static final Stored NOTHING = new Stored(0, 0, 0, List.of(), List.of(), START + 20_000);
  private static final Stored STORED =
      new Stored(1, 1, 0, PRICES, List.of("Doji"), TICKS.endMillis());

  @Test
  void withoutASubscriberNothingCanFlow() {
    assertThat(failed(TickChecks.subscriber(0, false))).isEqualTo("no subscriber");
    assertThat(failed(TickChecks.subscriber(2, false))).isEqualTo("no subscriber");
    assertThat(TickChecks.subscriber(2, true).status()).isEqualTo(Status.OK);
  }

  @Test
  void aLogThatDoesNotGrowIsNamed() {
    assertThat(failed(TickChecks.log(5, 4, 100, 104)))
        .isEqualTo("what is published does not reach the log");
    assertThat(TickChecks.log(5, 5, 100, 105).measured()).isEqualTo("100 to 105, 5 of 5 ticks");
  }

  @Test
  void aSubscriberThatStandsStillDoesNotConsume() {
    Finding frozen =
        TickChecks.consumed(
            at(105), at(90), at(90), 105, halves(pl(Health.Status.DEGRADED, "it is ill", 1, 1)));
    assertThat(failed(frozen)).isEqualTo("ticks are published and not consumed");
    assertThat(frozen.advice()).contains("(PL says: it is ill)");
  }

  @Test
  void oneThatIsBehindAndComesNearerIsNoFailure() {
    assertThat(TickChecks.consumed(at(105), at(90), at(100), 105, Halves.SILENT).status())
        .isEqualTo(Status.WARNING);
    assertThat(TickChecks.consumed(at(105), at(90), at(105), 105, Halves.SILENT).status())
        .isEqualTo(Status.OK);
  }

  @Test
  void aQuietMarketIsNoFailure() {
    Halves app = halves(app(Health.Status.HEALTHY, null));
    MarketCalendar market = MarketCalendar.newYork();
    long night = Instant.parse("2025-10-15T06:00:00Z").toEpochMilli();
    assertThat(source("none", market, NOW, 0, app)).contains("source.type is none");
    assertThat(source("replay", market, NOW, 0, app)).contains("the replay is over");
    assertThat(source("synthetic", market, night, 0, app)).contains("the market opens at");
    assertThat(source("synthetic", market, NOW, 0, Halves.SILENT)).contains("no App is heard");
    assertThat(source("synthetic", market, NOW, 7, app)).contains("7 ticks");
    assertThat(SourceCheck.of("synthetic", market, NOW, 0, app).status()).isEqualTo(Status.WARNING);
  }

  private static String source(
      String type, MarketCalendar market, long at, long others, Halves halves) {
    Finding finding = SourceCheck.of(type, market, at, others, halves);
    assertThat(finding.status()).isEqualTo(Status.OK);
    return finding.measured();
  }

  @Test
  void aSourceThatBrokeIsSaid() {
    Finding finding =
        SourceCheck.of(
            "replay",
            MarketCalendar.newYork(),
            NOW,
            0,
            halves(app(Health.Status.UNHEALTHY, "the source broke")));
    assertThat(finding.status()).isEqualTo(Status.WARNING);
    assertThat(finding.measured()).contains("App says: the source broke");
  }

  @Test
  void beforeTheMinuteIsOverTheFirstBarIsExpectedAndNoFailure() {
    Finding finding = BarChecks.notDue(TICKS.endMillis(), NOW);
    assertThat(finding.status()).isEqualTo(Status.WAITING);
    assertThat(finding.measured()).isEqualTo("expected, waiting: its minute ends in 40 s");
  }

  @Test
  void ticksWithoutABarAreNamedWithWhatPlSays() {
    Halves ill = halves(pl(Health.Status.DEGRADED, "disk full", 1, 1));
    Finding missing = BarChecks.of(BAR, NOTHING, NOTHING, 0, ill).get(0);
    assertThat(failed(missing)).isEqualTo("ticks but no bars");
    assertThat(missing.advice()).contains("(PL says: disk full)");
    assertThat(failed(BarChecks.unreadable("no such table"))).isEqualTo("ticks but no bars");
  }

  @Test
  void whileThePastIsPublishedNoBarOfNowIsExpected() {
    Stored before = new Stored(0, 0, 0, List.of(), List.of(), START - 86_400_000);
    Stored now = new Stored(0, 0, 0, List.of(), List.of(), START - 80_000_000);
    Finding finding = BarChecks.of(BAR, before, now, 0, Halves.SILENT).get(0);
    assertThat(finding.status()).isEqualTo(Status.WAITING);
    assertThat(finding.measured()).contains("a replay or the past is being published");
    assertThat(failed(BarChecks.of(BAR, before, before, 0, Halves.SILENT).get(0)))
        .isEqualTo("ticks but no bars");
  }

  @Test
  void aBarIsItsTicksOnTheMinuteAndOnce() {
    assertThat(BarChecks.of(BAR, NOTHING, STORED, 1, Halves.SILENT))
        .extracting(Finding::status)
        .containsExactly(Status.OK, Status.OK, Status.OK);
    Stored odd = new Stored(2, 1, 1, List.of(1.0, 1.0, 1.0, 1.0, 1.0), List.of(), START + 60_000);
    assertThat(BarChecks.of(BAR, NOTHING, odd, 2, Halves.SILENT))
        .extracting(Finding::diagnosis)
        .containsExactly("a bar is not its ticks", "bars off the minute", "bars come twice");
  }

  @Test
  void barsWithoutJobsAreNamedWithWhatPlSays() {
    Halves before = halves(pl(Health.Status.HEALTHY, null, 20, 20));
    Halves now = halves(pl(Health.Status.DEGRADED, "log full", 20, 20));
    List<Finding> findings = JobChecks.of(before, now, Set.of("Doji"), Set.of(), 0);
    assertThat(findings).extracting(Finding::diagnosis).containsOnly("bars but no jobs").hasSize(3);
    assertThat(findings.get(0).measured()).isEqualTo("messages_processed 20 to 20");
    assertThat(findings.get(0).advice()).contains("(PL says: log full)");
  }

  @Test
  void oneJobThatStandsStillIsSeenBesideOneThatWorks() {
    Halves before = halves(pl(Health.Status.HEALTHY, null, 20, 20));
    Halves now = halves(pl(Health.Status.HEALTHY, null, 21, 20));
    assertThat(JobChecks.of(before, now, Set.of("Doji"), Set.of("Doji"), 0))
        .extracting(Finding::status)
        .containsExactly(Status.OK, Status.FAILED, Status.OK);
  }

  /** Health comes every ten seconds: the first word of it may be after the bar. */
  @Test
  void resultsThatAreHeardSayThatAJobWorks() {
    Halves late = halves(pl(Health.Status.HEALTHY, null, 1, 1));
    assertThat(JobChecks.of(late, late, Set.of("Doji"), Set.of("Doji"), 3))
        .extracting(Finding::status)
        .containsExactly(Status.OK, Status.OK, Status.OK);
  }

  @Test
  void jobsOfSeveralProcessesCountTogetherAndWhatWasNotHeardBeforeCountsFromNothing() {
    Halves now =
        halves(pl(Health.Status.HEALTHY, null, 0, 0), pl(Health.Status.HEALTHY, null, 3, 1));
    assertThat(JobChecks.of(Halves.SILENT, now, Set.of(), Set.of(), 0))
        .extracting(Finding::status)
        .containsExactly(Status.OK, Status.OK, Status.SKIPPED);
    assertThat(JobChecks.of(Halves.SILENT, Halves.SILENT, Set.of(), Set.of(), 0).get(0).measured())
        .isEqualTo("PL does not say");
  }

  @Test
  void jobsWithoutDeliveryAreNamed() {
    assertThat(delivery(facts("", null, null, null, "Doji")).get(0))
        .isEqualTo("jobs but nothing delivered");
    assertThat(delivery(facts("http://x", "no answer within 5 s", null, null, "Doji")).get(0))
        .isEqualTo("jobs but nothing delivered");
    assertThat(delivery(facts("http://x", null, 7L, null, "Doji")))
        .containsExactly("", "", "jobs but nothing delivered", "", "");
    assertThat(delivery(facts("http://x", null, 7L, 8L, "Doji"))).containsOnly("");
  }

  @Test
  void patternsThatAreNotStoredAndErrorsAreNamed() {
    assertThat(delivery(facts("http://x", null, 7L, 8L))).contains("patterns are not stored");
    Facts withErrors =
        new Facts("http://x", null, 7L, 8L, Set.of("Doji"), List.of("Doji"), List.of("a", "b"));
    Finding errors = DeliveryChecks.of(withErrors, Halves.SILENT).get(4);
    assertThat(failed(errors)).isEqualTo("errors are reported");
    assertThat(errors.measured()).isEqualTo("2, the last: b");
  }

  private static Facts facts(String url, String broken, Long bar, Long alert, String... stored) {
    return new Facts(url, broken, bar, alert, Set.of("Doji"), List.of(stored), List.of());
  }

  private static List<String> delivery(Facts facts) {
    return DeliveryChecks.of(facts, Halves.SILENT).stream().map(Finding::diagnosis).toList();
  }

  @Test
  void trapsInRedisAreNamed() {
    String usual = "normal 0 0 0 slave 268435456 67108864 60 pubsub 33554432 8388608 60";
    String small = usual.replace("33554432", "1048576");
    String info = "# Memory\r\nmaxmemory_policy:%s\r\n# Persistence\r\naof_enabled:%s\r\n";
    assertThat(ServerChecks.redis(RedisFacts.of(info.formatted("noeviction", 1), usual, 0)))
        .extracting(Finding::status)
        .containsOnly(Status.OK);
    assertThat(ServerChecks.redis(RedisFacts.of(info.formatted("allkeys-lru", 0), small, -1_500)))
        .extracting(Finding::status)
        .containsExactly(Status.FAILED, Status.WARNING, Status.WARNING, Status.WARNING);
    List<Finding> silent = ServerChecks.redis(RedisFacts.of("", null, 61_000));
    assertThat(silent)
        .extracting(Finding::status)
        .containsExactly(Status.FAILED, Status.WARNING, Status.SKIPPED, Status.FAILED);
    assertThat(silent.get(3).measured()).isEqualTo("61.0 s ahead");
  }

  @Test
  void aSlowAnswerIsNoClockThatIsWrong() {
    assertThat(ServerChecks.skew(1_000, 1_000, 9_000)).isZero();
    assertThat(ServerChecks.skew(1_000, 9_000, 9_000)).isZero();
    assertThat(ServerChecks.skew(1_000, 500, 9_000)).isEqualTo(-500);
    assertThat(ServerChecks.skew(1_000, 9_700, 9_000)).isEqualTo(700);
  }

  private static String failed(Finding finding) {
    assertThat(finding.status()).isEqualTo(Status.FAILED);
    assertThat(finding.advice()).isNotBlank();
    return finding.diagnosis();
  }

  private static LogPosition at(long offset) {
    return new LogPosition(1, offset);
  }

  private static Halves halves(Health... all) {
    return Halves.of(Arrays.asList(all));
  }

  private static Health pl(Health.Status status, String error, long patterns, long indicators) {
    return health("pl", status, error, Map.of("pattern", patterns, "indicator", indicators));
  }

  private static Health app(Health.Status status, String error) {
    return health("app", status, error, Map.of());
  }

  private static Health health(
      String source, Health.Status status, String error, Map<String, Long> jobs) {
    return new Health(
        source,
        "node",
        status,
        null,
        error,
        Map.of(),
        0,
        Map.of(),
        jobs,
        Map.of(),
        Instant.ofEpochMilli(NOW));
  }
}

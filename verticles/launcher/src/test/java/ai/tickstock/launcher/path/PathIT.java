package ai.tickstock.launcher.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recorded ticks through the fat jar's processes: every minute bar equals the recorded one,
 * whatever happens on the way.
 */
@Timeout(300)
class PathIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String GOLD_BARS = "bars/gc_futures_1min.csv.gz";
  private static final BiPredicate<String, Instant> GOLD_DAYS =
      (symbol, start) ->
          symbol.startsWith("GC") && between(start, "2013-10-07T00:00:00Z", "2013-10-09T00:00:00Z");

  @TempDir Path directory;
  private Mesh mesh;

  @BeforeEach
  void open() {
    mesh = Mesh.prepared(directory);
  }

  @AfterEach
  void close() {
    mesh.close();
  }

  @Test
  void everyGoldMinuteEqualsItsRecordedBar() {
    mesh.run("pl");
    replay(gold7());
    replay(gold8());
    assertGoldIsExact();
    assertThat(mesh.count("ohlcv_bars_5min")).isPositive();
    assertThat(mesh.count("daily_patterns")).isPositive();
    assertThat(mesh.count("daily_indicators")).isPositive();
  }

  @Test
  void replayingAFileAgainChangesNothing() {
    mesh.run("pl");
    replay(gold7());
    mesh.awaitAllStored();
    List<String> before = mesh.query("select * from ohlcv_bars_1min order by 1, 2");
    String head = head();
    replay(gold7());
    mesh.awaitAllStored();
    assertThat(head()).isEqualTo(head);
    assertThat(mesh.query("select * from ohlcv_bars_1min order by 1, 2")).isEqualTo(before);
  }

  /** The publisher keeps far less than the file, so that it has to wait for PL again and again. */
  @Test
  void equityMinutesEqualTheirRecordedBarsInTheRegularSession() {
    BiPredicate<String, Instant> session =
        (symbol, start) ->
            List.of("AIG", "BAC", "IBM", "SPY").contains(symbol)
                && !isBookedAMinuteEarlyByTheSource(symbol, start)
                && (between(start, "2013-10-07T13:31:00Z", "2013-10-07T19:59:00Z")
                    || between(start, "2013-10-08T13:31:00Z", "2013-10-08T19:59:00Z"));
    mesh.run("pl");
    replay(
        SharedData.file("ticks/us_equity_20131007_priceforming.csv.gz"),
        "--set",
        "publisher.retainBytes=2097152");
    replay(
        SharedData.file("ticks/us_equity_20131008_priceforming.csv.gz"),
        "--set",
        "publisher.retainBytes=2097152");
    Map<String, String> expected = SharedData.bars("bars/us_equity_1min.csv.gz", false, session);
    assertThat(expected).hasSize(3103);
    mesh.awaitMinuteBars(expected, false, session);
  }

  @Test
  void ticksOutOfOrderByUpToThirtySecondsGiveTheSameBars() {
    mesh.run("pl");
    replay(TickFiles.shuffled(gold7(), directory.resolve("7.csv"), 7), "--speed", "10000");
    replay(TickFiles.shuffled(gold8(), directory.resolve("8.csv"), 8), "--speed", "10000");
    assertGoldIsExact();
    assertThat(mesh.count("ohlcv_bars_1min where revision > 0")).isPositive();
  }

  @Test
  void announceFramingGivesTheSameBars() {
    mesh.run("pl");
    replay(gold7(), "--set", "publisher.framing=announce");
    replay(gold8(), "--set", "publisher.framing=announce");
    assertGoldIsExact();
  }

  @Test
  void threePublishersWithAThirdOfTheSymbolsEachGiveTheSameBars() {
    mesh.run("pl");
    List<MeshProcess> publishers = new ArrayList<>();
    for (Path day : List.of(gold7(), gold8())) {
      for (int part = 0; part < 3; part++) {
        Path share = directory.resolve(part + "-" + day.getFileName() + ".csv");
        publishers.add(mesh.replay(TickFiles.share(day, share, part, 3)));
      }
    }
    publishers.forEach(PathIT::assertFinished);
    assertGoldIsExact();
  }

  @Test
  void plKilledFiveTimesOnTheWayGivesTheSameBars() {
    mesh.run("app", "source.type=none");
    MeshProcess pl = mesh.run("pl");
    MeshProcess replay = mesh.replay(gold7(), "--speed", "3000");
    Random random = new Random(5);
    for (int kill = 1; kill <= 5; kill++) {
      awaitMoreBars(1 + random.nextInt(60), replay);
      pl.kill();
      pl = mesh.run("pl");
    }
    assertFinished(replay);
    replay(gold8());
    assertGoldIsExact();
  }

  @Test
  void redisAndPostgresKilledOnTheWayAreStartedAgainAndGiveTheSameBars() {
    MeshProcess pl = mesh.run("pl");
    MeshProcess replay = mesh.replay(gold7(), "--speed", "3000");
    awaitMoreBars(20, replay);
    mesh.killRedis();
    pl.awaitLine("Our own Redis had died and was started again", PATIENCE);
    awaitMoreBars(20, replay);
    mesh.killPostgres();
    pl.awaitLine("Our own PostgreSQL had died and was started again", PATIENCE);
    assertFinished(replay);
    replay(gold8());
    assertGoldIsExact();
  }

  @Test
  void appAndPlAsTwoProcessesGiveTheSameBars() {
    MeshProcess pl = mesh.run("pl");
    mesh.run("app", "source.type=replay", "source.replay.file=" + gold7());
    pl.awaitLine("STREAMING: TickAggregator buffering ticks", PATIENCE);
    replay(gold8());
    assertGoldIsExact();
  }

  /**
   * The source has the ticks of this minute in the bar before, as the data's notes say, and no bar
   * of its own.
   */
  private static boolean isBookedAMinuteEarlyByTheSource(String symbol, Instant start) {
    return symbol.equals("AIG") && start.equals(Instant.parse("2013-10-07T17:47:00Z"));
  }

  /** Or the end of the replay: on a slow machine PL is not back before. */
  private void awaitMoreBars(int more, MeshProcess replay) {
    long before = mesh.count("ohlcv_bars_1min");
    org.awaitility.Awaitility.await(more + " more bars")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> mesh.count("ohlcv_bars_1min") >= before + more || replay.hasEnded());
  }

  private void replay(Path ticks, String... options) {
    assertFinished(mesh.replay(ticks, options));
  }

  private static void assertFinished(MeshProcess replay) {
    assertThat(replay.await(Duration.ofSeconds(120))).as(replay::tail).isZero();
  }

  private void assertGoldIsExact() {
    Map<String, String> expected = SharedData.bars(GOLD_BARS, true, GOLD_DAYS);
    assertThat(expected).hasSize(3037);
    mesh.awaitMinuteBars(expected, true, (symbol, start) -> true);
  }

  private String head() {
    return mesh.redis(Command.HGET, "{" + Mesh.TICKS + "}:head", "head").toString();
  }

  private static Path gold7() {
    return SharedData.file("ticks/gc_futures_20131007_all.csv.gz");
  }

  private static Path gold8() {
    return SharedData.file("ticks/gc_futures_20131008_all.csv.gz");
  }

  private static boolean between(Instant start, String from, String to) {
    return !start.isBefore(Instant.parse(from)) && start.isBefore(Instant.parse(to));
  }
}

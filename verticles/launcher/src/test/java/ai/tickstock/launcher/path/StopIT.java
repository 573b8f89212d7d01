package ai.tickstock.launcher.path;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.wire.Channels;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM: all is stored and counted, and nothing is said that need not be. */
@Timeout(240)
class StopIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long START = Instant.parse("2013-10-07T14:00:00Z").getEpochSecond();

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
  void bothHalvesSayTheSameTotalAndWarnOfNothing() {
    MeshProcess pl = mesh.run("pl");
    MeshProcess app = mesh.run("app", "source.synthetic.historySessions=0");
    pl.awaitLine("STREAMING: TickAggregator buffering ticks", PATIENCE);
    stop(app);
    long published = app.lastNumber("Published (\\d+) ticks to TickStockPL");
    assertThat(published).as(app::tail).isPositive();
    mesh.awaitAllStored();
    String head = mesh.redis(Command.HGET, "{" + Mesh.TICKS + "}:head", "head").toString();
    stop(pl);
    assertThat(pl.lastNumber("STREAMING: Processed (\\d+) ticks from Redis"))
        .as(pl::tail)
        .isEqualTo(published);
    assertThat(app.alarms()).isEmpty();
    assertThat(pl.alarms()).isEmpty();

    mesh.run("app", "source.type=none"); // the servers again, to look into
    assertThat(mesh.redis(Command.HGET, "{" + Mesh.TICKS + "}:readers", "pl").toString())
        .endsWith("-" + head);
  }

  @Test
  void oneProcessWithBothHalvesAndItsServersWarnsOfNothing() {
    MeshProcess all = mesh.run("all", "source.synthetic.historySessions=1");
    all.awaitLine("STREAMING: Published .*pattern event", PATIENCE);
    mesh.awaitStoredUpToNow(); // What is left for the end is what came just before.
    awaitStagesCaughtUp();
    stop(all);
    assertThat(all.alarms()).isEmpty();
    assertThat(all.lines()).anyMatch(line -> line.contains("Stopped our own Redis"));
  }

  /** The stages wait for a reader that never came; the bars do not. */
  @Test
  void eventLogsThatNobodyReadsHoldUpNeitherTheBarsNorTheStop() {
    String[] small = {"log.capacity=1000", "log.history=0"};
    MeshProcess pl = mesh.run("pl", small);
    MeshProcess replay = mesh.replay(minutes(directory.resolve("ticks.csv"), 40, 60));
    assertThat(replay.await(PATIENCE)).as(replay::tail).isZero();
    for (String stage : List.of("bars: .*events.bars", "indicators: .*events.indicators")) {
      pl.awaitLine(
          "WARN .*" + stage + ": log full: reader 'app' is \\d+ messages behind", PATIENCE);
    }
    mesh.awaitAllStored();
    assertThat(mesh.count("ohlcv_bars_1min")).isEqualTo(40 * 60);
    assertThat(mesh.count("daily_indicators where timeframe = '1min'")).isLessThan(40 * 9);

    stop(pl);
    assertThat(pl.alarms()).as("one line for each stage").hasSizeLessThanOrEqualTo(3);
    assertThat(pl.alarms()).allMatch(line -> line.contains("start it with: run --role app"));

    pl = mesh.run("pl", small);
    mesh.run("app", "source.type=none", small[0], small[1]);
    awaitStagesCaughtUp();
    assertThat(mesh.redis(Command.XLEN, Channels.INDICATORS).toLong()).isPositive();
    stop(pl);
  }

  private void awaitStagesCaughtUp() {
    Awaitility.await("the stages to have caught up")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                mesh.query(
                        "select count(*) from feed_position f, analysis_position a"
                            + " where a.partition = f.partition and a.stage <> 'bars'"
                            + " and a.change_no < f.change_no")
                    .equals(List.of("0")));
  }

  private static void stop(MeshProcess process) {
    long began = System.nanoTime();
    assertThat(process.terminate()).as(process::tail).isZero();
    System.out.printf("stopped %.1f s after SIGTERM%n", (System.nanoTime() - began) / 1e9);
    assertThat(process.lines()).noneMatch(line -> line.contains(" ERROR "));
  }

  /** A trade of every symbol in every minute. */
  private static Path minutes(Path to, int symbols, int minutes) {
    try (PrintWriter ticks = new PrintWriter(Files.newBufferedWriter(to))) {
      ticks.println("symbol,timestamp,price,volume");
      for (int minute = 0; minute < minutes; minute++) {
        for (int symbol = 0; symbol < symbols; symbol++) {
          ticks.printf("S%d,%d,%d,10%n", symbol, START + 60 * minute, 100 + minute % 7);
        }
      }
      return to;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

package ai.tickstock.launcher.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The doctor at meshes that are broken in each of the four ways, and at one that is not. Each has
 * to wait for a minute's end: all of them wait for the same.
 */
@Tag("live")
@Timeout(420)
class DoctorIT {
  private static final Duration PATIENCE = Duration.ofSeconds(240);
  private static final long LONG_AGO = Instant.parse("2013-10-07T14:00:00Z").getEpochSecond();

  @TempDir static Path directory;

  private static final ExecutorService LANES = Executors.newCachedThreadPool();
  private static CompletableFuture<Void> whole;
  private static CompletableFuture<Examined> noBars;
  private static CompletableFuture<Examined> noJobs;
  private static CompletableFuture<Examined> notDelivered;

  private static Examined withoutPl;
  private static Examined healthy;
  private static int interrupted;
  private static String interruptedText;
  private static List<String> left;

  /** How a doctor ended, and what it said. */
  private record Examined(int exit, JsonObject report, String text) {
    void names(String phase, String diagnosis) {
      assertThat(report.getString("diagnosis")).as(text).isEqualTo(diagnosis);
      assertThat(report.getString("failed_phase")).as(text).isEqualTo(phase);
      assertThat(exit).isEqualTo(1);
    }
  }

  @BeforeAll
  static void examineAll() {
    whole = lane("whole", DoctorIT::whole);
    noBars = lane("no-bars", DoctorIT::noBars);
    noJobs = lane("no-jobs", DoctorIT::noJobs);
    notDelivered = lane("not-delivered", DoctorIT::notDelivered);
  }

  @AfterAll
  static void end() {
    CompletableFuture.allOf(whole, noBars, noJobs, notDelivered)
        .handle((done, failed) -> null)
        .join();
    LANES.shutdown();
  }

  private static <T> CompletableFuture<T> lane(String name, Function<Mesh, T> story) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (Mesh mesh = Mesh.prepared(Files.createDirectories(directory.resolve(name)))) {
            return story.apply(mesh);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        LANES);
  }

  /** One after the other: starting is what takes a machine's time, waiting is not. */
  private static synchronized MeshProcess run(Mesh mesh, String role, String... settings) {
    return mesh.run(role, settings);
  }

  private static Examined doctor(Mesh mesh, int timeout) {
    MeshProcess doctor = mesh.command("doctor", "--json", "--timeout", "" + timeout);
    int exit = doctor.await(PATIENCE);
    List<String> lines = doctor.lines();
    int from = lines.indexOf("{");
    assertThat(from).as(doctor::tail).isNotNegative();
    String json = String.join("\n", lines.subList(from, lines.size()));
    return new Examined(exit, new JsonObject(json), doctor.tail());
  }

  private static Void whole(Mesh mesh) {
    run(mesh, "app", "source.synthetic.historySessions=0");
    withoutPl = doctor(mesh, 40);
    run(mesh, "pl");
    MeshProcess leaving = mesh.command("doctor", "--timeout", "60");
    leaving.awaitLine("published = consumed", PATIENCE);
    interrupted = leaving.terminate();
    interruptedText = leaving.tail();
    healthy = doctor(mesh, 60);
    String probe = healthy.report().getString("probe");
    left =
        List.of("ohlcv_bars_1min", "ohlcv_bars_5min", "daily_patterns", "daily_indicators").stream()
            .flatMap(
                table ->
                    mesh
                        .query("select 1 from " + table + " where symbol = '" + probe + "'")
                        .stream()
                        .map(row -> table))
            .toList();
    return null;
  }

  /** A database that takes everything but bars. */
  private static Examined noBars(Mesh mesh) {
    run(mesh, "pl");
    mesh.execute(
        "create function refuse() returns trigger language plpgsql as"
            + " $$ begin raise exception 'no bars today'; end $$");
    mesh.execute(
        "create trigger refuse before insert on ohlcv_bars_1min"
            + " for each row execute function refuse()");
    return doctor(mesh, 40);
  }

  /** Logs of events that are full, because no App ever reads them. */
  private static Examined noJobs(Mesh mesh) {
    MeshProcess pl = run(mesh, "pl", "log.capacity=1000", "log.history=0");
    MeshProcess replay = mesh.replay(minutes(directory.resolve("ticks.csv"), 40, 60));
    assertThat(replay.await(PATIENCE)).as(replay::tail).isZero();
    for (String stage : List.of("patterns", "indicators")) {
      pl.awaitLine("WARN .*" + stage + ": .*log full", PATIENCE);
    }
    return doctor(mesh, 40);
  }

  private static Examined notDelivered(Mesh mesh) {
    run(mesh, "pl");
    return doctor(mesh, 40);
  }

  /** A trade of every symbol in every minute, each bar a doji. */
  private static Path minutes(Path to, int symbols, int minutes) {
    try (PrintWriter ticks = new PrintWriter(Files.newBufferedWriter(to))) {
      ticks.println("symbol,timestamp,price,volume");
      for (int minute = 0; minute < minutes; minute++) {
        for (int symbol = 0; symbol < symbols; symbol++) {
          ticks.printf("S%d,%d,%d,10%n", symbol, LONG_AGO + 60 * minute, 100 + minute % 7);
        }
      }
      return to;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void appWithoutPlHasNoSubscriber() throws Exception {
    get(whole);
    withoutPl.names("ticks flow", "no subscriber");
  }

  @Test
  void aMeshThatWorksIsWellInAllPhasesAndNothingOfTheProbeIsLeft() throws Exception {
    get(whole);
    assertThat(healthy.report().getString("status")).as(healthy.text()).isEqualTo("ok");
    assertThat(healthy.exit()).isZero();
    assertThat(healthy.report().getJsonArray("findings"))
        .extracting(finding -> ((JsonObject) finding).getString("status"))
        .as(healthy.text())
        .containsOnly("ok");
    assertThat(healthy.report().getBoolean("cleaned_up")).isTrue();
    assertThat(left).isEmpty();
  }

  @Test
  void aDoctorThatIsInterruptedEndsAtOnce() throws Exception {
    get(whole);
    assertThat(interrupted).as(interruptedText).isEqualTo(130);
  }

  @Test
  void aDatabaseThatTakesNoBarsIsTicksButNoBars() throws Exception {
    Examined examined = get(noBars);
    examined.names("bars", "ticks but no bars");
    assertThat(examined.text()).contains("no bars today");
  }

  @Test
  void logsOfEventsThatAreFullAreBarsButNoJobs() throws Exception {
    Examined examined = get(noJobs);
    examined.names("jobs", "bars but no jobs");
    assertThat(examined.text()).contains("log full");
  }

  @Test
  void plWithoutAppIsJobsButNothingDelivered() throws Exception {
    get(notDelivered).names("end to end", "jobs but nothing delivered");
  }

  private static <T> T get(CompletableFuture<T> lane) throws Exception {
    try {
      return lane.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}

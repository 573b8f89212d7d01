package ai.tickstock.bench.faults;

import static ai.tickstock.bench.faults.Bystander.since;
import static ai.tickstock.bench.faults.Bystander.soon;

import ai.tickstock.bench.faults.Fault.Kind;
import ai.tickstock.bench.faults.Fault.Target;
import ai.tickstock.wire.Channels;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/** What befalls the work that waits in Redis: events nobody reads, a backtest whose PL dies. */
final class WorkTrials {
  /** Logs that are soon full. */
  static final List<String> SETTINGS = List.of("log.capacity=10000", "log.history=0");

  private static final int MINUTES = 40;
  private static final int SYMBOLS = 60;
  private static final int TRADED = 10;
  private static final int DAYS = 3_000;

  /** So many conditions are work for seconds: for each bar over a thousand others are looked at. */
  private static final int CONDITIONS = 10;

  private static final int LOOKED_AT = 1_500;

  private final Bystander by;
  private final Mesh mesh;

  /** The minute that plain clients' ticks go on from. */
  private final long since = System.currentTimeMillis() / 60_000 - 900;

  private int jobs;
  private int rounds;

  WorkTrials(Bystander by) {
    this.by = by;
    this.mesh = by.mesh();
  }

  List<Trial> all() {
    return List.of(
        new Trial("events nobody reads", "App, started, has read them", this::unread),
        new Trial("none: the backtest alone", "its result is stored", this::undisturbed),
        new Trial("PL dies over a backtest", "its result is stored", this::killed));
  }

  private double unread() throws IOException {
    Fault away = new Fault(Target.APP, Kind.KILL, 0, 0);
    mesh.begin(away);
    int before = mesh.pl().printed().length();
    rounds++;
    for (int minute = 0; minute < MINUTES; minute++) {
      for (int symbol = 0; symbol < SYMBOLS; symbol++) {
        by.tick("U" + symbol, 100 + symbol + minute, minuteOf(minute) + symbol * 0.9);
      }
    }
    by.tick("U0", 100, minuteOf(MINUTES) + 1);
    by.tick("U0", 100, minuteOf(MINUTES) + 2);
    soon("a full log", () -> mesh.pl().printed().substring(before).contains("log full: reader"));
    long over = System.nanoTime();
    mesh.end(away);
    soon(
        "all stages to have come through",
        () ->
            by.number(
                    "select count(*) from feed_position f, analysis_position a"
                        + " where a.partition = f.partition and a.stage <> 'bars'"
                        + " and a.change_no < f.change_no")
                == 0);
    return since(over);
  }

  private double minuteOf(int minute) {
    return (since + 2L * MINUTES * rounds + minute) * 60.0;
  }

  /** Imports what backtests are to read. */
  void prepare() throws IOException, InterruptedException {
    Path file = days();
    Process command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                mesh.setup().jar().toAbsolutePath().toString(),
                "import",
                "--bars",
                file.toString(),
                "--set",
                "data.directory=" + mesh.home().resolve("data-import"),
                "--set",
                "postgres.url=" + mesh.postgresUrl())
            .redirectErrorStream(true)
            .redirectOutput(mesh.home().resolve("import.log").toFile())
            .start();
    if (command.waitFor() != 0) {
      throw new IOException(Files.readString(mesh.home().resolve("import.log")));
    }
  }

  private Path days() throws IOException {
    StringBuilder file = new StringBuilder("symbol,date,open,high,low,close,volume\n");
    Random random = new Random(11);
    for (int symbol = 0; symbol < TRADED; symbol++) {
      double price = 100;
      LocalDate day = LocalDate.parse("2010-01-04");
      for (int i = 0; i < DAYS; i++) {
        double close = i % 9 == 0 ? price : price * (1 + 0.02 * random.nextGaussian());
        double high = Math.max(price, close) + random.nextDouble();
        double low = Math.min(price, close) - random.nextDouble();
        file.append(
            String.format(
                Locale.ROOT,
                "DAY%d,%s,%.4f,%.4f,%.4f,%.4f,1000%n",
                symbol,
                day,
                price,
                high,
                low,
                close));
        price = close;
        day = day.plusDays(day.getDayOfWeek() == DayOfWeek.FRIDAY ? 3 : 1);
      }
    }
    return Files.writeString(mesh.home().resolve("days.csv"), file);
  }

  private double undisturbed() throws IOException {
    long over = System.nanoTime();
    awaitResult(begin());
    return since(over);
  }

  private double killed() throws IOException {
    String id = begin();
    Waiting.pause(500);
    Fault fault = new Fault(Target.PL, Kind.KILL, 0, 0);
    mesh.begin(fault);
    long over = System.nanoTime();
    mesh.end(fault);
    awaitResult(id);
    return since(over);
  }

  private String begin() throws IOException {
    String id = "bt_" + ++jobs;
    by.publish(Channels.JOBS_BACKTEST, job(id).encode());
    soon("it to run", () -> "running".equals(status(id)));
    return id;
  }

  private String status(String id) throws IOException {
    return mesh.redis().ask("HGET", "job:" + id, "status").get(0);
  }

  private void awaitResult(String id) {
    soon(
        "its result",
        () ->
            by.number(
                    "select count(*) from backtest_runs where status = 'completed' and job_id = '"
                        + id
                        + "'")
                == 1);
  }

  private static JsonObject job(String id) {
    JsonArray symbols = new JsonArray();
    IntStream.range(0, TRADED).forEach(i -> symbols.add("DAY" + i));
    return new JsonObject()
        .put("job_type", "backtest")
        .put("job_id", id)
        .put("user_id", "witness")
        .put("symbols", symbols)
        .put("start_date", "2016-01-04")
        .put("end_date", "2021-12-31")
        .put("patterns", new JsonArray().add("Doji").add("Hammer"))
        .put("parameters", new JsonObject())
        .put(
            "rules",
            new JsonObject()
                .put("enter_when", conditions("> 0"))
                .put("exit_when", conditions("< 0"))
                .put("exit_after_bars", 3))
        .put("timestamp", 1_700_000_000);
  }

  private static JsonArray conditions(String with) {
    JsonArray all = new JsonArray();
    IntStream.range(0, CONDITIONS).forEach(i -> all.add("AVGDEV(" + (LOOKED_AT - i) + ") " + with));
    return all;
  }
}

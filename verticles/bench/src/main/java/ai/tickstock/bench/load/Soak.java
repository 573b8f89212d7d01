package ai.tickstock.bench.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a mesh that works for hours stays as it is: hours of market, replayed in minutes into
 * both halves as processes of their own. Between the hours, and while they are replayed, each
 * process is looked at from outside: live heap after a full collection, timers, threads, file
 * handles; and how many connections Redis and PostgreSQL have. Writes {@code soak.csv} and {@code
 * soak.html} with a plot of each figure, and says how each grew from the second quarter of the run,
 * when all is warm, to its last.
 *
 * <p>{@code Soak FAT.jar [hours=6] [ticks=10000000] [symbols=1000] [directory=soak]}: ticks of each
 * hour. The file of an hour takes about 35 bytes a tick on the disk while it is replayed.
 */
public final class Soak {
  private static final long FIRST_HOUR = 1_697_466_600_000L; // 2023-10-16, 10:30 in New York
  private static final long HOUR = 3_600_000;
  private static final long LOOK_MILLIS = 5_000;

  private final Path jar;
  private final int hours;
  private final int ticks;
  private final int symbols;
  private final Path directory;
  private final List<SoakSample> samples = new ArrayList<>();
  private final long begin = System.nanoTime();

  private Soak(Path jar, int hours, int ticks, int symbols, Path directory) {
    this.jar = jar;
    this.hours = hours;
    this.ticks = ticks;
    this.symbols = symbols;
    this.directory = directory;
  }

  public static void main(String[] args) throws IOException {
    if (args.length == 0) {
      System.err.println(
          "usage: Soak FAT.jar [hours=6] [ticks=10000000] [symbols=1000] [directory=soak]");
      System.exit(2);
    }
    new Soak(
            Path.of(args[0]).toAbsolutePath(),
            argument(args, 1, 6),
            argument(args, 2, 10_000_000),
            argument(args, 3, 1_000),
            Path.of(args.length > 4 ? args[4] : "soak").toAbsolutePath())
        .run();
  }

  private static int argument(String[] args, int i, int otherwise) {
    return args.length > i ? Integer.parseInt(args[i]) : otherwise;
  }

  private void run() throws IOException {
    Files.createDirectories(directory);
    try (Child pl = mesh("pl");
        Outside outside = Outside.of(directory, pl);
        Child app = mesh("app")) {
      Outside.until("App ready", app, () -> ready(app));
      look(outside, pl, app);
      for (int hour = 0; hour < hours; hour++) {
        replay(hour, outside, pl, app);
      }
      look(outside, pl, app);
    }
    write();
    String title =
        "%,d hours of market, %,d ticks of %,d symbols"
            .formatted(hours, (long) ticks * hours, symbols);
    SoakPlot.write(directory.resolve("soak.html"), title, samples);
    report();
  }

  private Child mesh(String role) {
    List<String> arguments =
        new ArrayList<>(List.of("run", "--role", role, "--set", "http.port=0"));
    if (role.equals("app")) {
      arguments.addAll(List.of("--set", "source.type=none"));
    }
    return Child.mesh(jar, directory, "-Xmx512m", arguments.toArray(String[]::new));
  }

  private static boolean ready(Child process) throws IOException {
    return Files.readString(process.output()).matches("(?s).*TickStock .* ready.*");
  }

  private void replay(int hour, Outside outside, Child pl, Child app) throws IOException {
    long from = FIRST_HOUR + hour * HOUR;
    Path file = directory.resolve("hour-" + hour + ".csv");
    TickFile.write(file, ticks, symbols, from, from + HOUR);
    long all = (long) ticks * (hour + 1);
    try (Child replay =
        Child.mesh(
            jar,
            directory,
            "-Xmx512m",
            "replay",
            "--ticks",
            file.toString(),
            "--set",
            "publisher.framing=announce")) {
      while (replay.isAlive()) {
        pause();
        look(outside, pl, app);
      }
      replay.awaitSuccess();
    }
    String stored = "select min(log_offset) from feed_position";
    Outside.until("hour " + hour + " stored", pl, () -> outside.number(stored) >= all);
    Files.delete(file);
    look(outside, pl, app);
    System.out.printf(
        "hour %d of %d: %,d ticks, %,d minute bars stored after %d s%n",
        hour + 1, hours, all, outside.number("select count(*) from ohlcv_bars_1min"), seconds());
  }

  private long seconds() {
    return (System.nanoTime() - begin) / 1_000_000_000L;
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(Outside outside, Child pl, Child app) throws IOException {
    samples.add(
        new SoakSample(
            seconds(),
            SoakSample.Process.of(pl.pid()),
            SoakSample.Process.of(app.pid()),
            outside.redisInfo("connected_clients"),
            outside.redisInfo("used_memory"),
            outside.number(
                "select count(*) from pg_stat_activity where backend_type = 'client backend'")));
  }

  private void write() throws IOException {
    try (PrintWriter csv =
        new PrintWriter(Files.newBufferedWriter(directory.resolve("soak.csv")))) {
      csv.println("seconds," + String.join(",", SoakSample.NAMES));
      for (SoakSample sample : samples) {
        StringBuilder line = new StringBuilder().append(sample.seconds());
        for (long figure : sample.figures()) {
          line.append(',').append(figure);
        }
        csv.println(line);
      }
    }
  }

  private void report() {
    System.out.printf("%,d ticks, %d looks; %s%n", (long) ticks * hours, samples.size(), directory);
    for (int i = 0; i < SoakSample.NAMES.size(); i++) {
      double early = mean(i, samples.size() / 4, samples.size() / 2);
      double late = mean(i, samples.size() * 3 / 4, samples.size());
      System.out.printf(
          Locale.ROOT,
          "  %-22s %,16.0f -> %,16.0f  (%+.1f %%)%n",
          SoakSample.NAMES.get(i),
          early,
          late,
          early == 0 ? 0 : 100 * (late - early) / early);
    }
  }

  private double mean(int figure, int from, int to) {
    return samples.subList(from, to).stream()
        .mapToLong(sample -> sample.figures()[figure])
        .average()
        .orElse(0);
  }
}

package ai.tickstock.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sustained ticks per second from a publisher through Redis into stored bars, in both framings,
 * beside {@code redis-benchmark}'s own PUBLISH rate, all in one run and on one machine: Redis with
 * its append-only file, PostgreSQL, the producer half and the publisher are processes of their own.
 *
 * <p>Arguments: the fat jar, ticks per run (default 4,000,000), runs of each (default 3), symbols
 * (default 1,000).
 */
public final class Throughput {
  private static final long DAY = 1_700_055_000_000L;

  private final Path jar;
  private final int ticks;
  private final int runs;
  private final Path directory = Files.createTempDirectory("tickstock-load");
  private final Path file;

  private Throughput(Path jar, int ticks, int runs, int symbols) throws IOException {
    this.jar = jar;
    this.ticks = ticks;
    this.runs = runs;
    file = TickFile.write(directory.resolve("ticks.csv"), ticks, symbols, DAY, DAY + 300_000L);
  }

  public static void main(String[] args) throws IOException {
    if (args.length == 0) {
      System.err.println("usage: Throughput FAT.jar [ticks=4000000] [runs=3] [symbols=1000]");
      System.exit(2);
    }
    new Throughput(
            Path.of(args[0]),
            argument(args, 1, 4_000_000),
            argument(args, 2, 3),
            argument(args, 3, 1_000))
        .measure();
  }

  private static int argument(String[] args, int i, int otherwise) {
    return args.length > i ? Integer.parseInt(args[i]) : otherwise;
  }

  private void measure() throws IOException {
    List<Double> anchor = new ArrayList<>();
    List<Double> tick = new ArrayList<>();
    List<Double> announce = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      tick.add(mesh("tick", run, anchor));
      announce.add(mesh("announce", run, anchor));
    }
    System.out.printf("%d ticks a run, %d runs; ticks/s: median (all)%n", ticks, runs);
    report("redis-benchmark PUBLISH, one draining subscriber", anchor, anchor);
    report("mesh, framing tick, into stored bars", tick, anchor);
    report("mesh, framing announce, into stored bars", announce, anchor);
  }

  private double mesh(String framing, int run, List<Double> anchor) throws IOException {
    Path home = Files.createDirectory(directory.resolve(framing + run));
    try (Child pl = Child.mesh(jar, home, "-Xmx1g", "run", "--role", "pl", "--set", "http.port=0");
        Outside outside = Outside.of(home, pl)) {
      anchor.add(redisBenchmark(home, outside.redisPort()));
      try (Child replay =
          Child.mesh(
              jar,
              home,
              "-Xmx1g",
              "replay",
              "--ticks",
              file.toString(),
              "--set",
              "publisher.framing=" + framing)) {
        String stored = "select min(log_offset) from feed_position";
        Outside.until("the first quarter stored", pl, () -> outside.number(stored) >= ticks / 4);
        long start = System.nanoTime();
        long before = outside.number(stored);
        replay.awaitSuccess();
        Outside.until("the last tick stored", pl, () -> outside.number(stored) >= ticks);
        double rate = (ticks - before) / ((System.nanoTime() - start) / 1e9);
        System.out.printf(
            "  %s: %,.0f ticks/s, %d minute bars%n",
            framing, rate, outside.number("select count(*) from ohlcv_bars_1min"));
        return rate;
      }
    }
  }

  private static double redisBenchmark(Path home, int port) throws IOException {
    Outside.drain(port, "tickstock:bench");
    Path output = home.resolve("redis-benchmark.txt");
    String payload =
        "{\"type\":\"market_tick\",\"symbol\":\"AAPL\",\"price\":150.25,\"volume\":1000,"
            + "\"timestamp\":1697385600.123,\"source\":\"polygon\"}";
    try (Child benchmark =
        Child.start(
            output,
            List.of(
                "redis-benchmark",
                "-p",
                Integer.toString(port),
                "-n",
                "1000000",
                "-P",
                "64",
                "-c",
                "8",
                "-q",
                "PUBLISH",
                "tickstock:bench",
                payload))) {
      benchmark.awaitSuccess();
    }
    Matcher rate =
        Pattern.compile("([0-9.]+) requests per second").matcher(Files.readString(output));
    double found = 0;
    while (rate.find()) {
      found = Double.parseDouble(rate.group(1));
    }
    System.out.printf("  redis-benchmark: %,.0f messages/s%n", found);
    return found;
  }

  private static void report(String what, List<Double> rates, List<Double> anchor) {
    double median = median(rates);
    System.out.printf(
        "%-50s %,12.0f  ×%.2f  %s%n",
        what,
        median,
        median / median(anchor),
        Arrays.toString(rates.stream().mapToLong(Double::longValue).toArray()));
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}

package ai.tickstock.bench.faults;

import ai.tickstock.bench.faults.TrueBars.Tick;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The made-up ticks of one schedule: symbols and a day of their own, some ticks late by up to a
 * minute and a half, which amends bars that have closed.
 */
final class Feed {
  /**
   * How much of it there is.
   *
   * @param ticksAMinute of each symbol
   * @param lateOneIn one in so many is late; 0: none is
   */
  record Shape(int symbols, int minutes, int ticksAMinute, int lateOneIn) {}

  static final Shape USUAL = new Shape(10, 120, 60, 20);

  private static final int LATEST_MILLIS = 90_000;

  /** A Monday's opening in New York, long past; each schedule has a weekday of its own after it. */
  private static final Instant FIRST = Instant.parse("2025-06-16T13:30:00Z");

  private final String prefix;
  private final Path file;
  private final TrueBars bars;
  private final int ticks;
  private final int minutes;

  private Feed(String prefix, Path file, List<Tick> ticks, int minutes) {
    this.minutes = minutes;
    this.prefix = prefix;
    this.file = file;
    this.ticks = ticks.size();
    this.bars = new TrueBars(ticks);
  }

  /**
   * Writes the file of a schedule.
   *
   * @param place the schedule's place in its mesh, from 0: later ones have later days, a hundred at
   *     most
   */
  static Feed write(Path directory, long seed, int place, Shape shape) {
    String prefix = "F" + place + "-";
    List<Tick> ticks = ticks(new Random(seed), prefix, opening(place), shape);
    Path file = directory.resolve("ticks" + place + ".csv");
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
      out.println("symbol,timestamp,price,volume");
      for (Tick tick : ticks) {
        out.printf(
            Locale.ROOT,
            "%s,%d.%03d,%s,%d%n",
            tick.symbol(),
            tick.millis() / 1000,
            tick.millis() % 1000,
            tick.price(),
            tick.volume());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Feed(prefix, file, ticks, shape.minutes());
  }

  private static long opening(int place) {
    return FIRST.plus(Duration.ofDays(place / 5 * 7 + place % 5)).toEpochMilli();
  }

  private static List<Tick> ticks(Random random, String prefix, long start, Shape shape) {
    record Sent(long arrival, String symbol, long millis, double price, long volume) {}
    int[] cents = random.ints(shape.symbols(), 2_000, 30_000).toArray();
    List<Sent> sent = new ArrayList<>();
    int gap = 60_000 / shape.ticksAMinute();
    for (long at = start; at < start + shape.minutes() * 60_000L; at += gap) {
      for (int symbol = 0; symbol < shape.symbols(); symbol++) {
        cents[symbol] =
            Math.max(
                100,
                cents[symbol]
                    + random.nextInt(cents[symbol] / 500 * 2 + 3)
                    - cents[symbol] / 500
                    - 1);
        long millis = at + random.nextInt(gap);
        boolean isLate = shape.lateOneIn() > 0 && random.nextInt(shape.lateOneIn()) == 0;
        long late = isLate ? random.nextInt(LATEST_MILLIS) : 0;
        sent.add(
            new Sent(
                millis + late,
                prefix + symbol,
                millis,
                cents[symbol] / 100.0,
                1 + random.nextInt(500)));
      }
    }
    sent.sort(Comparator.comparingLong(Sent::arrival));
    List<Tick> ticks = new ArrayList<>(sent.size());
    for (Sent one : sent) {
      ticks.add(new Tick(one.symbol(), one.millis(), ticks.size(), one.price(), one.volume()));
    }
    return ticks;
  }

  Path file() {
    return file;
  }

  int ticks() {
    return ticks;
  }

  TrueBars bars() {
    return bars;
  }

  /** How its symbols begin, and no others do. */
  String prefix() {
    return prefix;
  }

  /**
   * How many times real time it is to be played, to last so long; a word for as fast as it goes.
   */
  Object speed(long playMillis) {
    return playMillis == 0 ? "max" : minutes * 60_000.0 / playMillis;
  }
}

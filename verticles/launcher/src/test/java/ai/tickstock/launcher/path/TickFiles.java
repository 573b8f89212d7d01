package ai.tickstock.launcher.path;

import ai.tickstock.market.Symbols;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Tick files made from the recorded ones: out of order, or dealt out to several publishers. */
final class TickFiles {
  private record Line(String text, long arrival) {}

  private TickFiles() {}

  /** The same ticks, each late by up to 30 s; equal timestamps keep their order. */
  static Path shuffled(Path ticks, Path to, long seed) {
    Random random = new Random(seed);
    List<Line> lines = new ArrayList<>();
    String[] last = {""};
    long[] arrival = {0};
    forEach(
        ticks,
        line -> {
          String time = line.split(",")[1];
          if (!time.equals(last[0])) {
            last[0] = time;
            arrival[0] = Math.round(Double.parseDouble(time) * 1000) + random.nextInt(30_000);
          }
          lines.add(new Line(line, arrival[0]));
        });
    lines.sort(Comparator.comparingLong(Line::arrival));
    return write(to, lines.stream().map(Line::text).toList());
  }

  /** One of {@code n} files that have the symbols between them, each symbol in one file only. */
  static Path share(Path ticks, Path to, int part, int n) {
    List<String> lines = new ArrayList<>();
    forEach(
        ticks,
        line -> {
          if (Symbols.partition(line.substring(0, line.indexOf(','))) % n == part) {
            lines.add(line);
          }
        });
    return write(to, lines);
  }

  private static void forEach(Path ticks, java.util.function.Consumer<String> action) {
    try (var reader = SharedData.open(ticks)) {
      reader.lines().skip(1).forEach(action);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(Path to, List<String> lines) {
    try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(to))) {
      writer.println("symbol,timestamp,price,volume");
      lines.forEach(writer::println);
      return to;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

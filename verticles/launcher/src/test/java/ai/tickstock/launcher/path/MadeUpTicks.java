package ai.tickstock.launcher.path;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A random walk of some symbols, file by file, each going on where the last one ended. */
final class MadeUpTicks {
  private static final int SECONDS_BETWEEN = 12;

  private final Random random = new Random(7);
  private final String[] symbols;
  private final double[] price;
  private long minute = (System.currentTimeMillis() / 60_000 - 2_000) * 60;

  MadeUpTicks(String... symbols) {
    this.symbols = symbols;
    price = new double[symbols.length];
    for (int i = 0; i < price.length; i++) {
      price[i] = 100 * (i + 1);
    }
  }

  /** Where the next file begins, Unix seconds. */
  long minute() {
    return minute;
  }

  /** A file of the next minutes, five ticks of each symbol in each. */
  Path next(Path directory, int minutes) throws IOException {
    List<String> lines = new ArrayList<>(List.of("symbol,timestamp,price,volume"));
    for (int i = 0; i < minutes; i++, minute += 60) {
      for (int second = 1; second < 60; second += SECONDS_BETWEEN) {
        for (int symbol = 0; symbol < symbols.length; symbol++) {
          price[symbol] *= 1 + random.nextGaussian() / 2_000;
          lines.add(
              String.format(
                  Locale.ROOT, "%s,%d,%.2f,100", symbols[symbol], minute + second, price[symbol]));
        }
      }
    }
    return Files.write(Files.createTempFile(directory, "ticks", ".csv"), lines);
  }
}

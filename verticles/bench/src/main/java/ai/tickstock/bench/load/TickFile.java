package ai.tickstock.bench.load;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Writes tick files for load: symbols in random order, prices a random walk of cents. */
final class TickFile {
  private TickFile() {}

  /** The name of a load symbol. */
  static String symbol(int i) {
    return String.format("L%05d", i);
  }

  /**
   * {@code ticks} trades of {@code symbols} symbols, evenly over {@code [fromMillis, toMillis)}.
   */
  static Path write(Path file, int ticks, int symbols, long fromMillis, long toMillis) {
    Random random = new Random(42);
    int[] cents = new int[symbols];
    byte[][] names = new byte[symbols][];
    for (int i = 0; i < symbols; i++) {
      cents[i] = 1_000 + random.nextInt(50_000);
      names[i] = symbol(i).getBytes(StandardCharsets.US_ASCII);
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      out.write("symbol,timestamp,price,volume\n".getBytes(StandardCharsets.US_ASCII));
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < ticks; i++) {
        int symbol = i < symbols ? i : random.nextInt(symbols);
        cents[symbol] = Math.max(100, cents[symbol] + random.nextInt(7) - 3);
        long millis = fromMillis + (toMillis - fromMillis) * i / ticks;
        line.setLength(0);
        line.append(',').append(millis / 1000).append('.');
        digits(line, (int) (millis % 1000), 3);
        line.append(',').append(cents[symbol] / 100).append('.');
        digits(line, cents[symbol] % 100, 2);
        line.append(',').append(1 + random.nextInt(500)).append('\n');
        out.write(names[symbol]);
        out.write(line.toString().getBytes(StandardCharsets.US_ASCII));
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void digits(StringBuilder to, int value, int digits) {
    String text = Integer.toString(value);
    to.append("0".repeat(digits - text.length())).append(text);
  }
}

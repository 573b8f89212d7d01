package ai.tickstock.analytics;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** TA-Lib 0.6.4's answers to a series of 3,000 bars, and the series. */
public final class Golden {
  private static final List<String[]> BARS = rows("series_a");

  private Golden() {}

  /** How many bars the series has. */
  public static int size() {
    return BARS.size();
  }

  /** Open, high, low, close, volume of a bar. */
  public static double[] bar(int index) {
    return Arrays.stream(BARS.get(index)).skip(1).mapToDouble(Double::parseDouble).toArray();
  }

  /** The names of a function's outputs. */
  public static List<String> outputs(String label) {
    List<String> header = List.of(lines(label).get(0).split(","));
    return header.subList(1, header.size());
  }

  /** The outputs of a function, by bar; null in its lookback. */
  public static List<double[]> answers(String label) {
    return rows(label).stream()
        .map(
            row ->
                row[1].isEmpty()
                    ? null
                    : Arrays.stream(row).skip(1).mapToDouble(Double::parseDouble).toArray())
        .toList();
  }

  /** The cells of a file, its header left out; trailing empty cells are kept. */
  public static List<String[]> rows(String label) {
    return lines(label).stream().skip(1).map(line -> line.split(",", -1)).toList();
  }

  private static List<String> lines(String label) {
    try (InputStream file = Golden.class.getResourceAsStream("/golden/" + label + ".csv.gz");
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }
}

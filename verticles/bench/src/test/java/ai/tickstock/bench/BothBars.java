package ai.tickstock.bench;

import static org.junit.jupiter.api.Assumptions.abort;

import ai.tickstock.analytics.history.BarSeries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The same bars for both engines; a bar's place is its minute, and all have some volume. */
final class BothBars {
  static final int BARS = 5_000;
  static final long LENGTH = 60_000;

  private static final String DAILY = "us_equity_daily.csv.gz";

  final BarSeries ours = new BarSeries("A", true);
  final Ta4jEdition theirs;

  private BothBars(int bars) {
    theirs = new Ta4jEdition(bars);
  }

  private void add(double open, double high, double low, double close, double volume) {
    ours.add(ours.size() * LENGTH, open, high, low, close, volume);
    theirs.add(open, high, low, close, volume);
  }

  /** A seeded walk. */
  static BothBars walk(long seed) {
    BothBars bars = new BothBars(BARS);
    Random random = new Random(seed);
    double price = 100;
    for (int i = 0; i < BARS; i++) {
      double open = price * (1 + 0.002 * random.nextGaussian());
      double close = open * (1 + 0.01 * random.nextGaussian());
      double high = Math.max(open, close) * (1 + 0.004 * random.nextDouble());
      double low = Math.min(open, close) * (1 - 0.004 * random.nextDouble());
      bars.add(open, high, low, close, 1 + random.nextInt(10_000));
      price = close;
    }
    return bars;
  }

  /**
   * Real days of one symbol, as they were quoted; those without volume left out. The test is
   * skipped, and says so, where the recorded data is missing.
   */
  static BothBars daily(String symbol) {
    List<String[]> rows;
    try (Stream<String> lines = open(daily()).lines()) {
      rows =
          lines
              .filter(line -> line.startsWith(symbol + ","))
              .map(line -> line.split(","))
              .filter(cells -> Double.parseDouble(cells[6]) > 0)
              .toList();
    }
    BothBars bars = new BothBars(rows.size());
    for (String[] cells : rows) {
      bars.add(number(cells, 2), number(cells, 3), number(cells, 4), number(cells, 5), 1);
    }
    return bars;
  }

  private static double number(String[] cells, int column) {
    return Double.parseDouble(cells[column]);
  }

  /** Bars of one price each, the closes of these: there a stop is a stop at the close. */
  BothBars closes() {
    BothBars closes = new BothBars(ours.size());
    for (int i = 0; i < ours.size(); i++) {
      double close = ours.close(i);
      closes.add(close, close, close, close, 1);
    }
    return closes;
  }

  private static Path daily() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("shared").resolve("data").resolve("daily").resolve(DAILY);
      if (Files.exists(file)) {
        return file;
      }
    }
    return abort(
        "recorded market data is not here: expected shared/data/daily/"
            + DAILY
            + " beside the project");
  }

  private static BufferedReader open(Path file) {
    try {
      return new BufferedReader(
          new InputStreamReader(
              new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

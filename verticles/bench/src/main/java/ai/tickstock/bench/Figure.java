package ai.tickstock.bench;

import java.util.Locale;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What one bar costs.
 *
 * @param nanos median of the iterations, ns
 * @param bytes allocated, mean of the iterations
 */
record Figure(double nanos, double bytes) {
  /** Below it is what the harness itself allocates per iteration. */
  private static final double NOTHING = 0.05;

  static Figure of(RunResult result) {
    Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
    return new Figure(
        result.getPrimaryResult().getStatistics().getPercentile(50),
        allocated == null ? Double.NaN : allocated.getScore());
  }

  boolean allocatesNothing() {
    return bytes < NOTHING;
  }

  /** Nanoseconds in three digits or so; a dash for no figure. */
  static String nanos(Figure figure) {
    return figure == null ? "–" : digits(figure.nanos);
  }

  /** Bytes; a dash for no figure. */
  static String bytes(Figure figure) {
    return figure == null ? "–" : figure.allocatesNothing() ? "0" : digits(figure.bytes);
  }

  /** How many times the other one; a dash for no figure. */
  static String ratio(Figure figure, Figure other) {
    return figure == null || other == null ? "–" : digits(figure.nanos / other.nanos);
  }

  private static String digits(double value) {
    String format = value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f";
    return String.format(Locale.ROOT, format, value);
  }
}

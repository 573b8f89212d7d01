package ai.tickstock.analytics.chart;

/**
 * The bars as they are, or upside down: then every price is negated and a bottom is a top, so that
 * a rule is written once for both. Not thread-safe.
 */
final class View {
  private final ChartBars bars;
  private final boolean isUpsideDown;

  View(ChartBars bars, boolean isUpsideDown) {
    this.bars = bars;
    this.isUpsideDown = isUpsideDown;
  }

  boolean isUpsideDown() {
    return isUpsideDown;
  }

  ChartBars bars() {
    return bars;
  }

  /** Between a price and what it is here. */
  double price(double other) {
    return isUpsideDown ? -other : other;
  }

  double high(int bar) {
    return isUpsideDown ? -bars.low(bar) : bars.high(bar);
  }

  double low(int bar) {
    return isUpsideDown ? -bars.high(bar) : bars.low(bar);
  }

  double close(int bar) {
    return price(bars.close(bar));
  }

  /** The lowest low of so many bars before a bar, as far as they are there. */
  double lowestBefore(int bar, int many) {
    double lowest = Double.POSITIVE_INFINITY;
    for (int b = Math.max(0, bar - many); b < bar; b++) {
      lowest = Math.min(lowest, low(b));
    }
    return lowest;
  }
}

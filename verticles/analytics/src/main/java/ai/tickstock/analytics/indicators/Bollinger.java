package ai.tickstock.analytics.indicators;

/**
 * Bollinger's bands: a moving average, and population standard deviations above and below it.
 *
 * <p>The variance is TA-Lib's: mean of squares less square of the mean, from two running totals,
 * below 1e-14 zero. It cancels where a window is flat, and then answers a deviation near 1e-5 where
 * none is; TA-Lib's figures are followed there too. On such windows a warm start differs by as
 * much.
 */
final class Bollinger implements Indicator {
  private final double[] ring;
  private final double up;
  private final double down;
  private final Average middle;
  private int next;
  private int seen;
  private double total;
  private double squares;
  private double mean;
  private double deviation;

  Bollinger(Parameters given) {
    ring = new double[given.period()];
    up = given.real("nbDevUp");
    down = given.real("nbDevDn");
    AverageType type = given.average("maType");
    middle = type == AverageType.SMA ? null : type.create(given.period());
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    if (middle != null) {
      middle.add(close);
    }
    ring[next] = close;
    next = next + 1 == ring.length ? 0 : next + 1;
    total += close;
    squares += close * close;
    seen++;
    if (seen >= ring.length) {
      slide();
    }
  }

  /** Answers for the full window, then takes its oldest close away. */
  private void slide() {
    mean = total / ring.length;
    double variance = squares / ring.length - mean * mean;
    deviation = Zero.orLess(variance) ? 0 : Math.sqrt(variance);
    double oldest = ring[next];
    total -= oldest;
    squares -= oldest * oldest;
    if (seen == SimpleAverage.REFRESH + ring.length) {
      refresh();
    }
  }

  /** Forgets the rounding the totals have gathered; see {@link SimpleAverage}. */
  private void refresh() {
    seen = ring.length;
    total = 0;
    squares = 0;
    for (int i = 1; i < ring.length; i++) {
      double close = ring[(next + i) % ring.length];
      total += close;
      squares += close * close;
    }
  }

  @Override
  public boolean isReady() {
    return seen >= ring.length && (middle == null || middle.isReady());
  }

  @Override
  public int outputCount() {
    return 3;
  }

  @Override
  public double output(int index) {
    double center = middle == null ? mean : middle.value();
    return switch (index) {
      case 0 -> center + deviation * up;
      case 1 -> center;
      case 2 -> center - deviation * down;
      default -> throw new IndexOutOfBoundsException("output: expected 0 to 2, was " + index);
    };
  }
}

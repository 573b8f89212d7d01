package ai.tickstock.analytics.indicators.cycle;

/**
 * The mean price of one dominant cycle, smoothed over four bars: what is left when the cycle is
 * taken away. At most {@value HilbertTransform#LONGEST} prices are looked at for each bar.
 */
final class TrendAverage {
  private final double[] ring = new double[HilbertTransform.LONGEST];
  private int newest = -1;
  private double one;
  private double two;
  private double three;
  private double value;

  /** Keeps a price, while the transform does not run yet. */
  void keep(double price) {
    newest = newest + 1 == ring.length ? 0 : newest + 1;
    ring[newest] = price;
  }

  /** Answers for the newest price kept. */
  void follow(HilbertTransform cycle) {
    int length = cycle.wholePeriod();
    double sum = 0;
    int at = newest;
    for (int i = 0; i < length; i++) {
      sum += ring[at];
      at = at == 0 ? ring.length - 1 : at - 1;
    }
    double mean = length > 0 ? sum / length : sum;
    value = (4 * mean + 3 * one + 2 * two + three) / 10;
    three = two;
    two = one;
    one = mean;
  }

  double value() {
    return value;
  }
}

package ai.tickstock.analytics.indicators.cycle;

/**
 * Ehlers' homodyne discriminator (Rocket Science for Traders, 2001): measures the period of the
 * cycle that dominates a series of prices. A weighted mean of four prices is detrended and split
 * into a part in phase and one a quarter of a cycle later; how fast the two turn is the period,
 * within 6 and 50 bars and within 0.67 and 1.5 times the last one, smoothed. Even and odd bars have
 * filters of their own, since the transform looks at every second bar. In TA-Lib's order of
 * operations.
 */
public final class HilbertTransform {
  /** Bars a window of the smoothed price may reach back: the longest period. */
  static final int LONGEST = 50;

  private static final double SHORTEST = 6;
  private static final int WEIGHTS = 4;
  private static final double FULL_TURN = 360;
  private static final double DEGREES = 45 / Math.atan(1);

  /** One filter of the transform, for even and for odd bars. */
  private static final class Filter {
    private static final double OUTER = 0.0962;
    private static final double INNER = 0.5769;

    private final double[][] ring = new double[2][3];
    private final double[] before = new double[2];
    private final double[] inputBefore = new double[2];

    double next(int parity, int slot, double input, double gain) {
      double outer = OUTER * input;
      double value = -ring[parity][slot];
      ring[parity][slot] = outer;
      value += outer;
      value -= before[parity];
      before[parity] = INNER * inputBefore[parity];
      value += before[parity];
      inputBefore[parity] = input;
      return value * gain;
    }
  }

  private final Filter detrender = new Filter();
  private final Filter quadratureFilter = new Filter();
  private final Filter turnedInPhase = new Filter();
  private final Filter turnedQuadrature = new Filter();
  private final double[] prices = new double[WEIGHTS];
  private final int idle;
  private int bars;
  private double weighted;
  private double plain;
  private double leaving;
  private int slot;
  private double smoothed;

  /** In phase two and three bars of the own parity back, for even and odd bars. */
  private final double[] twoBack = new double[2];

  private final double[] threeBack = new double[2];

  private double inPhase;
  private double quadrature;
  private double before2InPhase;
  private double before2Quadrature;
  private double real;
  private double imaginary;
  private double period;
  private double smoothPeriod;

  /**
   * @param idle bars after the first three that are only smoothed: 9, or 34 for what looks back
   *     over a whole cycle
   */
  public HilbertTransform(int idle) {
    this.idle = idle;
  }

  /** Takes the next price in. Whether the transform runs yet. */
  public boolean add(double price) {
    int bar = bars++;
    smooth(bar, price);
    if (bar < WEIGHTS - 1 + idle) {
      return false;
    }
    // From here on only the place in the ring of four, and with it the parity, matters.
    bars = bar >= 1 << 20 ? bars - (1 << 19) : bars;
    transform(bar & 1);
    return true;
  }

  private void smooth(int bar, double price) {
    int ring = bar & WEIGHTS - 1;
    if (bar < WEIGHTS - 1) {
      plain += price;
      weighted += price * (bar + 1);
    } else {
      plain += price;
      plain -= leaving;
      weighted += price * WEIGHTS;
      leaving = prices[ring + 1 & WEIGHTS - 1];
      smoothed = weighted * 0.1;
      weighted -= plain;
    }
    prices[ring] = price;
  }

  private void transform(int parity) {
    double gain = 0.075 * period + 0.54;
    double detrended = detrender.next(parity, slot, smoothed, gain);
    quadrature = quadratureFilter.next(parity, slot, detrended, gain);
    inPhase = threeBack[parity];
    double turnedI = turnedInPhase.next(parity, slot, inPhase, gain);
    double turnedQ = turnedQuadrature.next(parity, slot, quadrature, gain);
    if (parity == 0) {
      slot = slot == 2 ? 0 : slot + 1;
    }
    double quadrature2 = 0.2 * (quadrature + turnedI) + 0.8 * before2Quadrature;
    double inPhase2 = 0.2 * (inPhase - turnedQ) + 0.8 * before2InPhase;
    int other = 1 - parity;
    threeBack[other] = twoBack[other];
    twoBack[other] = detrended;
    discriminate(inPhase2, quadrature2);
  }

  private void discriminate(double inPhase2, double quadrature2) {
    real = 0.2 * (inPhase2 * before2InPhase + quadrature2 * before2Quadrature) + 0.8 * real;
    imaginary =
        0.2 * (inPhase2 * before2Quadrature - quadrature2 * before2InPhase) + 0.8 * imaginary;
    before2Quadrature = quadrature2;
    before2InPhase = inPhase2;
    double last = period;
    if (imaginary != 0 && real != 0) {
      period = FULL_TURN / (Math.atan(imaginary / real) * DEGREES);
    }
    period = Math.max(Math.min(period, 1.5 * last), 0.67 * last);
    period = Math.min(Math.max(period, SHORTEST), LONGEST);
    period = 0.2 * period + 0.8 * last;
    smoothPeriod = 0.33 * period + 0.67 * smoothPeriod;
  }

  /** The weighted mean of the last four prices. */
  double smoothed() {
    return smoothed;
  }

  /** The component in phase. */
  public double inPhase() {
    return inPhase;
  }

  /** The component a quarter of a cycle later. */
  public double quadrature() {
    return quadrature;
  }

  /** The dominant cycle's period in bars, smoothed. */
  double smoothPeriod() {
    return smoothPeriod;
  }

  /** That period in whole bars. */
  int wholePeriod() {
    return (int) (smoothPeriod + 0.5);
  }
}

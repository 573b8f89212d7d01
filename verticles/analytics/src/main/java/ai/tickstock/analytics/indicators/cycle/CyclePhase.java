package ai.tickstock.analytics.indicators.cycle;

/**
 * The phase of the dominant cycle, in degrees from -45 to 315: the angle of the smoothed prices of
 * one whole cycle against a sine of that period. At most {@value HilbertTransform#LONGEST} prices
 * are looked at for each bar.
 */
final class CyclePhase {
  private static final double ALMOST_NOTHING = 0.01;
  private static final double FULL_TURN = 360;
  private static final double WHOLE_CIRCLE = Math.atan(1) * 8;
  private static final double DEGREES = 45 / Math.atan(1);

  private final double[] ring = new double[HilbertTransform.LONGEST];
  private int newest = -1;
  private double phase;

  /** Takes the next smoothed price in. */
  void add(HilbertTransform cycle) {
    newest = newest + 1 == ring.length ? 0 : newest + 1;
    ring[newest] = cycle.smoothed();
    turn(cycle);
  }

  private void turn(HilbertTransform cycle) {
    int length = cycle.wholePeriod();
    double real = 0;
    double imaginary = 0;
    int at = newest;
    for (int i = 0; i < length; i++) {
      double angle = i * WHOLE_CIRCLE / length;
      real += Math.sin(angle) * ring[at];
      imaginary += Math.cos(angle) * ring[at];
      at = at == 0 ? ring.length - 1 : at - 1;
    }
    double size = Math.abs(imaginary);
    if (size > 0) {
      phase = Math.atan(real / imaginary) * DEGREES;
    } else if (size <= ALMOST_NOTHING) {
      phase += Math.signum(real) * FULL_TURN / 4;
    }
    phase += FULL_TURN / 4;
    phase += FULL_TURN / cycle.smoothPeriod();
    phase += imaginary < 0 ? FULL_TURN / 2 : 0;
    phase -= phase > 315 ? FULL_TURN : 0;
  }

  double degrees() {
    return phase;
  }

  /** The newest smoothed price. */
  double smoothed() {
    return ring[newest];
  }

  double sine() {
    return Math.sin(phase / DEGREES);
  }

  /** An eighth of a turn ahead. */
  double leadSine() {
    return Math.sin((phase + FULL_TURN / 8) / DEGREES);
  }
}

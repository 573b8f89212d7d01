package ai.tickstock.analytics.indicators.overlap;

import ai.tickstock.analytics.indicators.RealFunction;
import ai.tickstock.analytics.indicators.cycle.HilbertTransform;

/**
 * Ehlers' MESA adaptive mean and the mean that follows it at half its speed: the faster the phase
 * of the dominant cycle turns, the slower they follow, within two limits. Both start from 0.
 */
final class MesaAverage implements RealFunction {
  static final int LOOKBACK = 32;
  static final double FAST_LIMIT = 0.5;
  static final double SLOW_LIMIT = 0.05;

  private static final int IDLE = 9;
  private static final double DEGREES = 45 / Math.atan(1);

  private final HilbertTransform cycle = new HilbertTransform(IDLE);
  private final double fastLimit;
  private final double slowLimit;
  private int missing = LOOKBACK + 1;
  private double phase;
  private double mama;
  private double fama;

  MesaAverage(double fastLimit, double slowLimit) {
    this.fastLimit = fastLimit;
    this.slowLimit = slowLimit;
  }

  @Override
  public void add(double newest) {
    missing -= missing > 0 ? 1 : 0;
    if (!cycle.add(newest)) {
      return;
    }
    double now =
        cycle.inPhase() == 0 ? 0 : Math.atan(cycle.quadrature() / cycle.inPhase()) * DEGREES;
    double turned = Math.max(1, phase - now);
    phase = now;
    double factor = turned > 1 ? Math.max(fastLimit / turned, slowLimit) : fastLimit;
    mama = factor * newest + (1 - factor) * mama;
    double half = factor * 0.5;
    fama = half * mama + (1 - half) * fama;
  }

  @Override
  public boolean isReady() {
    return missing == 0;
  }

  @Override
  public double value() {
    return mama;
  }

  @Override
  public int outputCount() {
    return 2;
  }

  @Override
  public double output(int index) {
    return switch (index) {
      case 0 -> mama;
      case 1 -> fama;
      default -> throw new IndexOutOfBoundsException("output: expected 0 or 1, was " + index);
    };
  }
}

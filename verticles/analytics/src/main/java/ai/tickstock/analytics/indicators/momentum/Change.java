package ai.tickstock.analytics.indicators.momentum;

import ai.tickstock.analytics.indicators.RealFunction;

/**
 * What became of the value N before: MOM and the ROC family. From a value of 0 all ratios are 0.
 */
final class Change implements RealFunction {
  /** How the two are compared. */
  enum Measure {
    /** {@code now - before}. */
    DIFFERENCE,
    /** {@code (now / before - 1) * 100}. */
    PERCENT,
    /** {@code (now - before) / before}. */
    SHARE,
    /** {@code now / before}. */
    RATIO,
    /** {@code now / before * 100}. */
    RATIO_PERCENT
  }

  private static final double HUNDRED = 100;

  private final Measure measure;
  private final double[] ring;
  private int next;
  private int held;
  private double value;

  Change(Measure measure, int period) {
    this.measure = measure;
    ring = new double[period];
  }

  @Override
  public void add(double now) {
    if (held >= ring.length) {
      value = change(ring[next], now);
    }
    held += held <= ring.length ? 1 : 0;
    ring[next] = now;
    next = next + 1 == ring.length ? 0 : next + 1;
  }

  private double change(double before, double now) {
    if (measure == Measure.DIFFERENCE) {
      return now - before;
    }
    if (before == 0) {
      return 0;
    }
    return switch (measure) {
      case PERCENT -> (now / before - 1) * HUNDRED;
      case SHARE -> (now - before) / before;
      case RATIO -> now / before;
      default -> now / before * HUNDRED;
    };
  }

  @Override
  public boolean isReady() {
    return held > ring.length;
  }

  @Override
  public double value() {
    return value;
  }
}

package ai.tickstock.analytics.indicators.overlap;

import ai.tickstock.analytics.indicators.RealFunction;

/** Tillson's T3: six exponential means in a row, the last four combined by a volume factor. */
final class TillsonAverage implements RealFunction {
  static final double VOLUME_FACTOR = 0.7;

  private static final int STAGES = 6;

  /** An exponential mean that follows as {@code k * x + (1 - k) * before}. */
  private static final class Stage {
    private final int period;
    private final double factor;
    private int seen;
    private double value;

    Stage(int period) {
      this.period = period;
      factor = 2.0 / (period + 1);
    }

    /** Takes a value in; whether the mean stands. */
    boolean add(double newest) {
      if (seen == period) {
        value = factor * newest + (1 - factor) * value;
        return true;
      }
      value += newest;
      if (++seen == period) {
        value /= period;
      }
      return seen == period;
    }
  }

  private final Stage[] stages = new Stage[STAGES];
  private final double c1;
  private final double c2;
  private final double c3;
  private final double c4;
  private boolean ready;

  TillsonAverage(int period, double volumeFactor) {
    for (int i = 0; i < STAGES; i++) {
      stages[i] = new Stage(period);
    }
    double square = volumeFactor * volumeFactor;
    c1 = -(square * volumeFactor);
    c2 = 3 * (square - c1);
    c3 = -6 * square - 3 * (volumeFactor - c1);
    c4 = 1 + 3 * volumeFactor - c1 + 3 * square;
  }

  @Override
  public void add(double newest) {
    double value = newest;
    for (Stage stage : stages) {
      if (!stage.add(value)) {
        return;
      }
      value = stage.value;
    }
    ready = true;
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public double value() {
    return c1 * stages[5].value
        + c2 * stages[4].value
        + c3 * stages[3].value
        + c4 * stages[2].value;
  }
}

package ai.tickstock.analytics.indicators.cycle;

/** HT_DCPERIOD: the dominant cycle's period. */
final class CyclePeriod extends CycleFunction {
  CyclePeriod() {
    super(SHORT_LOOKBACK);
  }

  @Override
  void turned() {
    // All is in the transform.
  }

  @Override
  public double value() {
    return cycle.smoothPeriod();
  }
}

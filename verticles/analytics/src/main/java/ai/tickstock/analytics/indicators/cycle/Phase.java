package ai.tickstock.analytics.indicators.cycle;

/** HT_DCPHASE: the dominant cycle's phase. */
final class Phase extends CycleFunction {
  private final CyclePhase phase = new CyclePhase();

  Phase() {
    super(LONG_LOOKBACK);
  }

  @Override
  void turned() {
    phase.add(cycle);
  }

  @Override
  public double value() {
    return phase.degrees();
  }
}

package ai.tickstock.analytics.indicators.cycle;

/** HT_SINE: the sine of the dominant cycle's phase, and that an eighth of a turn ahead. */
final class SineWave extends CycleFunction {
  private final CyclePhase phase = new CyclePhase();
  private double sine;
  private double lead;

  SineWave() {
    super(LONG_LOOKBACK);
  }

  @Override
  void turned() {
    phase.add(cycle);
    sine = phase.sine();
    lead = phase.leadSine();
  }

  @Override
  public double value() {
    return sine;
  }

  @Override
  public int outputCount() {
    return 2;
  }

  @Override
  public double output(int index) {
    return switch (index) {
      case 0 -> sine;
      case 1 -> lead;
      default -> throw new IndexOutOfBoundsException("output: expected 0 or 1, was " + index);
    };
  }
}

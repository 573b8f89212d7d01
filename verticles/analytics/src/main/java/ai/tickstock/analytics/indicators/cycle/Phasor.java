package ai.tickstock.analytics.indicators.cycle;

/** HT_PHASOR: the components of the dominant cycle. */
final class Phasor extends CycleFunction {
  Phasor() {
    super(SHORT_LOOKBACK);
  }

  @Override
  void turned() {
    // All is in the transform.
  }

  @Override
  public double value() {
    return cycle.inPhase();
  }

  @Override
  public int outputCount() {
    return 2;
  }

  @Override
  public double output(int index) {
    return switch (index) {
      case 0 -> cycle.inPhase();
      case 1 -> cycle.quadrature();
      default -> throw new IndexOutOfBoundsException("output: expected 0 or 1, was " + index);
    };
  }
}

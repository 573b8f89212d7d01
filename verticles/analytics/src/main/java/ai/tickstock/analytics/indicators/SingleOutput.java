package ai.tickstock.analytics.indicators;

/** What indicators of one output have in common. */
public abstract class SingleOutput implements Indicator {
  @Override
  public final int outputCount() {
    return 1;
  }

  @Override
  public final double output(int index) {
    if (index != 0) {
      throw new IndexOutOfBoundsException("output: expected 0, was " + index);
    }
    return value();
  }

  @Override
  public abstract double value();
}

package ai.tickstock.analytics.indicators;

/** The average of one value: itself. */
final class Unsmoothed implements Average {
  private double value;
  private boolean ready;

  @Override
  public void add(double next) {
    value = next;
    ready = true;
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public double value() {
    return value;
  }
}

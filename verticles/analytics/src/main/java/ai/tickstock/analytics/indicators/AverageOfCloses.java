package ai.tickstock.analytics.indicators;

/** A moving average of closes. */
final class AverageOfCloses extends SingleOutput {
  private final Average average;

  AverageOfCloses(Average average) {
    this.average = average;
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    average.add(close);
  }

  @Override
  public boolean isReady() {
    return average.isReady();
  }

  @Override
  public double value() {
    return average.value();
  }
}

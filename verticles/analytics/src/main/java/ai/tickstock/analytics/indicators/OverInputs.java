package ai.tickstock.analytics.indicators;

/** A function of pairs over two inputs of each bar. */
final class OverInputs extends SingleOutput {
  private final PairFunction function;
  private final Input first;
  private final Input second;
  private long bars;

  OverInputs(PairFunction function, Input first, Input second) {
    this.function = function;
    this.first = first;
    this.second = second;
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    long bar = bars++;
    function.add(
        first.of(bar, open, high, low, close, volume),
        second.of(bar, open, high, low, close, volume));
  }

  @Override
  public boolean isReady() {
    return function.isReady();
  }

  @Override
  public double value() {
    return function.value();
  }

  @Override
  public double[] state() {
    return Counted.with(bars, function.state());
  }

  @Override
  public void resume(double[] state) {
    bars = Counted.count(state);
    function.resume(Counted.rest(state));
  }
}

package ai.tickstock.analytics.indicators;

/** A function of plain values over one input of each bar. */
final class OverInput implements Indicator {
  private final RealFunction function;
  private final Input input;
  private final int outputs;
  private long bars;

  /**
   * @param outputs how many of the function's outputs it has, from the first
   */
  OverInput(RealFunction function, Input input, int outputs) {
    this.function = function;
    this.input = input;
    this.outputs = outputs;
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    function.add(input == Input.CLOSE ? close : input.of(bars++, open, high, low, close, volume));
  }

  @Override
  public boolean isReady() {
    return function.isReady();
  }

  @Override
  public int outputCount() {
    return outputs;
  }

  @Override
  public double output(int index) {
    return function.output(index);
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

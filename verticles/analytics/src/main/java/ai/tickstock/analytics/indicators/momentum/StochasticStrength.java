package ai.tickstock.analytics.indicators.momentum;

import ai.tickstock.analytics.indicators.Parameters;
import ai.tickstock.analytics.indicators.RealFunction;

/** Chande and Kroll's STOCHRSI: the fast stochastic of the RSI. */
final class StochasticStrength implements RealFunction {
  private final RelativeStrength strength;
  private final FastStochastic stochastic;

  StochasticStrength(Parameters given) {
    strength = new RelativeStrength(given.period());
    stochastic = new FastStochastic(given);
  }

  @Override
  public void add(double close) {
    strength.add(close);
    if (strength.isReady()) {
      double value = strength.value();
      stochastic.add(value, value, value);
    }
  }

  @Override
  public boolean isReady() {
    return stochastic.isReady();
  }

  @Override
  public double value() {
    return output(0);
  }

  @Override
  public int outputCount() {
    return 2;
  }

  @Override
  public double output(int index) {
    return stochastic.output(index);
  }
}

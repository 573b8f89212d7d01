package ai.tickstock.analytics.indicators.momentum;

import ai.tickstock.analytics.indicators.SingleOutput;

/**
 * Quong and Soudack's money flow index: what was paid at rising typical prices in percent of all
 * that was paid at changing ones, over N bars. Below 1.0 in all it is 0.
 */
final class MoneyFlow extends SingleOutput {
  private static final double PERCENT = 100;

  private final double[] up;
  private final double[] down;
  private int next;
  private int flows = -1;
  private double previous;
  private double upTotal;
  private double downTotal;

  MoneyFlow(int period) {
    up = new double[period];
    down = new double[period];
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    double typical = (high + low + close) / 3;
    double change = typical - previous;
    previous = typical;
    if (flows < 0) {
      flows = 0;
      return;
    }
    upTotal -= up[next];
    downTotal -= down[next];
    double flow = typical * volume;
    up[next] = change > 0 ? flow : 0;
    down[next] = change < 0 ? flow : 0;
    upTotal += up[next];
    downTotal += down[next];
    next = next + 1 == up.length ? 0 : next + 1;
    flows += flows < up.length ? 1 : 0;
  }

  @Override
  public boolean isReady() {
    return flows == up.length;
  }

  @Override
  public double value() {
    double both = upTotal + downTotal;
    return both < 1 ? 0 : PERCENT * (upTotal / both);
  }
}

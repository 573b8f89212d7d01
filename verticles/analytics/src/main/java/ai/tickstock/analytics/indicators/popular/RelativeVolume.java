package ai.tickstock.analytics.indicators.popular;

import ai.tickstock.analytics.indicators.SingleOutput;
import ai.tickstock.analytics.indicators.rolling.PreciseSum;

/**
 * The newest bar's volume over the mean of the N bars before it: 1 is as usual, 2 twice as much. 0
 * when nothing was traded in those N.
 */
final class RelativeVolume extends SingleOutput {
  private final double[] before;
  private final PreciseSum traded = new PreciseSum();
  private int next;
  private int held;
  private boolean ready;
  private double value;

  RelativeVolume(int period) {
    before = new double[period];
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    if (held == before.length) {
      double mean = traded.value() / held;
      value = mean > 0 ? volume / mean : 0;
      ready = true;
      traded.add(-before[next]);
    } else {
      held++;
    }
    traded.add(volume);
    before[next] = volume;
    next = next + 1 == before.length ? 0 : next + 1;
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

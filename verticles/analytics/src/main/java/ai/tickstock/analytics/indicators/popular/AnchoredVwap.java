package ai.tickstock.analytics.indicators.popular;

import ai.tickstock.analytics.indicators.SingleOutput;
import ai.tickstock.analytics.indicators.rolling.PreciseSum;

/**
 * The volume-weighted average of typical prices, {@code (high + low + close) / 3}, over all bars
 * that begin at the anchor or later. Before the anchor, and until something has been traded after
 * it, it is the newest typical price.
 */
final class AnchoredVwap extends SingleOutput {
  private final long anchorMillis;
  private final PreciseSum traded = new PreciseSum();
  private final PreciseSum paid = new PreciseSum();
  private double value;
  private boolean ready;

  AnchoredVwap(long anchorMillis) {
    this.anchorMillis = anchorMillis;
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    double typical = (high + low + close) / 3;
    if (startMillis >= anchorMillis) {
      traded.add(volume);
      paid.add(typical * volume);
    }
    double shares = traded.value();
    value = shares > 0 ? paid.value() / shares : typical;
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

  @Override
  public double[] state() {
    double[] state = new double[2 + 2 * PreciseSum.STATE_SIZE];
    state[0] = ready ? 1 : 0;
    state[1] = value;
    paid.save(state, traded.save(state, 2));
    return state;
  }

  @Override
  public void resume(double[] state) {
    ready = state[0] != 0;
    value = state[1];
    paid.restore(state, traded.restore(state, 2));
  }
}

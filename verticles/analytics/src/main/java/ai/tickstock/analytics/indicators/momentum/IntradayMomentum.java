package ai.tickstock.analytics.indicators.momentum;

import ai.tickstock.analytics.indicators.SingleOutput;

/**
 * Chande's intraday momentum: what white bars gained in percent of what all bars moved from open to
 * close. NaN where none of the window moved, as in TA-Lib.
 */
final class IntradayMomentum extends SingleOutput {
  private static final double PERCENT = 100;

  private final double[] moves;
  private int next;
  private int held;

  IntradayMomentum(int period) {
    moves = new double[period];
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    moves[next] = close - open;
    next = next + 1 == moves.length ? 0 : next + 1;
    held += held < moves.length ? 1 : 0;
  }

  @Override
  public boolean isReady() {
    return held == moves.length;
  }

  @Override
  public double value() {
    double gained = 0;
    double lost = 0;
    for (int i = 0; i < moves.length; i++) {
      double move = moves[next + i < moves.length ? next + i : next + i - moves.length];
      if (move > 0) {
        gained += move;
      } else {
        lost -= move;
      }
    }
    return PERCENT * (gained / (gained + lost));
  }
}

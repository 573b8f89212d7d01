package ai.tickstock.analytics.patterns;

import ai.tickstock.analytics.indicators.SingleOutput;
import java.util.Arrays;

/** One of TA-Lib's candlestick functions as TA-Lib gives it: a whole number for every bar. */
final class CandleIndicator extends SingleOutput {
  private final DetectorPlan plan;
  private final CandleSeries series;
  private final CandleWindow window;
  private final long[] seen;
  private int answer;

  CandleIndicator(DetectorPlan plan) {
    this.plan = plan;
    series = new CandleSeries(plan.means, plan.matcher.wanted());
    window = new CandleWindow(series);
    seen = new long[plan.matcher.words()];
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    long facts = series.add(open, high, low, close, volume);
    answer = 0;
    plan.matcher.next(seen, facts);
    for (int word = 0; word < seen.length; word++) {
      long complete = plan.matcher.complete(seen, word);
      for (; complete != 0 && answer == 0; complete &= complete - 1) {
        answer = plan.rule(word, complete).answer(window);
      }
    }
  }

  @Override
  public boolean isReady() {
    return series.count() > plan.lookback;
  }

  @Override
  public double value() {
    return answer;
  }

  /** The answer, then what the series remembers. */
  @Override
  public double[] state() {
    if (!isCumulative()) {
      return super.state();
    }
    double[] remembered = series.state();
    double[] state = new double[remembered.length + 1];
    state[0] = answer;
    System.arraycopy(remembered, 0, state, 1, remembered.length);
    return state;
  }

  private boolean isCumulative() {
    return plan.means.size > 0;
  }

  @Override
  public void resume(double[] state) {
    if (!isCumulative()) {
      super.resume(state);
    }
    answer = (int) state[0];
    series.resume(Arrays.copyOfRange(state, 1, state.length));
    for (int lag = Math.min(CandleSeries.DEPTH, series.count()) - 1; lag >= 0; lag--) {
      plan.matcher.next(seen, series.facts(lag));
    }
  }
}

package ai.tickstock.analytics.patterns;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Direction;
import java.util.Set;

/**
 * Looks for enabled patterns in one series of bars, given oldest first. About a kilobyte; nothing
 * is allocated per bar. Not thread-safe.
 *
 * <p>A pattern is looked for as soon as its own candles are there: one of a single candle on bar 1,
 * one of two on bar 2. Until TA-Lib's lookback is there too, averages are over the bars there are,
 * or, where there is none, the candle's own range stands in (half of it for bodies and shadows),
 * and conditions on a candle before the first bar are left out. Such a detection says that it is
 * warming.
 */
public final class PatternDetector {
  private final DetectorPlan plan;
  private final CandleSeries series;
  private final CandleWindow window;
  private final CandleSizes sizes;
  private final Confidence confidence;
  private final long[] seen;

  /**
   * A detector whose answers depend on the last bars only; see {@link Rounding#WINDOW}.
   *
   * @param enabled friendly names
   * @throws IllegalArgumentException naming the nearest valid ones, if one is unknown
   */
  public PatternDetector(Set<String> enabled) {
    this(enabled, Rounding.WINDOW);
  }

  /** As {@link #PatternDetector(Set)}, with averages summed as asked for. */
  public PatternDetector(Set<String> enabled, Rounding rounding) {
    this(DetectorPlan.of(enabled, rounding));
  }

  private PatternDetector(DetectorPlan plan) {
    this.plan = plan;
    series = new CandleSeries(plan.means, plan.matcher.wanted());
    window = new CandleWindow(series);
    sizes = new CandleSizes(series);
    confidence = new Confidence(series);
    seen = new long[plan.matcher.words()];
  }

  /**
   * A detector of the same patterns that has seen nothing. The two share what does not change: make
   * the detectors of many series from one.
   */
  public PatternDetector fresh() {
    return new PatternDetector(plan);
  }

  /** Takes the next bar in and tells which patterns it completes, in the registry's order. */
  public void add(Bar bar, PatternListener listener) {
    add(
        bar.start().toEpochMilli(),
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        bar.volume(),
        listener);
  }

  /**
   * Takes the next bar in and tells which patterns it completes, in the registry's order.
   *
   * @param startMillis the bar's first instant, Unix milliseconds
   */
  public void add(
      long startMillis,
      double open,
      double high,
      double low,
      double close,
      double volume,
      PatternListener listener) {
    long facts = series.add(open, high, low, close, volume);
    int answered = -1;
    plan.matcher.next(seen, facts);
    for (int word = 0; word < seen.length; word++) {
      long complete = plan.matcher.complete(seen, word);
      for (; complete != 0; complete &= complete - 1) {
        PlannedRule rule = plan.rule(word, complete);
        int answer = rule.function == answered ? 0 : rule.answer(window);
        if (answer != 0) {
          answered = rule.function;
          tell(rule, answer, listener);
        }
      }
    }
  }

  private void tell(PlannedRule rule, int answer, PatternListener listener) {
    boolean warming = series.count() <= rule.lookback;
    for (PatternDefinition pattern : rule.patterns) {
      Direction direction = pattern.direction(answer);
      if (direction != null) {
        double sure =
            confidence.of(rule.strength(window, sizes), rule.bars, pattern.after(direction));
        listener.detected(pattern.name(), direction, sure, warming);
      }
    }
  }

  /**
   * Stored bars to feed first, so that the bars after them give the same detections, to the last
   * bit of confidence, as having run all along. (With {@link Rounding#TALIB} the rounding remembers
   * all bars.)
   */
  public int warmUpBars() {
    return plan.warmUpBars;
  }
}

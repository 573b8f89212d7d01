package ai.tickstock.analytics.indicators.popular;

import ai.tickstock.analytics.indicators.Indicator;
import ai.tickstock.market.DayCursor;
import ai.tickstock.market.MarketCalendar;

/**
 * {@link PivotLevels} of the last market day that had bars before the one of the newest bar: the
 * same for all bars of a day. Of daily or longer bars each is a day of its own, so the levels are
 * the bar's before.
 *
 * <p>The first day has no levels. So only daily bars make it ready with the second bar; others with
 * the first bar of the second day.
 */
final class Pivots implements Indicator {
  private static final int STATE_SIZE = 1 + DayCursor.STATE_SIZE + 6;

  private final PivotLevels kind;
  private final DayCursor day;
  private final double[] levels;
  private int days;
  private double high;
  private double low;
  private double close;
  private double highBefore;
  private double lowBefore;
  private double closeBefore;

  Pivots(PivotLevels kind, MarketCalendar calendar) {
    this.kind = kind;
    day = new DayCursor(calendar);
    levels = new double[kind.count()];
  }

  @Override
  public void add(
      long startMillis, double open, double highest, double lowest, double last, double volume) {
    if (day.begins(startMillis)) {
      turn();
      high = highest;
      low = lowest;
    } else {
      high = Math.max(high, highest);
      low = Math.min(low, lowest);
    }
    close = last;
  }

  private void turn() {
    highBefore = high;
    lowBefore = low;
    closeBefore = close;
    days = Math.min(2, days + 1);
    if (isReady()) {
      kind.put(highBefore, lowBefore, closeBefore, levels);
    }
  }

  @Override
  public boolean isReady() {
    return days == 2;
  }

  @Override
  public int outputCount() {
    return levels.length;
  }

  @Override
  public double output(int index) {
    return levels[index];
  }

  @Override
  public double[] state() {
    double[] state = new double[STATE_SIZE];
    state[0] = days;
    int at = day.save(state, 1);
    for (double price : new double[] {high, low, close, highBefore, lowBefore, closeBefore}) {
      state[at++] = price;
    }
    return state;
  }

  @Override
  public void resume(double[] state) {
    days = (int) state[0];
    int at = day.restore(state, 1);
    high = state[at];
    low = state[at + 1];
    close = state[at + 2];
    highBefore = state[at + 3];
    lowBefore = state[at + 4];
    closeBefore = state[at + 5];
    if (isReady()) {
      kind.put(highBefore, lowBefore, closeBefore, levels);
    }
  }
}

package ai.tickstock.analytics.indicators.popular;

import ai.tickstock.analytics.indicators.Indicator;
import ai.tickstock.analytics.indicators.Parameters;

/**
 * Seban's SuperTrend. Two bands lie a multiple of the average true range above and below the middle
 * of the bar, {@code (high + low) / 2}. The upper one only falls, until a close is above it; the
 * lower one only rises, until a close is below it. While prices fall the value is the upper band,
 * and a close above it turns them up; while they rise it is the lower band, and a close below it
 * turns them down. A close on the band turns nothing.
 *
 * <p>The first value is a fall's, as charting platforms have it; from the first turn on that is
 * forgotten. How long ago that was no number of bars bounds.
 */
final class SuperTrend implements Indicator {
  private static final int UP = 1;
  private static final int DOWN = -1;

  private final double multiplier;
  private final MeanRange range;
  private double upper;
  private double lower;
  private double closeBefore;

  /** {@link #UP}, {@link #DOWN}, or 0 before the first value. */
  private int direction;

  SuperTrend(Parameters given) {
    range = new MeanRange(given.period());
    multiplier = given.real("multiplier");
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    range.add(high, low, close);
    if (range.isReady()) {
      double middle = (high + low) / 2;
      double reach = multiplier * range.value();
      follow(middle + reach, middle - reach, close);
    }
    closeBefore = close;
  }

  private void follow(double above, double below, double close) {
    boolean first = direction == 0;
    if (first || above < upper || closeBefore > upper) {
      upper = above;
    }
    if (first || below > lower || closeBefore < lower) {
      lower = below;
    }
    if (first) {
      direction = DOWN;
    } else if (direction == DOWN ? close > upper : close < lower) {
      direction = -direction;
    }
  }

  @Override
  public boolean isReady() {
    return direction != 0;
  }

  @Override
  public int outputCount() {
    return 2;
  }

  @Override
  public double output(int index) {
    return switch (index) {
      case 0 -> direction == UP ? lower : upper;
      case 1 -> direction;
      default -> throw new IndexOutOfBoundsException("output: expected 0 or 1, was " + index);
    };
  }

  @Override
  public double[] state() {
    double[] state = new double[4 + MeanRange.STATE_SIZE];
    state[0] = upper;
    state[1] = lower;
    state[2] = closeBefore;
    state[3] = direction;
    range.save(state, 4);
    return state;
  }

  @Override
  public void resume(double[] state) {
    upper = state[0];
    lower = state[1];
    closeBefore = state[2];
    direction = (int) state[3];
    range.restore(state, 4);
  }
}

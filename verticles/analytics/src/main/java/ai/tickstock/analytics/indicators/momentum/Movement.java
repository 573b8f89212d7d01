package ai.tickstock.analytics.indicators.momentum;

import ai.tickstock.analytics.indicators.Zero;
import ai.tickstock.analytics.indicators.volatility.TrueRange;

/**
 * Wilder's directional movement: how far the high rose and how far the low fell, of which only the
 * greater counts, and the true range, each as a running sum of about N bars: the sum of the first N
 * - 1 of them, then {@code sum - sum / N + now}. Of N = 1 the bar's own.
 */
final class Movement {
  private static final double PERCENT = 100;

  private final int period;
  private int bars = -1;
  private double previousHigh;
  private double previousLow;
  private double previousClose;
  private double up;
  private double down;
  private double range;

  Movement(int period) {
    this.period = period;
  }

  void add(double high, double low, double close) {
    if (bars >= 0) {
      move(high - previousHigh, previousLow - low, TrueRange.of(high, low, previousClose));
    }
    bars += bars < period ? 1 : 0;
    previousHigh = high;
    previousLow = low;
    previousClose = close;
  }

  private void move(double rise, double fall, double trueRange) {
    double up1 = rise > fall && rise > 0 ? rise : 0;
    double down1 = fall > rise && fall > 0 ? fall : 0;
    if (period == 1) {
      up = up1;
      down = down1;
      range = trueRange;
    } else if (bars + 1 < period) {
      up += up1;
      down += down1;
      range += trueRange;
    } else {
      up = up - up / period + up1;
      down = down - down / period + down1;
      range = range - range / period + trueRange;
    }
  }

  /** Moves seen, up to N. */
  int moves() {
    return bars;
  }

  /** The sum of rises. */
  double up() {
    return up;
  }

  /** The sum of falls. */
  double down() {
    return down;
  }

  /** Rises in percent of the range; 0 without one. Of N = 1 not in percent, as in TA-Lib. */
  double upShare() {
    return share(up);
  }

  /** Falls in percent of the range, likewise. */
  double downShare() {
    return share(down);
  }

  private double share(double movement) {
    if (Zero.is(range)) {
      return 0;
    }
    return period == 1 ? movement / range : PERCENT * (movement / range);
  }

  /** How one-sided the movement is, in percent; NaN where there is no range or no movement. */
  double index() {
    if (Zero.is(range)) {
      return Double.NaN;
    }
    double rises = PERCENT * (up / range);
    double falls = PERCENT * (down / range);
    double both = falls + rises;
    return Zero.is(both) ? Double.NaN : PERCENT * (Math.abs(falls - rises) / both);
  }
}

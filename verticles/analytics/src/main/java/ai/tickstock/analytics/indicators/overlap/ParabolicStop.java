package ai.tickstock.analytics.indicators.overlap;

import ai.tickstock.analytics.indicators.Parameters;
import ai.tickstock.analytics.indicators.SingleOutput;

/**
 * Wilder's parabolic SAR: a stop that closes in on the price by a growing share of its distance to
 * the extreme, and changes sides when it is touched. The first side follows the second bar: short
 * where the low fell further than the high rose. SAREXT has rates of its own for each side, an
 * offset on reversal, may be given where to start, and is negative while short.
 */
final class ParabolicStop extends SingleOutput {
  /** How fast the stop of one side closes in. */
  private record Rate(double initial, double step, double most) {
    static Rate of(double initial, double step, double most) {
      return new Rate(Math.min(initial, most), Math.min(step, most), most);
    }
  }

  private static final int STATE = 9;

  private final Rate longRate;
  private final Rate shortRate;
  private final double start;
  private final double offset;
  private final boolean signed;
  private int bars;
  private boolean isLong;
  private double stop;
  private double extreme;
  private double acceleration;
  private double highBefore;
  private double lowBefore;
  private double value;

  private ParabolicStop(
      Rate longRate, Rate shortRate, double start, double offset, boolean signed) {
    this.longRate = longRate;
    this.shortRate = shortRate;
    this.start = start;
    this.offset = offset;
    this.signed = signed;
  }

  static ParabolicStop plain(Parameters given) {
    double step = given.real("acceleration");
    Rate rate = Rate.of(step, step, given.real("maximum"));
    return new ParabolicStop(rate, rate, 0, 0, false);
  }

  static ParabolicStop extended(Parameters given) {
    return new ParabolicStop(
        rate(given, "Long"),
        rate(given, "Short"),
        given.real("startValue"),
        given.real("offsetOnReverse"),
        true);
  }

  private static Rate rate(Parameters given, String side) {
    return Rate.of(
        given.real("accelerationInit" + side),
        given.real("acceleration" + side),
        given.real("accelerationMax" + side));
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    if (bars == 0) {
      bars = 1;
      highBefore = high;
      lowBefore = low;
      return;
    }
    if (bars == 1) {
      bars = 2;
      begin(high, low);
      highBefore = high;
      lowBefore = low;
    }
    if (isLong) {
      rise(high, low);
    } else {
      fall(high, low);
    }
    highBefore = high;
    lowBefore = low;
  }

  private void begin(double high, double low) {
    double rise = high - highBefore;
    double fall = lowBefore - low;
    isLong = start == 0 ? !(fall > rise && fall > 0) : start > 0;
    extreme = isLong ? high : low;
    stop = start != 0 ? Math.abs(start) : isLong ? lowBefore : highBefore;
    acceleration = isLong ? longRate.initial : shortRate.initial;
  }

  private void rise(double high, double low) {
    if (low <= stop) {
      isLong = false;
      stop = above(extreme, high);
      stop += offset == 0 ? 0 : stop * offset;
      value = signed ? -stop : stop;
      acceleration = shortRate.initial;
      extreme = low;
      stop = above(stop + acceleration * (extreme - stop), high);
      return;
    }
    value = stop;
    if (high > extreme) {
      extreme = high;
      acceleration = Math.min(acceleration + longRate.step, longRate.most);
    }
    stop = below(stop + acceleration * (extreme - stop), low);
  }

  private void fall(double high, double low) {
    if (high >= stop) {
      isLong = true;
      stop = below(extreme, low);
      stop -= offset == 0 ? 0 : stop * offset;
      value = stop;
      acceleration = longRate.initial;
      extreme = high;
      stop = below(stop + acceleration * (extreme - stop), low);
      return;
    }
    value = signed ? -stop : stop;
    if (low < extreme) {
      extreme = low;
      acceleration = Math.min(acceleration + shortRate.step, shortRate.most);
    }
    stop = above(stop + acceleration * (extreme - stop), high);
  }

  /** Not within the range of this bar and the one before. */
  private double above(double wanted, double high) {
    return Math.max(Math.max(wanted, highBefore), high);
  }

  private double below(double wanted, double low) {
    return Math.min(Math.min(wanted, lowBefore), low);
  }

  @Override
  public boolean isReady() {
    return bars == 2;
  }

  @Override
  public double value() {
    return value;
  }

  @Override
  public double[] state() {
    double[] state = new double[STATE];
    state[0] = bars;
    state[1] = isLong ? 1 : 0;
    state[2] = stop;
    state[3] = extreme;
    state[4] = acceleration;
    state[5] = highBefore;
    state[6] = lowBefore;
    state[7] = value;
    return state;
  }

  @Override
  public void resume(double[] state) {
    bars = (int) state[0];
    isLong = state[1] == 1;
    stop = state[2];
    extreme = state[3];
    acceleration = state[4];
    highBefore = state[5];
    lowBefore = state[6];
    value = state[7];
  }
}

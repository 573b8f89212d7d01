package ai.tickstock.app.alerts.match;

import ai.tickstock.app.alerts.RuleCondition;
import ai.tickstock.app.alerts.RuleCondition.Op;

/**
 * A condition over the columns of a series. What is looked at is {@code x}: the value, its distance
 * from another one, or its change over some bars.
 *
 * @param column of the value
 * @param other of the other value, or {@link #NONE}
 */
record Check(
    Op op,
    int column,
    int other,
    double lower,
    double upper,
    int bars,
    double hysteresis,
    RuleCondition shown) {
  static final int NONE = -1;

  /** Bars looked back to for whether the value came back after it fired. */
  static final int MEMORY_BARS = 64;

  static Check of(RuleCondition condition, Columns columns) {
    boolean compares = condition.other() != null;
    return new Check(
        condition.op(),
        columns.of(condition.value()),
        compares ? columns.of(condition.other()) : NONE,
        compares ? 0 : condition.level(),
        compares ? 0 : condition.upper(),
        condition.bars(),
        condition.hysteresis(),
        condition);
  }

  /** Whether a level alone decides, so that it can be found by its level. */
  boolean isSharp() {
    return other == NONE && hysteresis == 0 && op.ordinal() <= Op.CROSSES_BELOW.ordinal();
  }

  /** Bars before the one looked at that matter. */
  int depth() {
    int own = isChange() ? bars : 1;
    return hysteresis > 0 ? own + MEMORY_BARS : own;
  }

  private boolean isChange() {
    return op == Op.CHANGE_ABOVE || op == Op.CHANGE_BELOW;
  }

  /** Whether all it looks at on this bar is known. */
  boolean isKnown(Series series, int index) {
    return !Double.isNaN(series.value(column, index))
        && (other == NONE || !Double.isNaN(series.value(other, index)));
  }

  /** Whether it holds on a bar; what is not known does not hold. */
  boolean holds(Series series, int index) {
    if (!isSoAt(series, index)) {
      return false;
    }
    return hysteresis == 0 || isArmed(series, index);
  }

  private double x(Series series, int index) {
    if (index < 0) {
      return Double.NaN;
    }
    double value = series.value(column, index);
    if (other != NONE) {
      return value - series.value(other, index);
    }
    return isChange() ? value - series.value(column, index - bars) : value;
  }

  /** Comparisons with NaN are false: so must each of these be written. */
  private boolean isSoAt(Series series, int index) {
    double now = x(series, index);
    return switch (op) {
      case ABOVE, CHANGE_ABOVE -> now > lower;
      case BELOW, CHANGE_BELOW -> now < lower;
      case CROSSES_ABOVE -> now > lower && x(series, index - 1) <= lower;
      case CROSSES_BELOW -> now < lower && x(series, index - 1) >= lower;
      case ENTERS -> isInside(now) && isOutside(x(series, index - 1));
      case LEAVES -> isOutside(now) && isInside(x(series, index - 1));
    };
  }

  private boolean isInside(double x) {
    return x >= lower && x <= upper;
  }

  private boolean isOutside(double x) {
    return x < lower || x > upper;
  }

  /** Whether it is on the side where it fired. */
  private boolean isBeyond(double x) {
    return switch (op) {
      case ABOVE, CHANGE_ABOVE, CROSSES_ABOVE -> x > lower;
      case BELOW, CHANGE_BELOW, CROSSES_BELOW -> x < lower;
      case ENTERS -> isInside(x);
      case LEAVES -> isOutside(x);
    };
  }

  /** Whether it came back far enough to fire again. */
  private boolean isBack(double x) {
    return switch (op) {
      case ABOVE, CHANGE_ABOVE, CROSSES_ABOVE -> x < lower - hysteresis;
      case BELOW, CHANGE_BELOW, CROSSES_BELOW -> x > lower + hysteresis;
      case ENTERS -> x < lower - hysteresis || x > upper + hysteresis;
      case LEAVES -> x >= lower + hysteresis && x <= upper - hysteresis;
    };
  }

  /** Goes through the bars before: a function of the values alone, the same after a restart. */
  private boolean isArmed(Series series, int index) {
    int from = Math.max(0, index - MEMORY_BARS);
    boolean armed = !isBeyond(x(series, from)) || from == index;
    for (int i = from; i < index; i++) {
      if (isBack(x(series, i))) {
        armed = true;
      } else if (isSoAt(series, i)) {
        armed = false;
      }
    }
    return armed;
  }
}

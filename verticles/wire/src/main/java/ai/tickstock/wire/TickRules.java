package ai.tickstock.wire;

/** What a tick or control message must be to be taken. */
final class TickRules {
  /** Seconds from here on, in the year 5138, are something finer than seconds. */
  private static final long MAX_MILLIS = 100_000_000_000_000L;

  private static final double MAX_MILLISECONDS = 1e14;

  private TickRules() {}

  /** Why a well-formed message is refused; null if it is not. */
  static Refusal judge(TickFields f) {
    return switch (f.type) {
      case TICK -> judgeTick(f);
      case HEARTBEAT, END -> judgeTimestamp(f);
      case OTHER -> Refusal.UNKNOWN_TYPE;
    };
  }

  private static Refusal judgeTick(TickFields f) {
    if (!f.has(TickKey.SYMBOL)) {
      return f.isWrong(TickKey.SYMBOL) ? Refusal.SYMBOL_INVALID : Refusal.SYMBOL_MISSING;
    }
    if (f.symbol().length() == 0) {
      return Refusal.SYMBOL_INVALID;
    }
    if (!f.has(TickKey.PRICE)) {
      return f.isWrong(TickKey.PRICE) ? Refusal.PRICE_INVALID : Refusal.PRICE_MISSING;
    }
    if (!isPositive(f.price)) {
      return Refusal.PRICE_INVALID;
    }
    if (!(f.volume >= 0 && f.volume < Double.POSITIVE_INFINITY) || f.isWrong(TickKey.VOLUME)) {
      return Refusal.VOLUME_INVALID;
    }
    Refusal timestamp = judgeTimestamp(f);
    return timestamp == null ? judgeExtras(f) : timestamp;
  }

  private static Refusal judgeTimestamp(TickFields f) {
    if (!f.has(TickKey.TIMESTAMP)) {
      boolean wrong = f.isWrong(TickKey.TIMESTAMP);
      return wrong ? Refusal.TIMESTAMP_INVALID : Refusal.TIMESTAMP_MISSING;
    }
    long millis = f.timestampMillis;
    if (millis > 0 && millis < MAX_MILLIS) {
      return null;
    }
    double seconds = millis == Long.MIN_VALUE ? f.hugeSeconds : millis / 1000.0;
    if (seconds <= 0 || millis == 0) {
      return Refusal.TIMESTAMP_INVALID;
    }
    return seconds < MAX_MILLISECONDS
        ? Refusal.TIMESTAMP_MILLISECONDS
        : Refusal.TIMESTAMP_MICROSECONDS;
  }

  private static Refusal judgeExtras(TickFields f) {
    if (f.hasWrongFlag()) {
      return Refusal.FLAG_INVALID;
    }
    return f.hasPartOfWindow() && !isGoodWindow(f) ? Refusal.WINDOW_INVALID : null;
  }

  private static boolean isGoodWindow(TickFields f) {
    return f.hasWindow()
        && isPositive(f.low)
        && f.low <= Math.min(f.open, f.price)
        && f.high >= Math.max(f.open, f.price)
        && f.high < Double.POSITIVE_INFINITY
        && f.windowStartMillis > 0
        && f.windowStartMillis < f.windowEndMillis
        && f.windowEndMillis < MAX_MILLIS;
  }

  private static boolean isPositive(double value) {
    return value > 0 && value < Double.POSITIVE_INFINITY;
  }
}

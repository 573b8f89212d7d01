package ai.tickstock.app.sources;

/**
 * Maps event time to the wall clock at a speed, from the first tick asked about. A tick that is
 * older than one before it is due at once. Not thread-safe.
 */
final class Pace {
  private final double speed;
  private long firstEvent = Long.MIN_VALUE;
  private long firstNow;

  Pace(double speed) {
    this.speed = speed;
  }

  /** When a tick is due, Unix milliseconds. */
  long due(long eventMillis, long nowMillis) {
    if (speed == ReplayOptions.MAX) {
      return nowMillis;
    }
    if (firstEvent == Long.MIN_VALUE) {
      firstEvent = eventMillis;
      firstNow = nowMillis;
    }
    return firstNow + (long) ((eventMillis - firstEvent) / speed);
  }
}

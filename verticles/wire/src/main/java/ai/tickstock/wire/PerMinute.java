package ai.tickstock.wire;

/** How much a total grew in the last whole minute. Not thread-safe. */
public final class PerMinute {
  private static final long MINUTE_MILLIS = 60_000;

  private long minute = Long.MIN_VALUE;
  private long atBegin = -1;
  private Long last;

  /**
   * To be told about every second.
   *
   * @return null until a minute has been seen from its begin to its end
   */
  public Long of(long total, long wallMillis) {
    long now = Math.floorDiv(wallMillis, MINUTE_MILLIS);
    if (now != minute) {
      last = atBegin >= 0 && now == minute + 1 ? Long.valueOf(total - atBegin) : null;
      atBegin = minute == Long.MIN_VALUE ? -1 : total;
      minute = now;
    }
    return last;
  }
}

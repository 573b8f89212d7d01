package ai.tickstock.wire.log;

/** Bytes that the appenders of one bus may hold together. Not thread-safe. */
final class Budget {
  private final long most;
  private long held;

  Budget(long most) {
    this.most = most;
  }

  void take(long bytes) {
    held += bytes;
  }

  void giveBack(long bytes) {
    held -= bytes;
  }

  /** Whether that many more would be too many. */
  boolean isSpent(long more) {
    return held + more >= most;
  }
}

package ai.tickstock.wire.log;

/**
 * How an appender collects and keeps.
 *
 * @param intervalMillis how long messages are collected
 * @param maxBytes how large a flush may grow
 * @param maxInFlight flushes sent and not answered, at most
 */
record FlushOptions(long intervalMillis, int maxBytes, int maxInFlight) {
  /** Messages in one flush, at most: the script's arguments and its entries stay small. */
  static final int MAX_MESSAGES = RedisBusOptions.MAX_FLUSH_MESSAGES;
}

package ai.tickstock.app.bridge;

import ai.tickstock.wire.log.LogPosition;

/**
 * One event as it goes to browsers: written once, shared by all sockets that want it, with the
 * facts by which they choose. Immutable.
 *
 * @param feed what it belongs to
 * @param facts by which filters choose
 * @param position its place in the feed's log, null if it has none
 * @param key frames of the same key replace one another while they wait for a slow browser; null
 *     for one that is never dropped
 * @param text the whole message of the bridge protocol, JSON
 */
record Frame(Feed feed, Facts facts, LogPosition position, String key, String text) {
  /**
   * What an event is about. What does not apply is null, a confidence NaN.
   *
   * @param kind closed, amended or forming, of a bar
   * @param name of a pattern, or of an indicator without its parameters
   * @param label of an indicator with its parameters, such as RSI_14
   * @param user whose it is; null for everybody's
   */
  record Facts(
      String symbol,
      String timeframe,
      String kind,
      String name,
      String label,
      double confidence,
      String user) {}

  /** Whether this may stand in for one that waits: a forming bar never hides a closed one. */
  boolean replaces(Frame waiting) {
    return !"forming".equals(facts.kind()) || "forming".equals(waiting.facts.kind());
  }
}

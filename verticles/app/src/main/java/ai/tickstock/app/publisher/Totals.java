package ai.tickstock.app.publisher;

import io.vertx.core.json.JsonObject;

/**
 * What a publisher has done since its start.
 *
 * @param processed ticks taken from the source
 * @param published ticks in the log
 * @param dropped ticks lost because the log took no more
 * @param perSecond ticks per second into the log, of late
 * @param eventMillis time of the last tick, Unix milliseconds; 0 before the first
 * @param lagSeconds how far a live source is behind the wall clock; 0 for a replay
 * @param stalled why nothing goes through just now; null when all is well
 * @param queues how much waits where, by name
 * @param delivery what is in the log, for the other half's to be compared with
 */
record Totals(
    long processed,
    long published,
    long dropped,
    double perSecond,
    long eventMillis,
    double lagSeconds,
    String stalled,
    JsonObject queues,
    JsonObject delivery) {

  static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, null, new JsonObject(), new JsonObject());
}

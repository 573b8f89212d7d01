package ai.tickstock.app.publisher;

import io.vertx.core.json.JsonObject;

/**
 * Compares what was put into the log with what the other half says it has read of it, by the
 * publisher's sequence: exact, whichever half is started anew. What is on its way is no difference;
 * one that two looks in a row see is. Not thread-safe.
 */
final class DeliveryWatch {
  private static final int LASTING = 2;

  private final String publisher;
  private long from;
  private long through = -1;
  private long messages;
  private long throughBefore = -1;
  private long due;
  private long newer;
  private long lostBefore;
  private int stood;
  private int lost;
  private long difference;
  private String trouble;

  DeliveryWatch(String publisher) {
    this.publisher = publisher;
  }

  /** Takes a health message of the other half; one that says nothing of this publisher is none. */
  void heard(JsonObject health) {
    JsonObject delivery = health.getJsonObject("delivery");
    JsonObject publishers = delivery == null ? null : delivery.getJsonObject("publishers");
    JsonObject mine = publishers == null ? null : publishers.getJsonObject(publisher);
    if (mine != null) {
      through = mine.getLong("through", through);
      messages = mine.getLong("messages", 0L);
      from = mine.getLong("from", through + 1);
    }
  }

  /**
   * Looks once more; about every ten seconds.
   *
   * @param published last sequence of this publisher in the log
   * @return whether a difference has begun to be a lasting one
   */
  boolean look(long published) {
    boolean isBehind = through >= 0 && due > through;
    stood = isBehind && through == throughBefore ? stood + 1 : 0;
    long missing = Math.max(0, through - from + 1 - messages);
    lost = missing > 0 && missing == lostBefore ? lost + 1 : missing > 0 ? 1 : 0;
    lostBefore = missing;
    throughBefore = through;
    String before = trouble;
    trouble = null;
    difference = 0;
    if (stood >= LASTING) {
      difference = due - through;
      trouble = "PL reads on no more: " + difference + " messages published are not consumed";
    } else if (lost >= LASTING) {
      difference = missing;
      trouble =
          "PL consumed "
              + messages
              + " of the "
              + (missing + messages)
              + " messages it should have";
    }
    due = newer;
    newer = published;
    return before == null && trouble != null;
  }

  /** Messages published that lastingly were not consumed. */
  long difference() {
    return difference;
  }

  /** What is wrong, for people; null if nothing is. */
  String trouble() {
    return trouble;
  }
}

package ai.tickstock.pl.aggregation;

import ai.tickstock.market.MarketCalendar;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * Whether ticks come, and why not.
 *
 * @param silentSeconds for how long none came while the market was open
 * @param sinceMillis since when, Unix milliseconds
 * @param reason for people; null if ticks come
 */
record FeedState(Phase phase, long silentSeconds, long sinceMillis, String reason) {
  /** A publisher that is silent for longer is not there. */
  private static final long WORD_MILLIS = 10_000;

  enum Phase {
    /** None came yet; not for long. */
    WAITING,
    LIVE,
    /** None come, and a publisher says that it knows of none. */
    QUIET,
    /** None come, and nobody says why. */
    SILENT,
    CLOSED,
    /** A replay is over. */
    ENDED
  }

  static final FeedState FIRST = new FeedState(Phase.WAITING, 0, 0, null);

  /**
   * What was heard.
   *
   * @param any whether there ever was a tick
   * @param tickAgo milliseconds since the last tick; or since the start
   * @param wordAgo milliseconds since a publisher last said something else; or since the start
   * @param isOver whether all that was to come has come
   */
  record Heard(boolean any, long tickAgo, long wordAgo, boolean isOver) {}

  static FeedState of(MarketCalendar calendar, long wallMillis, long staleMillis, Heard heard) {
    MarketCalendar.Span session = calendar.session(calendar.day(wallMillis));
    boolean open = session.contains(wallMillis);
    long silent = open ? Math.min(heard.tickAgo(), wallMillis - session.startMillis()) : 0;
    long since = wallMillis - heard.tickAgo();
    if (heard.tickAgo() < staleMillis || open && silent < staleMillis) {
      return new FeedState(heard.any() ? Phase.LIVE : Phase.WAITING, 0, since, null);
    }
    if (!open) {
      return new FeedState(Phase.CLOSED, 0, since, "market closed");
    }
    if (heard.isOver()) {
      return new FeedState(Phase.ENDED, 0, since, "the replay is over");
    }
    boolean isThere = heard.wordAgo() < WORD_MILLIS && heard.wordAgo() < heard.tickAgo();
    String why =
        isThere ? "its publisher is heard and knows of none" : "no publisher of ticks is heard";
    return new FeedState(
        isThere ? Phase.QUIET : Phase.SILENT,
        silent / 1000,
        since,
        "no ticks for " + silent / 1000 + " s: " + why);
  }

  /** What is wrong, for people; null if nothing is. */
  String trouble() {
    return phase == Phase.QUIET || phase == Phase.SILENT ? reason : null;
  }

  /** As the health message shows it. */
  JsonObject json() {
    JsonObject json =
        new JsonObject()
            .put("state", phase.name().toLowerCase(Locale.ROOT))
            .put("silent_seconds", silentSeconds);
    return reason == null ? json : json.put("since", sinceMillis / 1000.0).put("reason", reason);
  }
}

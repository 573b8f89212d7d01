package ai.tickstock.launcher.doctor;

import static ai.tickstock.launcher.doctor.Phase.TICKS;

import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.MarketCalendar.Span;
import java.time.Instant;

/** Tells a quiet market from a broken source. Pure. */
final class SourceCheck {
  private static final String CHECK = "market source";

  private SourceCheck() {}

  /**
   * @param type {@code source.type} as configured here
   * @param others ticks of others that came into the log while it was looked at
   * @param halves what the halves say of themselves
   */
  static Finding of(
      String type, MarketCalendar calendar, long nowMillis, long others, Halves halves) {
    String measured = String.format("%,d ticks of others came meanwhile", others);
    if (halves.isIll("app")) {
      return Finding.warning(
          TICKS, CHECK, measured + halves.trouble("app"), "App healthy", "see App's log");
    }
    if (others > 0) {
      return Finding.ok(TICKS, CHECK, measured, "ticks while the market is open");
    }
    if (!halves.isHeard("app")) {
      return Finding.ok(TICKS, CHECK, "quiet: no App is heard", "that, unless App is to publish");
    }
    return switch (type) {
      case "none" -> Finding.ok(TICKS, CHECK, "quiet: source.type is none", "that");
      case "replay" -> Finding.ok(TICKS, CHECK, "quiet: the replay is over, or pauses", "that");
      default -> live(calendar, nowMillis);
    };
  }

  private static Finding live(MarketCalendar calendar, long nowMillis) {
    Span session = calendar.session(calendar.day(nowMillis));
    if (!session.contains(nowMillis)) {
      return Finding.ok(
          TICKS,
          CHECK,
          nowMillis < session.startMillis()
              ? "quiet: the market opens at " + Instant.ofEpochMilli(session.startMillis())
              : "quiet: the market is closed",
          "that");
    }
    return Finding.warning(
        TICKS,
        CHECK,
        "quiet, though the market is open",
        "ticks",
        "see App's log for its source, and source.* in its configuration");
  }
}

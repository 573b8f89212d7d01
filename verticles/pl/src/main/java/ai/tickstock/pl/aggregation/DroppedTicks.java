package ai.tickstock.pl.aggregation;

import ai.tickstock.store.FeedGap;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.message.ErrorReport;
import ai.tickstock.wire.message.MessageException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import java.time.Instant;

/**
 * Hears publishers say that they had to drop ticks, which is a hole in the feed as well. Where it
 * lies is known to ten seconds only, the pause between two such reports. Heard at most once: what
 * is dropped for as long as {@code feed.staleAfter} leaves a jump in event time besides.
 */
final class DroppedTicks {
  private static final String DROPPED = "tick_dropped";
  private static final long PAUSE_MILLIS = 10_000;

  private DroppedTicks() {}

  /** The hole a message on the errors' channel tells of; null if it tells of none. */
  static FeedGap of(Buffer message) {
    try {
      ErrorReport report = ErrorReport.from(message.toJsonObject());
      return DROPPED.equals(report.reason()) ? gap(report) : null;
    } catch (DecodeException | ClassCastException | MessageException e) {
      return null; // App logs what is no report.
    }
  }

  private static FeedGap gap(ErrorReport report) {
    Instant told = report.timestamp();
    return new FeedGap(
        Channels.TICKS,
        FeedGap.Kind.DROPPED,
        told.toEpochMilli() - PAUSE_MILLIS,
        told.toEpochMilli(),
        report.count(),
        report.count() + " ticks before " + told + ": " + report.message(),
        false);
  }
}

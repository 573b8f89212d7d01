package ai.tickstock.store.write;

import ai.tickstock.store.Database;
import ai.tickstock.store.FeedGap;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Records the feed's holes in PostgreSQL. Thread-safe. */
public final class PgFeedGapWriter implements FeedGapWriter {
  private static final String RECORD =
      """
      insert into feed_gaps (channel, kind, gap_start, gap_end, missing, reason, closed_at)
      select $1::text, $2::text, $3::timestamptz, $4::timestamptz, $5::bigint, $6::text,
        case when $7::boolean then now() end
      where not exists (select 1 from feed_gaps where channel = $1 and kind = $2 and reason = $6)
      """;

  private static final String FELL_SILENT =
      """
      insert into feed_gaps (channel, kind, gap_start, missing, reason)
      values ($1::text, 'silence', $2::timestamptz, 0, $3::text)
      on conflict (channel) where kind = 'silence' and gap_end is null do nothing
      """;

  private static final String HEARD_AGAIN =
      """
      update feed_gaps set gap_end = greatest(gap_start, $2::timestamptz), reason = $3::text,
        closed_at = case when $4::boolean then now() end
      where channel = $1::text and kind = 'silence' and gap_end is null
      """;

  private static final String SILENCE =
      """
      select gap_start, reason from feed_gaps
      where channel = $1::text and kind = 'silence' and gap_end is null
      """;

  private final Pool pool;

  /** A writer over a migrated database. */
  public PgFeedGapWriter(Database database) {
    pool = database.pool();
  }

  @Override
  public Future<Void> record(FeedGap gap) {
    return pool.preparedQuery(RECORD)
        .execute(
            Tuple.of(
                gap.channel(),
                gap.kind().label(),
                time(gap.fromMillis()),
                time(gap.toMillis()),
                gap.missing(),
                gap.reason(),
                gap.filled()))
        .mapEmpty();
  }

  @Override
  public Future<Void> fellSilent(String channel, long fromMillis, String reason) {
    return pool.preparedQuery(FELL_SILENT)
        .execute(Tuple.of(channel, time(fromMillis), reason))
        .mapEmpty();
  }

  @Override
  public Future<Void> heardAgain(String channel, long toMillis, String reason, boolean filled) {
    return pool.preparedQuery(HEARD_AGAIN)
        .execute(Tuple.of(channel, time(toMillis), reason, filled))
        .mapEmpty();
  }

  @Override
  public Future<FeedGap> silence(String channel) {
    return pool.preparedQuery(SILENCE)
        .execute(Tuple.of(channel))
        .map(rows -> rows.size() == 0 ? null : silence(channel, rows.iterator().next()));
  }

  private static FeedGap silence(String channel, Row row) {
    long from = row.getOffsetDateTime(0).toInstant().toEpochMilli();
    return new FeedGap(channel, FeedGap.Kind.SILENCE, from, null, 0, row.getString(1), false);
  }

  private static OffsetDateTime time(Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
  }
}

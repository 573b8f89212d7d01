package ai.tickstock.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;

/** Reads the feed's holes from PostgreSQL. Thread-safe. */
public final class PgFeedGapReader implements FeedGapReader {
  private static final String GAPS =
      """
      select channel, kind, gap_start, gap_end, missing, reason, closed_at is not null
      from feed_gaps
      where (gap_start is null or gap_start < $2::timestamptz) and (gap_end is null or gap_end > $1::timestamptz)
      order by coalesce(gap_start, gap_end, recorded_at) desc, id desc limit $3::int
      """;

  private final Pool pool;

  /** A reader over a migrated database. */
  public PgFeedGapReader(Database database) {
    pool = database.pool();
  }

  @Override
  public Future<List<FeedGap>> gaps(long fromMillis, long toMillis, int limit) {
    return pool.preparedQuery(GAPS)
        .mapping(PgFeedGapReader::gap)
        .execute(Tuple.of(Times.of(fromMillis), Times.of(toMillis), limit))
        .map(Rows::list);
  }

  private static FeedGap gap(Row row) {
    return new FeedGap(
        row.getString(0),
        FeedGap.Kind.of(row.getString(1)),
        millis(row.getOffsetDateTime(2)),
        millis(row.getOffsetDateTime(3)),
        row.getLong(4),
        row.getString(5),
        row.getBoolean(6));
  }

  private static Long millis(OffsetDateTime time) {
    return time == null ? null : time.toInstant().toEpochMilli();
  }
}

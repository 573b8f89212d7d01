package ai.tickstock.store.write;

import ai.tickstock.market.Symbols;
import ai.tickstock.store.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a mesh stored of a probe, to be looked at and deleted again. Its changes stay in {@code
 * bar_changes}, which the stages may still have before them, and go with the others. Thread-safe.
 */
public final class ProbeTables {
  private static final String LOOK =
      """
      select b.bars, b.minutes, b.off_minute, b.open, b.high, b.low, b.close, b.volume,
        (select coalesce(array_agg(pattern order by pattern), '{}') from daily_patterns
          where symbol = $1::text and timeframe = '1min' and bar_timestamp >= $2::timestamptz and not retracted),
        (select watermark_millis from feed_position where partition = $3::int)
      from (select count(*) as bars, count(distinct bar_timestamp) as minutes,
          count(*) filter (where date_trunc('minute', bar_timestamp) <> bar_timestamp) as off_minute,
          min(open) as open, max(high) as high, min(low) as low, min(close) as close, sum(volume) as volume
        from ohlcv_bars_1min where symbol = $1 and bar_timestamp >= $2) b
      """;

  private static final String FORGET =
      """
      with of as (select * from unnest($1::text[]) as of(symbol)),
        patterns as (delete from daily_patterns p using of
          where p.symbol = of.symbol and p.bar_timestamp < $2::timestamptz),
        newest as (delete from daily_indicators i using of
          where i.symbol = of.symbol and i.bar_timestamp < $2),
        history as (delete from indicator_history h using of
          where h.symbol = of.symbol and h.bar_timestamp < $2)
      delete from ohlcv_bars_1min b using of where b.symbol = of.symbol and b.bar_timestamp < $2
      """;

  private static final String CLOCK = "select extract(epoch from clock_timestamp())::float8";

  private static final String[] ALL =
      IntStream.range(0, Symbols.PROBES).mapToObj(Symbols::probe).toArray(String[]::new);

  private static final Instant FAR_AWAY = Instant.parse("9999-01-01T00:00:00Z");

  /**
   * What is stored of a probe since a time.
   *
   * @param bars minute bars
   * @param minutes minutes that have one
   * @param offMinute bars that do not begin with a minute
   * @param prices open, high, low, close and volume, of the one bar; empty if there is none
   * @param patterns names of those detected
   * @param watermarkMillis how far the event clock of its partition is, Unix milliseconds; {@link
   *     Long#MIN_VALUE} if nothing was ever stored of it
   */
  public record Stored(
      long bars,
      long minutes,
      long offMinute,
      List<Double> prices,
      List<String> patterns,
      long watermarkMillis) {}

  private final Pool pool;

  /** Tables of a migrated database. */
  public ProbeTables(Database database) {
    pool = database.pool();
  }

  /** Looks what there is; fails with a refusal where PL has never run. */
  public Future<Stored> look(String symbol, Instant since) {
    Tuple values = Tuple.of(symbol, timestamp(since), Symbols.partition(symbol));
    return pool.preparedQuery(LOOK)
        .mapping(ProbeTables::stored)
        .execute(values)
        .map(rows -> rows.iterator().next());
  }

  private static Stored stored(Row row) {
    List<Double> prices =
        row.getLong(0) == 0
            ? List.of()
            : IntStream.rangeClosed(3, 7).mapToObj(row::getDouble).toList();
    Long watermark = row.getLong(9);
    return new Stored(
        row.getLong(0),
        row.getLong(1),
        row.getLong(2),
        prices,
        Arrays.asList(row.getArrayOfStrings(8)),
        watermark == null ? Long.MIN_VALUE : watermark);
  }

  /** The server's clock, Unix milliseconds. */
  public Future<Long> clock() {
    return pool.query(CLOCK)
        .execute()
        .map(rows -> Math.round(rows.iterator().next().getDouble(0) * 1_000));
  }

  /** Deletes all of one probe. */
  public Future<Void> forget(String symbol) {
    return forget(new String[] {symbol}, FAR_AWAY);
  }

  /** Deletes all that is older of every probe. */
  public Future<Void> forgetAll(Instant before) {
    return forget(ALL, before);
  }

  private Future<Void> forget(String[] symbols, Instant before) {
    return pool.preparedQuery(FORGET)
        .execute(Tuple.tuple().addValue(symbols).addValue(timestamp(before)))
        .mapEmpty();
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}

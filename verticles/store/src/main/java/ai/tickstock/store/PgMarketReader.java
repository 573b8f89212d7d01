package ai.tickstock.store;

import ai.tickstock.market.Timeframe;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what people look at from PostgreSQL, by index. Thread-safe. */
public final class PgMarketReader implements MarketReader {
  /** Leaps from symbol to symbol on the primary key, and takes the newest bar of each. */
  private static final String LAST =
      """
      with recursive found(symbol, n) as (
        (select symbol, 1 from ohlcv_bars_1min where symbol >= $1::text order by symbol limit 1)
        union all
        select (select min(b.symbol) from ohlcv_bars_1min b where b.symbol > f.symbol), f.n + 1
        from found f where starts_with(f.symbol, $2::text) and f.n < $3::int)
      select f.symbol, l.bar_timestamp, l.close from found f cross join lateral (
        select bar_timestamp, close from ohlcv_bars_1min
        where symbol = f.symbol order by bar_timestamp desc limit 1) l
      where starts_with(f.symbol, $2::text)
      """;

  private static final String REFERENCES =
      """
      select d.symbol, p.close, o.open from unnest($1::text[], $2::timestamptz[]) as d(symbol, day)
      left join lateral (select close from ohlcv_bars_1day
        where symbol = d.symbol and bar_timestamp < d.day order by bar_timestamp desc limit 1) p on true
      left join lateral (select open from ohlcv_bars_1min
        where symbol = d.symbol and bar_timestamp >= d.day order by bar_timestamp limit 1) o on true
      """;

  private static final String PATTERNS =
      """
      select event_id, revision, pattern, symbol, timeframe, confidence, direction, detected_at, retracted, metadata
      from daily_patterns
      where ($1::text[] is null or symbol = any($1::text[])) and ($2::text[] is null or pattern = any($2::text[]))
        and ($3::text[] is null or timeframe = any($3::text[])) and confidence >= $4::float8
        and (not retracted or $5::bool) and bar_timestamp >= $6::timestamptz and bar_timestamp < $7::timestamptz
      order by bar_timestamp desc, event_id limit $8::int
      """;

  private static final String INDICATORS =
      """
      select bar_timestamp, "values" from indicator_history
      where symbol = $1::text and timeframe = $2::text and bar_timestamp >= $3::timestamptz and bar_timestamp < $4::timestamptz
      union
      select bar_timestamp, "values" from daily_indicators
      where symbol = $1 and timeframe = $2 and bar_timestamp >= $3 and bar_timestamp < $4
        and not exists (select 1 from indicator_history where symbol = $1 and timeframe = $2)
      order by bar_timestamp desc limit $5::int
      """;

  private final Pool pool;

  /** A reader over a migrated database. */
  public PgMarketReader(Database database) {
    this.pool = database.pool();
  }

  @Override
  public Future<List<Last>> last(String prefix, int limit) {
    return read(
        LAST,
        Tuple.of(prefix, prefix, limit),
        row -> new Last(row.getString(0), row.getOffsetDateTime(1).toInstant(), row.getDouble(2)));
  }

  @Override
  public Future<Map<String, Reference>> references(Map<String, Instant> days) {
    String[] symbols = days.keySet().toArray(String[]::new);
    OffsetDateTime[] starts =
        Arrays.stream(symbols)
            .map(symbol -> timestamp(days.get(symbol)))
            .toArray(OffsetDateTime[]::new);
    Map<String, Reference> found = new HashMap<>();
    return read(
            REFERENCES,
            Tuple.tuple().addValue(symbols).addValue(starts),
            row -> found.put(row.getString(0), new Reference(row.getDouble(1), row.getDouble(2))))
        .map(all -> found);
  }

  @Override
  public Future<Boolean> knows(String symbol) {
    String any =
        Arrays.stream(Timeframe.values())
            .map(
                timeframe ->
                    "exists (select 1 from " + BarTables.name(timeframe) + " where symbol = $1)")
            .collect(Collectors.joining(" or ", "select ", ""));
    return read(any, Tuple.of(symbol), row -> row.getBoolean(0)).map(rows -> rows.get(0));
  }

  @Override
  public Future<List<Pattern>> patterns(PatternQuery query) {
    Tuple values =
        Tuple.tuple()
            .addValue(array(query.symbols()))
            .addValue(array(query.patterns()))
            .addValue(array(query.timeframes()))
            .addDouble(query.minConfidence())
            .addBoolean(query.retracted())
            .addValue(timestamp(query.from()))
            .addValue(timestamp(query.to()))
            .addInteger(query.limit());
    return read(PATTERNS, values, PgMarketReader::pattern);
  }

  private static Pattern pattern(Row row) {
    return new Pattern(
        row.getString(0),
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getDouble(5),
        row.getString(6),
        row.getOffsetDateTime(7).toInstant(),
        row.getBoolean(8),
        row.getJsonObject(9));
  }

  @Override
  public Future<List<Values>> indicators(
      String symbol, Timeframe timeframe, Instant from, Instant to, int limit) {
    Tuple values = Tuple.of(symbol, timeframe.label(), timestamp(from), timestamp(to), limit);
    return read(
            INDICATORS,
            values,
            row -> new Values(row.getOffsetDateTime(0).toInstant(), row.getJsonObject(1)))
        .onSuccess(Collections::reverse);
  }

  private <T> Future<List<T>> read(String sql, Tuple values, Function<Row, T> mapping) {
    return pool.preparedQuery(sql)
        .mapping(mapping)
        .execute(values)
        .map(
            rows -> {
              List<T> list = new ArrayList<>(rows.size());
              rows.forEach(list::add);
              return list;
            });
  }

  private static String[] array(Set<String> names) {
    return names.isEmpty() ? null : names.toArray(String[]::new);
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}

package ai.tickstock.store;

import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
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
        select min(symbol), 1 from ohlcv_bars_1min
        union all
        select (select min(b.symbol) from ohlcv_bars_1min b where b.symbol > f.symbol), f.n + 1
        from found f where f.symbol is not null and f.n < $1::int)
      select f.symbol, l.bar_timestamp, l.close from found f cross join lateral (
        select bar_timestamp, close from ohlcv_bars_1min
        where symbol = f.symbol order by bar_timestamp desc limit 1) l
      """;

  private static final String REFERENCES =
      """
      select d.symbol, p.close, p.bar_timestamp, o.open from unnest($1::text[], $2::timestamptz[]) as d(symbol, day)
      left join lateral (select close, bar_timestamp from ohlcv_bars_1day
        where symbol = d.symbol and bar_timestamp < d.day order by bar_timestamp desc limit 1) p on true
      left join lateral (select open from ohlcv_bars_1min
        where symbol = d.symbol and bar_timestamp >= d.day order by bar_timestamp limit 1) o on true
      """;

  private static final String PATTERNS =
      """
      select event_id, revision, pattern, symbol, timeframe, confidence, direction, detected_at, retracted, metadata
      from daily_patterns
      where confidence >= $1::float8 and (not retracted or $2::bool)
        and bar_timestamp >= $3::timestamptz and bar_timestamp < $4::timestamptz ${more}
      order by bar_timestamp desc, event_id collate "C" limit $5::int
      """;

  private static final String INDICATORS =
      """
      select bar_timestamp, "values" from indicator_history
      where symbol = $1::text and timeframe = $2::text and bar_timestamp >= $3::timestamptz and bar_timestamp < $4::timestamptz
      union all
      select bar_timestamp, "values" from daily_indicators d
      where symbol = $1 and timeframe = $2 and bar_timestamp >= $3 and bar_timestamp < $4
        and not exists (select 1 from indicator_history h
          where h.symbol = $1 and h.timeframe = $2 and h.bar_timestamp = d.bar_timestamp)
      order by bar_timestamp desc limit $5::int
      """;

  private static final String NO_PROBES = " and not starts_with(symbol, 'DOCTOR:PROBE-')";

  private final Pool pool;

  /** A reader over a migrated database. */
  public PgMarketReader(Database database) {
    this.pool = database.pool();
  }

  @Override
  public Future<List<Last>> last(int limit) {
    return read(
            LAST,
            Tuple.of(limit),
            row ->
                new Last(row.getString(0), row.getOffsetDateTime(1).toInstant(), row.getDouble(2)))
        .map(
            found ->
                found.stream()
                    .filter(last -> !Symbols.isProbe(last.symbol()))
                    .sorted(Comparator.comparing(Last::symbol))
                    .toList());
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
            row -> found.put(row.getString(0), reference(row)))
        .map(all -> found);
  }

  private static Reference reference(Row row) {
    OffsetDateTime before = row.getOffsetDateTime(2);
    return new Reference(
        row.getDouble(1), before == null ? null : before.toInstant(), row.getDouble(3));
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
        Tuple.of(
            query.minConfidence(),
            query.retracted(),
            timestamp(query.from()),
            timestamp(query.to()),
            query.limit());
    String more =
        (query.symbols().isEmpty() ? NO_PROBES : oneOf("symbol", query.symbols(), values))
            + oneOf("pattern", query.patterns(), values)
            + oneOf("timeframe", query.timeframes(), values);
    return read(PATTERNS.replace("${more}", more), values, PgMarketReader::pattern);
  }

  /** Only conditions that are wanted stand in a statement: each has its own plan, by index. */
  private static String oneOf(String column, Set<String> names, Tuple values) {
    if (names.isEmpty()) {
      return "";
    }
    values.addValue(names.toArray(String[]::new));
    return " and " + column + " = any($" + values.size() + "::text[])";
  }

  /** Of the columns {@link #PATTERNS} selects. */
  static Pattern pattern(Row row) {
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
    return pool.preparedQuery(sql).mapping(mapping).execute(values).map(Rows::list);
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}

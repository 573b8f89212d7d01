package ai.tickstock.store;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Timeframe;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the newest of many series from PostgreSQL, one statement for all. Thread-safe. */
public final class PgSeriesReader implements SeriesReader {
  private static final String INDICATORS =
      """
      select s.symbol, v.bar_timestamp,
        (select jsonb_object_agg(l, v."values" -> l) from unnest($4::text[]) as l where v."values" ? l)
      from unnest($1::text[], $2::timestamptz[]) as s(symbol, up_to) cross join lateral (
        (select bar_timestamp, "values" from indicator_history
         where symbol = s.symbol and timeframe = $3::text and bar_timestamp <= s.up_to
         order by bar_timestamp desc limit $5::int)
        union all
        (select bar_timestamp, "values" from daily_indicators d
         where symbol = s.symbol and timeframe = $3 and bar_timestamp <= s.up_to
           and not exists (select 1 from indicator_history h where h.symbol = d.symbol
             and h.timeframe = d.timeframe and h.bar_timestamp = d.bar_timestamp))) v
      """;

  private static final String BARS =
      """
      select s.symbol, b.bar_timestamp, open, high, low, close, volume, vwap, trades, revision
      from unnest($1::text[], $2::timestamptz[]) as s(symbol, up_to) cross join lateral (
        select * from ${table} where symbol = s.symbol and bar_timestamp <= s.up_to
        order by bar_timestamp desc limit $3::int) b
      """;

  private final Pool pool;

  /** A reader over a migrated database. */
  public PgSeriesReader(Database database) {
    pool = database.pool();
  }

  @Override
  public Future<List<At>> indicators(
      Timeframe timeframe, Map<String, Instant> upTo, Collection<String> labels, int bars) {
    return read(
        INDICATORS,
        series(upTo)
            .addString(timeframe.label())
            .addValue(labels.toArray(String[]::new))
            .addInteger(bars),
        row ->
            new At(row.getString(0), row.getOffsetDateTime(1).toInstant(), row.getJsonObject(2)));
  }

  @Override
  public Future<List<Bar>> bars(Timeframe timeframe, Map<String, Instant> upTo, int bars) {
    return read(
        BARS.replace("${table}", BarTables.name(timeframe)),
        series(upTo).addInteger(bars),
        row ->
            new Bar(
                row.getString(0),
                timeframe,
                row.getOffsetDateTime(1).toInstant(),
                row.getDouble(2),
                row.getDouble(3),
                row.getDouble(4),
                row.getDouble(5),
                row.getDouble(6),
                row.getDouble(7),
                row.getLong(8),
                row.getInteger(9)));
  }

  private static Tuple series(Map<String, Instant> upTo) {
    String[] symbols = upTo.keySet().toArray(String[]::new);
    OffsetDateTime[] last = new OffsetDateTime[symbols.length];
    for (int i = 0; i < symbols.length; i++) {
      last[i] = upTo.get(symbols[i]).atOffset(ZoneOffset.UTC);
    }
    return Tuple.tuple().addValue(symbols).addValue(last);
  }

  private <T> Future<List<T>> read(String sql, Tuple values, Function<Row, T> take) {
    return pool.preparedQuery(sql)
        .execute(values)
        .map(
            rows -> {
              List<T> all = new ArrayList<>(rows.size());
              rows.forEach(row -> all.add(take.apply(row)));
              return all;
            });
  }
}

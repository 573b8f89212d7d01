package ai.tickstock.store;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads bars and their changes from PostgreSQL. Reading as of an earlier change works for as long
 * as the changes after it are kept in {@code bar_changes}. Thread-safe.
 */
public final class PgBarReader implements BarReader {
  private static final Comparator<BarChange> BY_NUMBER =
      Comparator.comparingInt(BarChange::partition).thenComparingLong(BarChange::changeNo);

  /** The inner limit keeps each partition's rows a dense beginning, whatever the plan. */
  private static final String CHANGES_AFTER =
      "select c.* from unnest($1::int[], $2::bigint[]) as r(p, after) cross join lateral (select "
          + ChangeRows.COLUMNS
          + """
          from bar_changes where partition = r.p and change_no > r.after
          order by change_no limit $3::int) c limit $3::int
          """;

  private static final String VALUES = "open, high, low, close, volume, vwap, trades, revision";

  /**
   * The newest bars of each symbol at a change: rows that closed later are passed over, rows
   * amended later are taken from the first amendment's values before.
   */
  private static final String AS_OF =
      """
      select s.symbol, b.bar_timestamp,
        coalesce(u.before_open, b.open), coalesce(u.before_high, b.high), coalesce(u.before_low, b.low),
        coalesce(u.before_close, b.close), coalesce(u.before_volume, b.volume), coalesce(u.before_vwap, b.vwap),
        coalesce(u.before_trades, b.trades), coalesce(u.before_revision, b.revision)
      from unnest($1::text[], $2::bigint[]) as s(symbol, change_no)
      cross join lateral (
        ${rows}) b
      left join lateral (
        select * from bar_changes c
        where b.last_change > s.change_no and c.symbol = s.symbol and c.timeframe = '${timeframe}'
          and c.bar_timestamp = b.bar_timestamp and c.change_no > s.change_no and c.before_revision is not null
        order by c.change_no limit 1) u on true
      """;

  private static final String NEWEST =
      """
      select * from ${table} where symbol = s.symbol and closed_change <= s.change_no
      order by bar_timestamp desc limit $3::int
      """;

  private static final String AROUND =
      """
      (select * from ${table} where symbol = s.symbol and closed_change <= s.change_no
         and bar_timestamp >= $4::timestamptz)
      union all
      (select * from ${table} where symbol = s.symbol and closed_change <= s.change_no
         and bar_timestamp < $4::timestamptz
       order by bar_timestamp desc limit $3::int)
      """;

  private static final String BARS =
      """
      select symbol, bar_timestamp, ${values} from ${table}
      where symbol = $1 and bar_timestamp >= $2::timestamptz and bar_timestamp < $3::timestamptz
      order by bar_timestamp desc limit $4
      """;

  private final Pool pool;

  /** A reader over a migrated database. */
  public PgBarReader(Database database) {
    this.pool = database.pool();
  }

  @Override
  public Future<List<BarChange>> changesAfter(int[] partitions, long[] changeNos, int limit) {
    Integer[] boxed = Arrays.stream(partitions).boxed().toArray(Integer[]::new);
    Long[] numbers = Arrays.stream(changeNos).boxed().toArray(Long[]::new);
    return read(CHANGES_AFTER, Tuple.of(boxed, numbers, limit), ChangeRows::change)
        .map(changes -> sorted(changes, BY_NUMBER));
  }

  @Override
  public Future<List<Bar>> barsAsOf(
      int partition,
      long changeNo,
      String symbol,
      Timeframe timeframe,
      long fromMillis,
      int before) {
    Tuple values =
        Tuple.of(new String[] {symbol}, new Long[] {changeNo}, before, Times.of(fromMillis));
    return asOf(timeframe, AROUND, values);
  }

  @Override
  public Future<List<Bar>> newestAsOf(
      Timeframe timeframe, int[] partitions, long[] changeNos, Set<String> symbols, int limit) {
    long[] byPartition = new long[Symbols.PARTITIONS];
    Arrays.fill(byPartition, -1);
    for (int i = 0; i < partitions.length; i++) {
      byPartition[partitions[i]] = changeNos[i];
    }
    String[] names =
        new TreeSet<>(symbols)
            .stream()
                .filter(symbol -> byPartition[Symbols.partition(symbol)] >= 0)
                .toArray(String[]::new);
    Long[] numbers =
        Arrays.stream(names)
            .map(symbol -> byPartition[Symbols.partition(symbol)])
            .toArray(Long[]::new);
    return asOf(timeframe, NEWEST, Tuple.of(names, numbers, limit));
  }

  @Override
  public Future<List<Bar>> bars(
      String symbol, Timeframe timeframe, long fromMillis, long toMillis, int limit) {
    String sql = BARS.replace("${table}", BarTables.name(timeframe)).replace("${values}", VALUES);
    Tuple values = Tuple.of(symbol, Times.of(fromMillis), Times.of(toMillis), limit);
    return read(sql, values, row -> bar(timeframe, row)).map(PgBarReader::reversed);
  }

  @Override
  public Future<Set<String>> symbols() {
    String sql =
        Arrays.stream(Timeframe.values()).map(SymbolSql::of).collect(Collectors.joining(" union "));
    return read(sql, Tuple.tuple(), row -> row.getString(0)).map(Set::copyOf);
  }

  private Future<List<Bar>> asOf(Timeframe timeframe, String rows, Tuple values) {
    String sql =
        AS_OF
            .replace("${rows}", rows)
            .replace("${table}", BarTables.name(timeframe))
            .replace("${timeframe}", timeframe.label());
    return read(sql, values, row -> bar(timeframe, row))
        .map(bars -> sorted(bars, Comparator.comparing(Bar::symbol).thenComparing(Bar::start)));
  }

  private <T> Future<List<T>> read(String sql, Tuple values, Function<Row, T> mapping) {
    return pool.preparedQuery(sql).mapping(mapping).execute(values).map(Rows::list);
  }

  private static Bar bar(Timeframe timeframe, Row row) {
    Instant start = row.getOffsetDateTime(1).toInstant();
    return ChangeRows.bar(row.getString(0), timeframe, start, row, 2);
  }

  private static <T> List<T> sorted(List<T> list, Comparator<T> order) {
    list.sort(order);
    return Collections.unmodifiableList(list);
  }

  private static List<Bar> reversed(List<Bar> bars) {
    Collections.reverse(bars);
    return Collections.unmodifiableList(bars);
  }
}

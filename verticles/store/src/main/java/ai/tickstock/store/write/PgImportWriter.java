package ai.tickstock.store.write;

import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.Database;
import ai.tickstock.store.write.BarCommit.RollUp;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Imports into PostgreSQL. A batch holds the rows of {@code feed_position} of its symbols, as a
 * commit of the feed does: each sees the other's bars whole. Thread-safe, but the batches of one
 * file must follow one another.
 */
public final class PgImportWriter implements ImportWriter {
  private final Pool pool;
  private final BarPeriods periods;

  /** A writer over a migrated database. */
  public PgImportWriter(Database database) {
    pool = database.pool();
    periods = new BarPeriods(pool);
  }

  @Override
  public Future<Place> begin(Source source, boolean again) {
    String timeframe = source.timeframe() == null ? null : source.timeframe().label();
    return pool.preparedQuery(ImportSql.BEGIN)
        .execute(Tuple.of(source.digest(), source.what(), timeframe, source.file(), again))
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return new Place(row.getLong(0), row.getLong(1), row.getLong(2), row.getBoolean(3));
            });
  }

  @Override
  public Future<Stored> bars(
      Source source, List<ImportedBar> bars, List<RollUp> rollUps, boolean replace, Place place) {
    return periods
        .ensureImported(source.timeframe(), bars, rollUps)
        .compose(
            ready ->
                pool.withTransaction(
                    connection ->
                        lock(connection, bars)
                            .compose(locked -> put(connection, source.timeframe(), bars, replace))
                            .compose(put -> rollUp(connection, rollUps, replace, put))
                            .compose(
                                stored ->
                                    told(connection, bars, stored)
                                        .compose(told -> move(connection, source, place, stored))
                                        .map(stored))));
  }

  private static Future<Void> lock(SqlConnection connection, List<ImportedBar> bars) {
    Integer[] partitions =
        bars.stream()
            .map(bar -> Symbols.partition(bar.symbol()))
            .distinct()
            .sorted()
            .toArray(Integer[]::new);
    Tuple values = Tuple.tuple().addValue(partitions);
    return connection
        .preparedQuery(ImportSql.PARTITIONS)
        .execute(values)
        .compose(there -> connection.preparedQuery(ImportSql.LOCK).execute(values))
        .mapEmpty();
  }

  private static Future<Stored> put(
      SqlConnection connection, Timeframe timeframe, List<ImportedBar> bars, boolean replace) {
    if (bars.isEmpty()) {
      return Future.succeededFuture(new Stored(0, 0, 0, 0));
    }
    Tuple values =
        Tuple.tuple()
            .addValue(column(bars, ImportedBar::symbol, String[]::new))
            .addValue(column(bars, ImportedBar::startMillis, Long[]::new))
            .addValue(column(bars, ImportedBar::open, Double[]::new))
            .addValue(column(bars, ImportedBar::high, Double[]::new))
            .addValue(column(bars, ImportedBar::low, Double[]::new))
            .addValue(column(bars, ImportedBar::close, Double[]::new))
            .addValue(column(bars, ImportedBar::volume, Double[]::new))
            .addValue(column(bars, ImportedBar::vwap, Double[]::new))
            .addValue(column(bars, ImportedBar::trades, Long[]::new))
            .addValue(replace)
            .addValue(timeframe.length().toMillis() - 1);
    return connection
        .preparedQuery(ImportSql.BARS.get(timeframe))
        .execute(values)
        .map(rows -> stored(rows));
  }

  private static Stored stored(RowSet<Row> rows) {
    Row row = rows.iterator().next();
    return new Stored(row.getLong(0), row.getLong(1), row.getLong(2), 0);
  }

  /** From the shortest to the longest; what did not change is not written. */
  private static Future<Stored> rollUp(
      SqlConnection connection, List<RollUp> rollUps, boolean replace, Stored put) {
    Map<Timeframe, List<RollUp>> byTimeframe = new EnumMap<>(Timeframe.class);
    rollUps.forEach(
        each -> byTimeframe.computeIfAbsent(each.timeframe(), any -> new ArrayList<>()).add(each));
    Future<Stored> done = Future.succeededFuture(put);
    for (Map.Entry<Timeframe, List<RollUp>> entry : byTimeframe.entrySet()) {
      Tuple values = BarMerge.columns(entry.getValue()).addValue(replace);
      done =
          done.compose(
              before ->
                  connection
                      .preparedQuery(MergeSql.IMPORTED_ROLL_UPS.get(entry.getKey()))
                      .execute(values)
                      .map(rows -> withRolledUp(before, rows.size())));
    }
    return done;
  }

  private static Stored withRolledUp(Stored before, int more) {
    return new Stored(before.added(), before.changed(), before.kept(), before.rolledUp() + more);
  }

  private static Future<Void> told(
      SqlConnection connection, List<ImportedBar> bars, Stored stored) {
    if (stored.added() + stored.changed() + stored.rolledUp() == 0) {
      return Future.succeededFuture();
    }
    Set<String> symbols = new HashSet<>();
    bars.forEach(bar -> symbols.add(bar.symbol()));
    return told(connection, symbols);
  }

  private static Future<Void> told(SqlConnection connection, Set<String> symbols) {
    return connection
        .preparedQuery(ImportSql.CHANGED)
        .execute(Tuple.tuple().addValue(symbols.toArray(String[]::new)))
        .mapEmpty();
  }

  private static Future<Void> move(
      SqlConnection connection, Source source, Place place, Stored stored) {
    return connection
        .preparedQuery(ImportSql.MOVE)
        .execute(
            Tuple.of(
                source.digest(),
                place.lines(),
                place.refused(),
                place.written() + stored.added() + stored.changed(),
                place.complete()))
        .mapEmpty();
  }

  @Override
  public Future<Stored> splits(
      Source source, List<ImportedSplit> splits, boolean replace, Place place) {
    String[] symbols = column(splits, ImportedSplit::symbol, String[]::new);
    LocalDate[] dates = column(splits, each -> each.split().exDate(), LocalDate[]::new);
    Double[] ratios = column(splits, each -> each.split().ratio(), Double[]::new);
    return pool.withTransaction(
        connection ->
            connection
                .preparedQuery(ImportSql.SPLITS)
                .execute(Tuple.tuple().addValue(symbols).addValue(dates).addValue(ratios))
                .map(PgImportWriter::stored)
                .compose(
                    stored ->
                        (replace
                                ? deleteOthers(connection, symbols, dates, stored)
                                : Future.succeededFuture(stored))
                            .compose(
                                all ->
                                    told(connection, Set.copyOf(List.of(symbols)), all)
                                        .compose(told -> move(connection, source, place, all))
                                        .map(all))));
  }

  private static Future<Stored> deleteOthers(
      SqlConnection connection, String[] symbols, LocalDate[] dates, Stored stored) {
    return connection
        .preparedQuery(ImportSql.OTHER_SPLITS)
        .execute(Tuple.tuple().addValue(symbols).addValue(dates))
        .map(deleted -> new Stored(stored.added(), stored.changed() + deleted.rowCount(), 0, 0));
  }

  private static Future<Void> told(SqlConnection connection, Set<String> symbols, Stored stored) {
    return stored.added() + stored.changed() == 0
        ? Future.succeededFuture()
        : told(connection, symbols);
  }

  private static <R, T> T[] column(List<R> rows, Function<R, T> field, IntFunction<T[]> array) {
    return rows.stream().map(field).toArray(array);
  }
}

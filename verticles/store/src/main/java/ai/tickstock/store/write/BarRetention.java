package ai.tickstock.store.write;

import ai.tickstock.market.Timeframe;
import ai.tickstock.store.BarTables;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Drops the partitions of the bar tables of which every bar is too old. A drop locks the whole
 * table for a moment, so it is given up, until the next time, when it would have to wait. Tables
 * that have no partitions of ours, as hypertables have, are left alone. Thread-safe.
 */
final class BarRetention {
  private static final String PARTITIONS =
      """
      select c.relname::text
      from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = to_regclass($1::text)
      order by 1
      """;

  private static final String MARK = "_from_";

  private final Pool pool;

  BarRetention(Pool pool) {
    this.pool = pool;
  }

  /** The names of those that were dropped. */
  Future<List<String>> drop(Timeframe timeframe, Instant before) {
    String parent = BarTables.name(timeframe);
    return pool.preparedQuery(PARTITIONS)
        .execute(Tuple.of(parent))
        .compose(
            rows -> {
              List<String> old = new ArrayList<>();
              rows.forEach(row -> old.add(row.getString(0)));
              old.removeIf(name -> !isOver(timeframe, name, before));
              return drop(old);
            });
  }

  private static boolean isOver(Timeframe timeframe, String name, Instant before) {
    String start = name.substring(name.indexOf(MARK) + MARK.length());
    if (!name.startsWith(BarTables.name(timeframe) + MARK) || !start.matches("\\d{8}")) {
      return false;
    }
    LocalDate date = LocalDate.parse(start, DateTimeFormatter.BASIC_ISO_DATE);
    return !BarPeriods.Period.from(timeframe, date).end().isAfter(before);
  }

  private Future<List<String>> drop(List<String> names) {
    Future<Void> dropped = Future.succeededFuture();
    for (String name : names) {
      dropped =
          dropped.compose(
              before ->
                  pool.withTransaction(
                      connection ->
                          connection
                              .query("set local lock_timeout = '1s'")
                              .execute()
                              .compose(set -> connection.query("drop table " + name).execute())
                              .mapEmpty()));
    }
    return dropped.map(names);
  }
}

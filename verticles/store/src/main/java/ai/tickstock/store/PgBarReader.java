package ai.tickstock.store;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Timeframe;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/** Reads bars and their changes from PostgreSQL. Thread-safe. */
public final class PgBarReader implements BarReader {
  private final Database database;

  /** A reader over a database. */
  public PgBarReader(Database database) {
    this.database = database;
  }

  @Override
  public Future<List<BarChange>> changesAfter(int[] partitions, long[] changeNos, int limit) {
    throw new UnsupportedOperationException(database.toString());
  }

  @Override
  public Future<List<Bar>> barsAsOf(
      int partition,
      long changeNo,
      String symbol,
      Timeframe timeframe,
      long fromMillis,
      int before) {
    throw new UnsupportedOperationException(database.toString());
  }

  @Override
  public Future<List<Bar>> newestAsOf(
      Timeframe timeframe, int[] partitions, long[] changeNos, Set<String> symbols, int limit) {
    throw new UnsupportedOperationException(database.toString());
  }

  @Override
  public Future<List<Bar>> bars(
      String symbol, Timeframe timeframe, long fromMillis, long toMillis, int limit) {
    throw new UnsupportedOperationException(database.toString());
  }

  @Override
  public Future<Set<String>> symbols() {
    throw new UnsupportedOperationException(database.toString());
  }
}

package ai.tickstock.pl.backtest;

import ai.tickstock.store.Database;
import ai.tickstock.store.PgBarReader;
import ai.tickstock.store.PgHistoryReader;
import ai.tickstock.store.PgSplitReader;
import ai.tickstock.store.write.PgBacktestWriter;
import ai.tickstock.store.write.PgPatternRecordWriter;

/** What backtests stand on in tests. */
public final class BacktestStores {
  private BacktestStores() {}

  /** All of it over one database. */
  public static BacktestStore over(Database database) {
    return new BacktestStore(
        new PgHistoryReader(database),
        new PgBarReader(database),
        new PgSplitReader(database),
        new PgBacktestWriter(database),
        new PgPatternRecordWriter(database));
  }
}

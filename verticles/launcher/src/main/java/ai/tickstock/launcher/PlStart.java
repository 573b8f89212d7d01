package ai.tickstock.launcher;

import ai.tickstock.pl.Backends;
import ai.tickstock.pl.PlHalf;
import ai.tickstock.pl.backtest.BacktestStore;
import ai.tickstock.store.Database;
import ai.tickstock.store.PgBarReader;
import ai.tickstock.store.PgHistoryReader;
import ai.tickstock.store.PgPastReader;
import ai.tickstock.store.PgSplitReader;
import ai.tickstock.store.write.AlertNeedsTable;
import ai.tickstock.store.write.PgAnalysisWriter;
import ai.tickstock.store.write.PgBacktestWriter;
import ai.tickstock.store.write.PgBarWriter;
import ai.tickstock.store.write.PgFeedGapWriter;
import ai.tickstock.store.write.PgPatternRecordWriter;
import ai.tickstock.wire.MarketCalendars;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the producer half. */
final class PlStart {
  private static final Logger LOG = LoggerFactory.getLogger(PlStart.class);
  private static final int STOP_SECONDS = 5;

  /** Backtests have connections of their own: their reading is long. */
  private static final int HISTORY_CONNECTIONS = 4;

  /** A statement takes seconds at most; one that hangs must not keep its connection for ever. */
  private static final Duration HISTORY_PATIENCE = Duration.ofSeconds(60);

  private PlStart() {}

  /** Brings the schema up to date and deploys the half; blocks. */
  static PlHalf start(Ground ground) throws Exception {
    Database.migrate(ground.postgresUrl());
    Database history = ground.connect("backtests'", HISTORY_CONNECTIONS, HISTORY_PATIENCE);
    AlertNeedsTable needs = new AlertNeedsTable(ground.database());
    PlHalf pl =
        Ground.started(
            PlHalf.deploy(ground.vertx(), ground.config(), backends(ground, history), needs),
            "the PL half");
    ground.shutdown().stops("PL", () -> Ground.await(pl.close(), STOP_SECONDS, "the PL half"));
    LOG.info("PL          reads ticks, writes bars, patterns and indicators");
    return pl;
  }

  private static Backends backends(Ground ground, Database history) {
    Database database = ground.database();
    BacktestStore backtests =
        new BacktestStore(
            new PgHistoryReader(history),
            new PgBarReader(history),
            new PgSplitReader(history),
            new PgBacktestWriter(history),
            new PgPatternRecordWriter(history));
    return new Backends(
        ground.buses(),
        ground.jobs(),
        new PgBarWriter(database, MarketCalendars.from(ground.config()), ground.clock()),
        new PgFeedGapWriter(database),
        new PgBarReader(database),
        new PgPastReader(database, MarketCalendars.from(ground.config())),
        new PgAnalysisWriter(database),
        backtests,
        ground.metrics(),
        ground.clock());
  }
}

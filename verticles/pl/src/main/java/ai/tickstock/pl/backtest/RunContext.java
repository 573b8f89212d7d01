package ai.tickstock.pl.backtest;

import ai.tickstock.analytics.backtest.BacktestWatcher;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.wire.jobs.JobBoard;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * What all runs of a verticle share.
 *
 * @param progress told how far a run is, as the event has it
 * @param simulating told by the engine where it is, on its worker, before it hears whether to go on
 */
record RunContext(
    Vertx vertx,
    JobBoard board,
    BacktestStore store,
    ResultAnnouncer announcer,
    WorkerExecutor workers,
    Consumer<JsonObject> progress,
    Consumer<BacktestWatcher.State> simulating,
    MarketCalendar calendar,
    JobsOptions options,
    Clock clock) {}

package ai.tickstock.pl;

import ai.tickstock.pl.backtest.BacktestStore;
import ai.tickstock.store.BarReader;
import ai.tickstock.store.PastReader;
import ai.tickstock.store.write.AnalysisWriter;
import ai.tickstock.store.write.BarWriter;
import ai.tickstock.store.write.FeedGapWriter;
import ai.tickstock.wire.jobs.JobBoards;
import ai.tickstock.wire.log.BusFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/** What the producer half stands on. */
public record Backends(
    BusFactory bus,
    JobBoards jobs,
    BarWriter barWriter,
    FeedGapWriter gaps,
    BarReader barReader,
    PastReader past,
    AnalysisWriter analysisWriter,
    BacktestStore backtests,
    MeterRegistry metrics,
    Clock clock) {}

package ai.tickstock.pl.backtest;

import ai.tickstock.store.BarReader;
import ai.tickstock.store.HistoryReader;
import ai.tickstock.store.SplitReader;
import ai.tickstock.store.write.BacktestWriter;
import ai.tickstock.store.write.PatternRecordWriter;

/**
 * Where backtests and track records find their bars and leave their results. It should stand on
 * connections of its own, so that long reading never holds up the pipeline.
 *
 * @param bars for those before the first day
 */
public record BacktestStore(
    HistoryReader history,
    BarReader bars,
    SplitReader splits,
    BacktestWriter runs,
    PatternRecordWriter records) {}

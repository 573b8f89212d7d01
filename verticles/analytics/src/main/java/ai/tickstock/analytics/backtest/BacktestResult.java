package ai.tickstock.analytics.backtest;

import java.util.List;
import java.util.Map;

/**
 * What came of a backtest.
 *
 * @param isComplete false if it was cancelled: all is as of the last bar it came to
 * @param trades in the order of their exits; what was open at the end comes last, valued at the
 *     last close of its symbol, which may lie before
 * @param equity of the account
 * @param benchmark equal parts bought at the first open and held, without costs
 * @param performance of the account
 * @param benchmarkPerformance of the benchmark
 * @param byReason totals by pattern, or by conditions
 * @param bySymbol totals by symbol
 * @param bars that were looked at, those of warming up included
 * @param decided entries that were decided
 * @param refused entries for which there was no capital, no room or no price
 */
public record BacktestResult(
    boolean isComplete,
    List<Trade> trades,
    EquityCurve equity,
    EquityCurve benchmark,
    Performance performance,
    Performance benchmarkPerformance,
    Map<String, TradeTotals> byReason,
    Map<String, TradeTotals> bySymbol,
    long bars,
    long decided,
    long refused) {
  public BacktestResult {
    trades = List.copyOf(trades);
  }
}

package ai.tickstock.pl.backtest;

import ai.tickstock.analytics.backtest.BacktestPlan;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.analytics.rules.Condition;
import java.util.stream.Stream;

/** How many bars before the first day a plan needs, so that its signals are as if it had all. */
final class WarmUps {
  /** The longest look back of patterns: chart patterns look at 200 bars, candlesticks at fewer. */
  private static final int PATTERNS = 260;

  private static final int MOST = 20_000;

  private WarmUps() {}

  static int bars(BacktestPlan plan) {
    int conditions =
        Stream.concat(plan.strategy().conditions().stream(), plan.exits().conditions().stream())
            .mapToInt(Condition::warmUpBars)
            .max()
            .orElse(0);
    int patterns = plan.strategy().patterns().isEmpty() ? 0 : PATTERNS;
    int ranges = IndicatorSpec.of("ATR", "timePeriod", 14).warmUpBars();
    return Math.min(MOST, Math.max(conditions, Math.max(patterns, ranges)));
  }
}

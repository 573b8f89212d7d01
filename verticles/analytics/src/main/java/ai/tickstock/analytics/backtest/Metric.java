package ai.tickstock.analytics.backtest;

import ai.tickstock.analytics.Nearest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A figure of {@link Performance} by which runs are ranked. */
public enum Metric {
  FINAL_EQUITY(Performance::finalEquity, true),
  TOTAL_RETURN(Performance::totalReturn, true),
  ANNUAL_RETURN(Performance::annualReturn, true),
  VOLATILITY(Performance::volatility, false),
  SHARPE(Performance::sharpe, true),
  SORTINO(Performance::sortino, true),
  CALMAR(Performance::calmar, true),
  MAX_DRAWDOWN(Performance::maxDrawdown, false),
  MAX_DRAWDOWN_DAYS(Performance::maxDrawdownDays, false),
  WIN_RATE(Performance::winRate, true),
  PROFIT_FACTOR(Performance::profitFactor, true),
  EXPECTANCY(Performance::expectancy, true),
  AVERAGE_TRADE(Performance::averageTrade, true);

  private final ToDoubleFunction<Performance> figure;
  private final boolean isMoreBetter;

  Metric(ToDoubleFunction<Performance> figure, boolean isMoreBetter) {
    this.figure = figure;
    this.isMoreBetter = isMoreBetter;
  }

  /**
   * The metric of a name such as {@code sharpe}.
   *
   * @throws IllegalArgumentException naming the nearest valid ones, if there is none
   */
  public static Metric of(String name) {
    List<String> labels = Arrays.stream(values()).map(Metric::label).toList();
    int place = labels.indexOf(name);
    if (place < 0) {
      throw new IllegalArgumentException(
          "metric: expected a name such as " + Nearest.to(name, labels) + ", was " + name);
    }
    return values()[place];
  }

  /** The name in results, such as {@code max_drawdown}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The figure; NaN where it is not defined. */
  public double of(Performance performance) {
    return figure.applyAsDouble(performance);
  }

  /** The better before the worse, what is not defined last. */
  public Comparator<Performance> bestFirst() {
    return Comparator.comparingDouble(
        performance -> {
          double value = of(performance);
          return isMoreBetter ? -value : value; // NaN, of either sign, is compared as the greatest.
        });
  }
}

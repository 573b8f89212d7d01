package ai.tickstock.analytics.indicators.statistics;

import static ai.tickstock.analytics.indicators.IndicatorDefinition.named;
import static ai.tickstock.analytics.indicators.IndicatorParameter.multiple;

import ai.tickstock.analytics.indicators.IndicatorDefinition;
import ai.tickstock.analytics.indicators.IndicatorDefinitionBuilder;
import ai.tickstock.analytics.indicators.IndicatorProvider;
import ai.tickstock.analytics.indicators.Parameters;
import ai.tickstock.analytics.indicators.statistics.LinearRegression.Answer;
import java.util.List;

/** TA-Lib's group of statistics: how values spread, where they head, how two go together. */
public final class StatisticFunctions implements IndicatorProvider {
  private static final String GROUP = "Statistic Functions";

  @Override
  public List<IndicatorDefinition> definitions() {
    return List.of(
        beta(),
        correlation(),
        line("LINEARREG", "Linear regression: where the straightest line ends", Answer.END),
        line(
            "LINEARREG_ANGLE",
            "Linear regression's angle: the slope of the straightest line in degrees",
            Answer.ANGLE),
        line(
            "LINEARREG_INTERCEPT",
            "Linear regression's intercept: where the straightest line begins",
            Answer.INTERCEPT),
        line(
            "LINEARREG_SLOPE",
            "Linear regression's slope: the straightest line's rise per bar",
            Answer.SLOPE),
        deviation(),
        line(
            "TSF",
            "Time series forecast: where the straightest line leads to on the next bar",
            Answer.FORECAST),
        variance());
  }

  private static IndicatorDefinitionBuilder of(String name, String description) {
    return named(name, GROUP, description);
  }

  private static IndicatorDefinition beta() {
    return of("BETA", "Beta: how far the second moves, in percent, when the first moves by one")
        .source("William F. Sharpe, A Simplified Model for Portfolio Analysis, 1963")
        .period(1, 5)
        .lookback(Parameters::period)
        .overPair(given -> new Beta(given.period()));
  }

  private static IndicatorDefinition correlation() {
    return of(
            "CORREL", "Pearson's correlation coefficient: how straightly two go together, -1 to 1")
        .source("Karl Pearson, Note on Regression and Inheritance, 1895")
        .period(1, 30)
        .lookback(given -> given.period() - 1)
        .overPair(given -> new Correlation(given.period()));
  }

  private static IndicatorDefinition line(String name, String description, Answer answer) {
    return of(name, description)
        .period(2, 14)
        .lookback(given -> given.period() - 1)
        .over(given -> new LinearRegression(given.period(), answer));
  }

  private static IndicatorDefinition deviation() {
    return of("STDDEV", "Standard deviation: how far values usually lie from their mean")
        .period(2, 5)
        .parameter(multiple("nbDev", "NbDev", 1))
        .lookback(given -> given.period() - 1)
        .over(StandardDeviation::new);
  }

  private static IndicatorDefinition variance() {
    return of("VAR", "Variance: the mean square of distances from the mean")
        .period(1, 5)
        .parameter(multiple("nbDev", "NbDev", 1))
        .lookback(given -> given.period() - 1)
        .over(given -> new Variance(given.period()));
  }
}

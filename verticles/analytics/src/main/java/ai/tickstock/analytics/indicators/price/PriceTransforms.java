package ai.tickstock.analytics.indicators.price;

import static ai.tickstock.analytics.indicators.IndicatorDefinition.named;

import ai.tickstock.analytics.indicators.IndicatorDefinition;
import ai.tickstock.analytics.indicators.IndicatorDefinitionBuilder;
import ai.tickstock.analytics.indicators.IndicatorProvider;
import ai.tickstock.analytics.indicators.Input;
import java.util.List;

/** TA-Lib's group of one price for a bar. */
public final class PriceTransforms implements IndicatorProvider {
  private static final String GROUP = "Price Transform";

  @Override
  public List<IndicatorDefinition> definitions() {
    return List.of(
        meanDeviation(),
        price(
            "AVGPRICE",
            "The mean of open, high, low and close",
            Input.AVERAGE,
            "open",
            "high",
            "low",
            "close"),
        price("MEDPRICE", "The middle of high and low", Input.MEDIAN, "high", "low"),
        price("TYPPRICE", "The mean of high, low and close", Input.TYPICAL, "high", "low", "close"),
        price(
            "WCLPRICE",
            "The mean of high, low and close, the close twice",
            Input.WEIGHTED,
            "high",
            "low",
            "close"));
  }

  private static IndicatorDefinitionBuilder of(String name, String description) {
    return named(name, GROUP, description);
  }

  private static IndicatorDefinition meanDeviation() {
    return of("AVGDEV", "Average deviation: how far the closes lie from their mean, on average")
        .period(2, 14)
        .lookback(given -> given.period() - 1)
        .over(given -> new MeanDeviation(given.period()));
  }

  private static IndicatorDefinition price(
      String name, String description, Input price, String... inputs) {
    return of(name, description).overPrices().inputs(inputs).create(given -> new Price(price));
  }
}

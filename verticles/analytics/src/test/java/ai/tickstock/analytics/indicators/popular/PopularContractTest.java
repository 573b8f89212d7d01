package ai.tickstock.analytics.indicators.popular;

import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.analytics.indicators.rolling.IndicatorContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class PopularContractTest extends IndicatorContract {
  private static final int HOUR = 3_600;

  @Override
  protected List<IndicatorSpec> specs() {
    List<IndicatorSpec> specs = new ArrayList<>();
    new PopularIndicators()
        .definitions()
        .forEach(definition -> specs.add(IndicatorSpec.of(definition.name())));
    specs.add(IndicatorSpec.of("VWAP_ANCHORED", "anchor", 30 * HOUR));
    specs.add(IndicatorSpec.of("DONCHIAN", "timePeriod", 1));
    specs.add(IndicatorSpec.of("DONCHIAN", "timePeriod", 55));
    specs.add(
        new IndicatorSpec(
            "ICHIMOKU", Map.of("tenkanPeriod", 7.0, "kijunPeriod", 22.0, "senkouPeriod", 44.0)));
    specs.add(
        new IndicatorSpec(
            "KELTNER", Map.of("timePeriod", 1.0, "atrPeriod", 1.0, "multiplier", 0.0)));
    specs.add(
        new IndicatorSpec(
            "KELTNER", Map.of("timePeriod", 5.0, "atrPeriod", 30.0, "multiplier", 1.5)));
    specs.add(IndicatorSpec.of("RVOL", "timePeriod", 1));
    specs.add(IndicatorSpec.of("RVOL", "timePeriod", 100));
    specs.add(new IndicatorSpec("SUPERTREND", Map.of("timePeriod", 1.0, "multiplier", 0.0)));
    specs.add(new IndicatorSpec("SUPERTREND", Map.of("timePeriod", 7.0, "multiplier", 1.0)));
    return specs;
  }

  @Override
  protected double whenPricesDouble(IndicatorSpec spec, int output) {
    return switch (spec.name()) {
      case "RVOL", "VOLUME" -> 1;
      case "SUPERTREND" -> output == 0 ? 2 : 1;
      default -> 2;
    };
  }
}

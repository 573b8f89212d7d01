package ai.tickstock.analytics.indicators.math;

import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.analytics.indicators.rolling.IndicatorContract;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

class MathContractTest extends IndicatorContract {
  private static final Set<String> PRICES = Set.of("ADD", "SUB", "SUM", "MAX", "MIN", "MINMAX");
  private static final Set<String> OF_THE_CLOSE =
      Set.of("ATAN", "CEIL", "COS", "FLOOR", "LN", "LOG10", "SIN", "SQRT", "TAN");

  @Override
  protected List<IndicatorSpec> specs() {
    Stream<IndicatorSpec> plain =
        Stream.of(new MathTransforms().definitions(), new MathOperators().definitions())
            .flatMap(List::stream)
            .map(definition -> IndicatorSpec.of(definition.name()));
    Stream<IndicatorSpec> windowed =
        Stream.of("SUM", "MAX", "MIN", "MINMAX", "MAXINDEX", "MININDEX", "MINMAXINDEX")
            .flatMap(
                name ->
                    Stream.of(2, 3, 7, 100)
                        .map(period -> IndicatorSpec.of(name, "timePeriod", period)));
    return Stream.concat(plain, windowed).toList();
  }

  @Override
  protected double whenPricesDouble(IndicatorSpec spec, int output) {
    if (spec.name().equals("SQRT")) {
      return Math.sqrt(2);
    }
    if (spec.name().equals("MULT")) {
      return 4;
    }
    return OF_THE_CLOSE.contains(spec.name()) ? Double.NaN : PRICES.contains(spec.name()) ? 2 : 1;
  }
}

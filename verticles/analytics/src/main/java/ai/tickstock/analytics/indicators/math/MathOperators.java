package ai.tickstock.analytics.indicators.math;

import static ai.tickstock.analytics.indicators.IndicatorDefinition.Memory.CUMULATIVE;
import static ai.tickstock.analytics.indicators.IndicatorDefinition.named;
import static ai.tickstock.analytics.indicators.rolling.SlidingExtreme.highest;
import static ai.tickstock.analytics.indicators.rolling.SlidingExtreme.lowest;

import ai.tickstock.analytics.indicators.IndicatorDefinition;
import ai.tickstock.analytics.indicators.IndicatorDefinitionBuilder;
import ai.tickstock.analytics.indicators.IndicatorProvider;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** TA-Lib's group of arithmetic: operators of two inputs, sums and extremes of the last bars. */
public final class MathOperators implements IndicatorProvider {
  private static final String GROUP = "Math Operators";

  @Override
  public List<IndicatorDefinition> definitions() {
    return List.of(
        of("ADD", "The sum of two inputs", (x, y) -> x + y),
        of("DIV", "The first input over the second", (x, y) -> x / y),
        max(),
        maxIndex(),
        min(),
        minIndex(),
        minMax(),
        minMaxIndex(),
        of("MULT", "The product of two inputs", (x, y) -> x * y),
        of("SUB", "The first input less the second", (x, y) -> x - y),
        sum());
  }

  private static IndicatorDefinition of(
      String name, String description, DoubleBinaryOperator operator) {
    return named(name, GROUP, description).overPair(given -> new Operation(operator));
  }

  private static IndicatorDefinitionBuilder windowed(String name, String description) {
    return named(name, GROUP, description).period(2, 30).lookback(given -> given.period() - 1);
  }

  private static IndicatorDefinition max() {
    return windowed("MAX", "The highest value of the last bars")
        .over(given -> new Extremes(given.period(), highest(given.period())));
  }

  private static IndicatorDefinition maxIndex() {
    return windowed("MAXINDEX", "The bar, from 0, with the highest value of the last bars")
        .wholeOutput("value", "outInteger")
        .memory(CUMULATIVE)
        .over(given -> new ExtremePlaces(given.period(), ExtremePlace.highest(given.period())));
  }

  private static IndicatorDefinition min() {
    return windowed("MIN", "The lowest value of the last bars")
        .over(given -> new Extremes(given.period(), lowest(given.period())));
  }

  private static IndicatorDefinition minIndex() {
    return windowed("MININDEX", "The bar, from 0, with the lowest value of the last bars")
        .wholeOutput("value", "outInteger")
        .memory(CUMULATIVE)
        .over(given -> new ExtremePlaces(given.period(), ExtremePlace.lowest(given.period())));
  }

  private static IndicatorDefinition minMax() {
    return windowed("MINMAX", "The lowest and the highest value of the last bars")
        .output("min", "outMin")
        .output("max", "outMax")
        .over(
            given -> new Extremes(given.period(), lowest(given.period()), highest(given.period())));
  }

  private static IndicatorDefinition minMaxIndex() {
    return windowed(
            "MINMAXINDEX", "The bars, from 0, with the lowest and the highest value of the last")
        .wholeOutput("minIndex", "outMinIdx")
        .wholeOutput("maxIndex", "outMaxIdx")
        .memory(CUMULATIVE)
        .over(
            given ->
                new ExtremePlaces(
                    given.period(),
                    ExtremePlace.lowest(given.period()),
                    ExtremePlace.highest(given.period())));
  }

  private static IndicatorDefinition sum() {
    return windowed("SUM", "The sum of the last values").over(given -> new Sum(given.period()));
  }
}

package ai.tickstock.analytics.indicators.math;

import static ai.tickstock.analytics.indicators.IndicatorDefinition.named;
import static ai.tickstock.analytics.indicators.Input.CLOSE;
import static ai.tickstock.analytics.indicators.Input.LOW_OVER_HIGH;

import ai.tickstock.analytics.indicators.IndicatorDefinition;
import ai.tickstock.analytics.indicators.IndicatorProvider;
import ai.tickstock.analytics.indicators.Input;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** TA-Lib's group of elementary functions. Angles are in radians. */
public final class MathTransforms implements IndicatorProvider {
  private static final String GROUP = "Math Transform";

  @Override
  public List<IndicatorDefinition> definitions() {
    return List.of(
        of("ACOS", "Arc cosine, of -1 to 1", LOW_OVER_HIGH, Math::acos),
        of("ASIN", "Arc sine, of -1 to 1", LOW_OVER_HIGH, Math::asin),
        of("ATAN", "Arc tangent", CLOSE, Math::atan),
        of("CEIL", "The next whole number upwards", CLOSE, Math::ceil),
        of("COS", "Cosine", CLOSE, Math::cos),
        of("COSH", "Hyperbolic cosine", LOW_OVER_HIGH, Math::cosh),
        of("EXP", "The exponential function", LOW_OVER_HIGH, Math::exp),
        of("FLOOR", "The next whole number downwards", CLOSE, Math::floor),
        of("LN", "Natural logarithm", CLOSE, Math::log),
        of("LOG10", "Logarithm to base 10", CLOSE, Math::log10),
        of("SIN", "Sine", CLOSE, Math::sin),
        of("SINH", "Hyperbolic sine", LOW_OVER_HIGH, Math::sinh),
        of("SQRT", "Square root", CLOSE, Math::sqrt),
        of("TAN", "Tangent", CLOSE, Math::tan),
        of("TANH", "Hyperbolic tangent", LOW_OVER_HIGH, Math::tanh));
  }

  private static IndicatorDefinition of(
      String name, String description, Input input, DoubleUnaryOperator function) {
    return named(name, GROUP, description).over(input, given -> new Transform(function));
  }
}

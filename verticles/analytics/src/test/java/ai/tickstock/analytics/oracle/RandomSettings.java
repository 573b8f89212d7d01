package ai.tickstock.analytics.oracle;

import ai.tickstock.analytics.indicators.IndicatorDefinition;
import ai.tickstock.analytics.indicators.IndicatorParameter;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.analytics.indicators.Input;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Draws settings of a function that make sense: the smallest, the usual and up to 50 bars. */
final class RandomSettings {
  private static final List<Input> INPUTS =
      List.of(Input.OPEN, Input.HIGH, Input.LOW, Input.CLOSE, Input.VOLUME, Input.TYPICAL);

  private final Random random;

  RandomSettings(Random random) {
    this.random = random;
  }

  IndicatorSpec of(IndicatorDefinition definition) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (IndicatorParameter parameter : definition.parameters()) {
      values.put(parameter.name(), value(parameter));
    }
    Double least = values.get("minPeriod");
    if (least != null) {
      values.merge("maxPeriod", least, Math::max);
    }
    return new IndicatorSpec(definition.name(), values);
  }

  private double value(IndicatorParameter parameter) {
    return switch (parameter.type()) {
      case INTEGER -> bars(parameter);
      case REAL -> real(parameter);
      case AVERAGE -> random.nextInt(parameter.choices().size());
      case INPUT -> input(parameter);
    };
  }

  private double bars(IndicatorParameter parameter) {
    return switch (random.nextInt(6)) {
      case 0 -> parameter.min();
      case 1 -> parameter.min() + 1;
      case 2 -> parameter.defaultValue();
      default -> parameter.min() + random.nextInt(50);
    };
  }

  /** Within narrow bounds anything, else up to three times what is usual. */
  private double real(IndicatorParameter parameter) {
    if (random.nextInt(4) == 0) {
      return parameter.defaultValue();
    }
    double span = parameter.max() - parameter.min();
    if (span <= 1) {
      return parameter.min() + span * random.nextDouble();
    }
    double usual = parameter.defaultValue() == 0 ? 0.01 : parameter.defaultValue();
    return usual * 3 * random.nextDouble();
  }

  /** Seldom another input than the usual one, which may be the only one a function is made for. */
  private double input(IndicatorParameter parameter) {
    boolean usual =
        random.nextInt(3) != 0
            || parameter.defaultValue() == Input.CYCLE.ordinal()
            || parameter.defaultValue() == Input.LOW_OVER_HIGH.ordinal();
    return usual ? parameter.defaultValue() : INPUTS.get(random.nextInt(INPUTS.size())).ordinal();
  }
}

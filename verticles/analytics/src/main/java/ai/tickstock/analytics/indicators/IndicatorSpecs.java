package ai.tickstock.analytics.indicators;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Reads indicators as people write them: {@code RSI, SMA(20), BBANDS(timePeriod=20, maType=EMA)}.
 */
public final class IndicatorSpecs {
  /** Stands for every indicator of the registry, with its default parameters. */
  public static final String ALL = "ALL";

  private IndicatorSpecs() {}

  /**
   * The indicators of a list, commas between, each once. Parameters stand in parentheses, by name
   * or in the registry's order.
   *
   * @throws IllegalArgumentException that says what was wrong and what is expected
   */
  public static List<IndicatorSpec> list(String text) {
    LinkedHashSet<IndicatorSpec> specs = new LinkedHashSet<>();
    for (String part : parts(text)) {
      if (part.equalsIgnoreCase(ALL)) {
        Indicators.all().forEach(each -> specs.add(IndicatorSpec.of(each.name())));
      } else {
        specs.add(one(part));
      }
    }
    return List.copyOf(specs);
  }

  /** One indicator; throws as {@link #list} does. */
  public static IndicatorSpec one(String text) {
    String spec = text.strip();
    int open = spec.indexOf('(');
    if (open < 0) {
      return IndicatorSpec.of(spec);
    }
    if (!spec.endsWith(")")) {
      throw new IllegalArgumentException(
          "indicator: expected a name such as RSI or RSI(timePeriod=14), was " + text);
    }
    IndicatorDefinition definition = Indicators.of(spec.substring(0, open).strip());
    String inside = spec.substring(open + 1, spec.length() - 1);
    return new IndicatorSpec(definition.name(), parameters(definition, inside));
  }

  private static Map<String, Double> parameters(IndicatorDefinition definition, String inside) {
    Map<String, Double> given = new LinkedHashMap<>();
    List<String> parts = inside.isBlank() ? List.of() : parts(inside);
    for (int i = 0; i < parts.size(); i++) {
      int equals = parts.get(i).indexOf('=');
      IndicatorParameter parameter =
          equals < 0
              ? inOrder(definition, i)
              : definition.parameter(parts.get(i).substring(0, equals).strip());
      String value = parts.get(i).substring(equals + 1).strip();
      if (given.put(parameter.name(), value(definition, parameter, value)) != null) {
        throw new IllegalArgumentException(
            definition.name() + ": expected " + parameter.name() + " once, was given twice");
      }
    }
    return given;
  }

  private static IndicatorParameter inOrder(IndicatorDefinition definition, int index) {
    int count = definition.parameters().size();
    if (index >= count) {
      throw new IllegalArgumentException(
          definition.name() + ": expected at most " + count + " parameters, was given more");
    }
    return definition.parameters().get(index);
  }

  /**
   * The value of a parameter as a text stands for it.
   *
   * @throws IllegalArgumentException that names indicator, parameter and what is expected
   */
  public static double value(
      IndicatorDefinition definition, IndicatorParameter parameter, String text) {
    try {
      return parameter.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(definition.name() + '.' + e.getMessage(), e);
    }
  }

  /** Splits at commas outside parentheses. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? ',' : text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && (depth <= 0 || i == text.length())) {
        parts.add(text.substring(from, i).strip());
        from = i + 1;
      }
    }
    return parts;
  }
}

package ai.tickstock.analytics.rules;

import ai.tickstock.analytics.Nearest;
import ai.tickstock.analytics.indicators.Indicator;
import ai.tickstock.analytics.indicators.IndicatorDefinition;
import ai.tickstock.analytics.indicators.IndicatorOutput;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.analytics.indicators.IndicatorSpecs;
import ai.tickstock.analytics.indicators.Indicators;
import ai.tickstock.analytics.indicators.Input;
import ai.tickstock.market.MarketCalendar;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One side of a condition: a number, a part of the bar, or an output of an indicator.
 *
 * @param number what it is, where neither of the others is
 * @param input a part of the bar, or null
 * @param spec an indicator, or null
 * @param output which of the indicator's outputs, from 0
 */
record Operand(double number, Input input, IndicatorSpec spec, int output) {
  /** Parts of a bar; what is none is left out. */
  private static final Set<Input> PRICES = EnumSet.complementOf(EnumSet.of(Input.CYCLE));

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  static Operand parse(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      throw new IllegalArgumentException(
          "expected a number, a price such as close or an indicator such as RSI(14), was nothing");
    }
    char first = stripped.charAt(0);
    if (!Character.isLetter(first)) {
      return number(stripped);
    }
    for (Input input : PRICES) {
      if (input.label().equals(stripped.toLowerCase(Locale.ROOT))) {
        return new Operand(Double.NaN, input, null, 0);
      }
    }
    return indicator(stripped);
  }

  private static Operand number(String text) {
    if (NUMBER.matcher(text).matches()) {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return new Operand(number, null, null, 0);
      }
    }
    throw new IllegalArgumentException(
        "expected a number, a price such as close or an indicator such as RSI(14), was " + text);
  }

  private static Operand indicator(String text) {
    int dot = text.indexOf('.', text.lastIndexOf(')') + 1);
    String name = dot < 0 ? text : text.substring(0, dot);
    if (name.indexOf('(') < 0) {
      checkKnown(name.strip());
    }
    IndicatorSpec spec = IndicatorSpecs.one(name);
    int output = dot < 0 ? 0 : output(spec.definition(), text.substring(dot + 1).strip());
    return new Operand(Double.NaN, null, spec, output);
  }

  /** A bare name may be meant to be a price. */
  private static void checkKnown(String name) {
    List<String> names = new ArrayList<>();
    Indicators.all().forEach(definition -> names.add(definition.name()));
    if (!names.contains(name)) {
      for (Input input : PRICES) {
        names.add(input.label());
      }
      throw new IllegalArgumentException(
          "expected a price or an indicator such as " + Nearest.to(name, names) + ", was " + name);
    }
  }

  private static int output(IndicatorDefinition definition, String name) {
    List<IndicatorOutput> outputs = definition.outputs();
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i).name().equalsIgnoreCase(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        definition.name()
            + ": expected an output of "
            + outputs.stream().map(IndicatorOutput::name).collect(Collectors.joining(", "))
            + ", was "
            + name);
  }

  int warmUpBars() {
    return spec == null ? 0 : spec.warmUpBars();
  }

  Running running(MarketCalendar calendar) {
    return new Running(this, spec == null ? null : spec.create(calendar));
  }

  /** Its value as bars come in. */
  static final class Running {
    private final Operand operand;
    private final Indicator indicator;
    private double value = Double.NaN;
    private long bars;

    private Running(Operand operand, Indicator indicator) {
      this.operand = operand;
      this.indicator = indicator;
    }

    /** Takes a bar in and gives the value as of it; NaN while there is none. */
    double add(
        long startMillis, double open, double high, double low, double close, double volume) {
      if (indicator != null) {
        indicator.add(startMillis, open, high, low, close, volume);
        value = indicator.isReady() ? indicator.output(operand.output) : Double.NaN;
      } else {
        Input input = operand.input;
        value = input == null ? operand.number : input.of(bars, open, high, low, close, volume);
      }
      bars++;
      return value;
    }
  }
}

package ai.tickstock.analytics.indicators;

import ai.tickstock.analytics.Nearest;
import java.util.List;

/**
 * One setting of an indicator. Values are numbers throughout; a choice is given by its name or by
 * its number, from 0.
 *
 * @param name the name in configuration, such as {@code timePeriod}
 * @param talibName TA-Lib's name, such as {@code TimePeriod}
 * @param metadataName the name in events' metadata, such as {@code period}
 * @param min least value allowed
 * @param max greatest value allowed
 * @param defaultValue TA-Lib's default
 * @param choices the names of what can be chosen, by number; empty where it is a number
 */
public record IndicatorParameter(
    String name,
    String talibName,
    String metadataName,
    Type type,
    double min,
    double max,
    double defaultValue,
    List<String> choices) {

  /** What values a parameter takes. */
  public enum Type {
    INTEGER,
    REAL,
    /** A kind of moving average, by its name or TA-Lib's number. */
    AVERAGE,
    /** An {@link Input}. */
    INPUT
  }

  /** A number of bars, up to 100,000. */
  public static IndicatorParameter bars(String name, String talibName, int min, int defaultValue) {
    String metadataName = name.equals("timePeriod") ? "period" : name;
    return new IndicatorParameter(
        name, talibName, metadataName, Type.INTEGER, min, 100_000, defaultValue, List.of());
  }

  /** A number within bounds. */
  public static IndicatorParameter real(
      String name, String talibName, double min, double max, double defaultValue) {
    return new IndicatorParameter(
        name, talibName, name, Type.REAL, min, max, defaultValue, List.of());
  }

  /** A multiple; TA-Lib bounds these at +-3e37. */
  public static IndicatorParameter multiple(String name, String talibName, double defaultValue) {
    return real(name, talibName, -3e37, 3e37, defaultValue);
  }

  /** A kind of moving average; by default the first. */
  public static IndicatorParameter average(String name, String talibName, List<String> kinds) {
    return new IndicatorParameter(
        name, talibName, name, Type.AVERAGE, 0, kinds.size() - 1, 0, kinds);
  }

  /** What of a bar is looked at. */
  static IndicatorParameter input(String name, Input defaultInput) {
    List<String> labels = Input.labels();
    return new IndicatorParameter(
        name, name, name, Type.INPUT, 0, labels.size() - 1, defaultInput.ordinal(), labels);
  }

  /**
   * The value a text stands for: a number, or the name of a choice, in upper or lower case.
   *
   * @throws IllegalArgumentException naming what is expected
   */
  public double parse(String text) {
    for (int i = 0; i < choices.size(); i++) {
      if (choices.get(i).equalsIgnoreCase(text.strip())) {
        return i;
      }
    }
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      String expected =
          choices.isEmpty() ? expected() : "a name such as " + Nearest.to(text, choices);
      throw new IllegalArgumentException(name + ": expected " + expected + ", was " + text, e);
    }
  }

  /** How a value reads: the name of a choice, whole numbers without decimals. */
  public String text(double value) {
    return choices.isEmpty() ? Numbers.plain(value) : choices.get((int) value);
  }

  /**
   * Throws an {@link IllegalArgumentException} that names parameter, value and what is expected.
   */
  void check(String indicator, double value) {
    boolean whole = type == Type.REAL || value == Math.rint(value);
    if (!whole || !(value >= min && value <= max)) {
      throw new IllegalArgumentException(
          indicator + "." + name + ": expected " + expected() + ", was " + Numbers.plain(value));
    }
  }

  /** What values it takes, in words. */
  public String expected() {
    String kind = type == Type.REAL ? "a number" : "a whole number";
    return kind + " from " + Numbers.plain(min) + " to " + Numbers.plain(max) + numbered();
  }

  private String numbered() {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < choices.size(); i++) {
      names.append(i == 0 ? " (" : ", ").append(i).append(' ').append(choices.get(i));
    }
    return choices.isEmpty() ? "" : names.append(')').toString();
  }
}

package ai.tickstock.analytics.indicators;

/**
 * One setting of an indicator.
 *
 * @param name the name in configuration, such as {@code timePeriod}
 * @param talibName TA-Lib's name, such as {@code TimePeriod}
 * @param metadataName the name in events' metadata, such as {@code period}
 * @param min least value allowed
 * @param max greatest value allowed
 * @param defaultValue TA-Lib's default
 */
public record IndicatorParameter(
    String name,
    String talibName,
    String metadataName,
    Type type,
    double min,
    double max,
    double defaultValue) {

  /** What values a parameter takes. */
  public enum Type {
    INTEGER,
    REAL,
    /** An {@link AverageType}, by its number. */
    AVERAGE
  }

  /** A number of bars. */
  static IndicatorParameter bars(String name, String talibName, int min, int defaultValue) {
    String metadataName = name.equals("timePeriod") ? "period" : name;
    return new IndicatorParameter(
        name, talibName, metadataName, Type.INTEGER, min, 100_000, defaultValue);
  }

  /** A multiple; TA-Lib bounds these at +-3e37. */
  static IndicatorParameter multiple(String name, String talibName, double defaultValue) {
    return new IndicatorParameter(name, talibName, name, Type.REAL, -3e37, 3e37, defaultValue);
  }

  /** A kind of moving average. */
  static IndicatorParameter average(String name, String talibName) {
    int last = AverageType.values().length - 1;
    return new IndicatorParameter(name, talibName, name, Type.AVERAGE, 0, last, 0);
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

  private String expected() {
    String kind = type == Type.REAL ? "a number" : "a whole number";
    String names = type == Type.AVERAGE ? " (" + AverageType.numbered() + ")" : "";
    return kind + " from " + Numbers.plain(min) + " to " + Numbers.plain(max) + names;
  }
}

package ai.tickstock.analytics.indicators;

import java.util.Map;

/** The values of an indicator's parameters, all of them, by name. */
public record Parameters(Map<String, Double> values) {
  /** A number. */
  public double real(String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + ": expected a value, there is none");
    }
    return value;
  }

  /** A whole number. */
  public int whole(String name) {
    return (int) real(name);
  }

  /** The whole number named {@code timePeriod}. */
  public int period() {
    return whole("timePeriod");
  }

  /** What of a bar is looked at. */
  Input input(String name) {
    return Input.of(real(name));
  }
}

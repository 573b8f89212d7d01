package ai.tickstock.analytics.indicators;

import java.util.Map;

/** The values of an indicator's parameters, all of them, by name. */
record Parameters(Map<String, Double> values) {
  double real(String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + ": expected a value, there is none");
    }
    return value;
  }

  int whole(String name) {
    return (int) real(name);
  }

  int period() {
    return whole("timePeriod");
  }

  AverageType average(String name) {
    return AverageType.of(real(name));
  }
}

package ai.tickstock.market;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The lengths a bar may have. Minutes are folded from ticks, the others from minutes. */
public enum Timeframe {
  MIN_1("1min", Duration.ofMinutes(1)),
  MIN_5("5min", Duration.ofMinutes(5)),
  MIN_15("15min", Duration.ofMinutes(15)),
  HOUR_1("1hour", Duration.ofHours(1)),
  /** One market day; its length on the clock varies with daylight saving. */
  DAY_1("1day", Duration.ofDays(1));

  private final String label;
  private final Duration length;

  Timeframe(String label, Duration length) {
    this.label = label;
    this.length = length;
  }

  /** The name used in messages, tables and configuration, such as {@code 5min}. */
  public String label() {
    return label;
  }

  /** The nominal length. */
  public Duration length() {
    return length;
  }

  /**
   * The timeframe a label names.
   *
   * @throws IllegalArgumentException naming the labels there are, if it is none of them
   */
  public static Timeframe of(String label) {
    for (Timeframe timeframe : values()) {
      if (timeframe.label.equals(label)) {
        return timeframe;
      }
    }
    throw new IllegalArgumentException(
        "timeframe: expected one of "
            + Arrays.stream(values()).map(Timeframe::label).collect(Collectors.joining(", "))
            + ", was "
            + label);
  }
}

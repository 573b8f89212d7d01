package ai.tickstock.analytics.indicators;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a function of plain values can be given of each bar. */
public enum Input {
  OPEN,
  HIGH,
  LOW,
  CLOSE,
  VOLUME,
  /** {@code (high + low) / 2}. */
  MEDIAN,
  /** {@code (high + low + close) / 3}. */
  TYPICAL,
  /** {@code (high + low + 2 close) / 4}. */
  WEIGHTED,
  /** {@code (open + high + low + close) / 4}. */
  AVERAGE,
  /** {@code low / high}: above 0 and up to 1, for functions that are defined only there. */
  LOW_OVER_HIGH,
  /** {@code 2 + bar mod 29}, bars counted from 0: a demonstration series of periods. */
  CYCLE;

  private static final int CYCLE_LENGTH = 29;

  /**
   * The value of a bar.
   *
   * @param number the bar's place in its series, from 0
   */
  public double of(long number, double open, double high, double low, double close, double volume) {
    return switch (this) {
      case OPEN -> open;
      case HIGH -> high;
      case LOW -> low;
      case CLOSE -> close;
      case VOLUME -> volume;
      case MEDIAN -> (high + low) / 2;
      case TYPICAL -> (high + low + close) / 3;
      case WEIGHTED -> (high + low + close * 2) / 4;
      case AVERAGE -> (high + low + close + open) / 4;
      case LOW_OVER_HIGH -> low / high;
      case CYCLE -> 2 + number % CYCLE_LENGTH;
    };
  }

  /** The name in configuration, such as {@code low_over_high}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All labels, by ordinal. */
  static List<String> labels() {
    return Arrays.stream(values()).map(Input::label).toList();
  }

  /** The input with a number: its ordinal. */
  static Input of(double number) {
    return values()[(int) number];
  }
}

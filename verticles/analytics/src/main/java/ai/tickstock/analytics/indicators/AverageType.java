package ai.tickstock.analytics.indicators;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Kinds of moving averages, numbered as TA-Lib's MAType (by ordinal). */
public enum AverageType {
  SMA {
    @Override
    Average create(int period) {
      return period == 1 ? new Unsmoothed() : new SimpleAverage(period);
    }

    @Override
    int warmUpBars(int period) {
      return period - 1;
    }
  },
  EMA {
    @Override
    Average create(int period) {
      return period == 1 ? new Unsmoothed() : new ExponentialAverage(period);
    }

    @Override
    int warmUpBars(int period) {
      return WarmUp.exponential(period);
    }
  };

  /** A fresh average over {@code period} values; of one value it is the value. */
  abstract Average create(int period);

  /** Values after which a warm start agrees with having run all along. */
  abstract int warmUpBars(int period);

  /** Values before the first answer. */
  int lookback(int period) {
    return period - 1;
  }

  /** The type with TA-Lib's number. */
  static AverageType of(double number) {
    return values()[(int) number];
  }

  static String numbered() {
    return Arrays.stream(values())
        .map(type -> type.ordinal() + " " + type)
        .collect(Collectors.joining(", "));
  }
}

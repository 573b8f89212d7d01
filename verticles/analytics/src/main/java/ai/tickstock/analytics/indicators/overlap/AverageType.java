package ai.tickstock.analytics.indicators.overlap;

import ai.tickstock.analytics.indicators.IndicatorParameter;
import ai.tickstock.analytics.indicators.Parameters;
import ai.tickstock.analytics.indicators.RealFunction;
import ai.tickstock.analytics.indicators.WarmUp;
import java.util.Arrays;

/** Kinds of moving averages, numbered as TA-Lib's MAType (by ordinal). */
public enum AverageType {
  SMA {
    @Override
    RealFunction averageOf(int period) {
      return new SimpleAverage(period);
    }

    @Override
    int lookbackOf(int period) {
      return period - 1;
    }

    @Override
    int warmUpOf(int period) {
      return period - 1;
    }
  },
  EMA {
    @Override
    RealFunction averageOf(int period) {
      return new ExponentialAverage(period);
    }

    @Override
    int lookbackOf(int period) {
      return period - 1;
    }

    @Override
    int warmUpOf(int period) {
      return WarmUp.exponential(period);
    }
  };

  /** A fresh average over {@code period} values, at least 2. */
  abstract RealFunction averageOf(int period);

  abstract int lookbackOf(int period);

  abstract int warmUpOf(int period);

  /**
   * A fresh average over {@code period} values; of one value it is the value, whatever the kind.
   */
  public RealFunction create(int period) {
    return period == 1 ? new Unsmoothed() : averageOf(period);
  }

  /** Values before the first answer. */
  public int lookback(int period) {
    return period == 1 ? 0 : lookbackOf(period);
  }

  /** Values after which a warm start agrees with having run all along. */
  public int warmUpBars(int period) {
    return period == 1 ? 0 : warmUpOf(period);
  }

  /** The type a parameter names. */
  public static AverageType of(Parameters given, String parameter) {
    return values()[given.whole(parameter)];
  }

  /** A parameter that names a type; SMA if not given. */
  public static IndicatorParameter parameter(String name, String talibName) {
    return IndicatorParameter.average(
        name, talibName, Arrays.stream(values()).map(AverageType::name).toList());
  }
}

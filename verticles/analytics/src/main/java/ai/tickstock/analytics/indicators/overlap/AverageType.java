package ai.tickstock.analytics.indicators.overlap;

import ai.tickstock.analytics.indicators.IndicatorParameter;
import ai.tickstock.analytics.indicators.Parameters;
import ai.tickstock.analytics.indicators.RealFunction;
import ai.tickstock.analytics.indicators.WarmUp;
import ai.tickstock.analytics.indicators.cycle.CycleIndicators;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/** Kinds of moving averages, numbered as TA-Lib's MAType (by ordinal). */
public enum AverageType {
  SMA(SimpleAverage::new, n -> n - 1, n -> n - 1),
  EMA(ExponentialAverage::new, n -> n - 1, WarmUp::exponential),
  WMA(WeightedAverage::new, n -> n - 1, n -> n - 1),
  DEMA(ChainedAverage::twice, n -> 2 * (n - 1), n -> n + chained(2, n)),
  TEMA(ChainedAverage::thrice, n -> 3 * (n - 1), n -> 2 * n + chained(3, n)),
  TRIMA(TriangularAverage::new, n -> n - 1, n -> n - 1),
  KAMA(AdaptiveAverage::new, n -> n, AdaptiveAverage::warmUpBars),
  /** Looks at no period; TA-Lib's limits. */
  MAMA(
      n -> new MesaAverage(MesaAverage.FAST_LIMIT, MesaAverage.SLOW_LIMIT),
      n -> MesaAverage.LOOKBACK,
      n -> mesa(MesaAverage.SLOW_LIMIT)),
  T3(
      n -> new TillsonAverage(n, TillsonAverage.VOLUME_FACTOR),
      n -> 6 * (n - 1),
      n -> 5 * n + chained(6, n));

  private final IntFunction<RealFunction> factory;
  private final IntUnaryOperator lookback;
  private final IntUnaryOperator warmUp;

  AverageType(
      IntFunction<RealFunction> factory, IntUnaryOperator lookback, IntUnaryOperator warmUp) {
    this.factory = factory;
    this.lookback = lookback;
    this.warmUp = warmUp;
  }

  /**
   * Exponential means in a row forget later: the weight of the start is a power of n times as much.
   */
  static int chained(int stages, int period) {
    return WarmUp.exponential(period) * (1 + stages) / 2;
  }

  /** The cycle must have settled, then the mean's own start must be forgotten at its slowest. */
  static int mesa(double slowLimit) {
    return MesaAverage.LOOKBACK + CycleIndicators.WARM_UP + WarmUp.steps(1 - slowLimit / 2);
  }

  /**
   * A fresh average over {@code period} values; of one value it is the value, whatever the kind.
   */
  public RealFunction create(int period) {
    return period == 1 ? new Unsmoothed() : factory.apply(period);
  }

  /** Values before the first answer. */
  public int lookback(int period) {
    return period == 1 ? 0 : lookback.applyAsInt(period);
  }

  /** Values after which a warm start agrees with having run all along. */
  public int warmUpBars(int period) {
    return period == 1 ? 0 : warmUp.applyAsInt(period);
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

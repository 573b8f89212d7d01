package ai.tickstock.market;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/**
 * What the splits of one symbol make of its earlier bars: as if every split had been made before
 * the first, prices before a split are divided by its ratio and volumes multiplied. Immutable.
 */
public final class SplitFactors {
  /** Of a symbol that was never split. */
  public static final SplitFactors NONE = new SplitFactors(new long[0], new double[] {1});

  /** When the market's day begins on which each split's new price is quoted first; ascending. */
  private final long[] starts;

  /** What prices are divided by before {@code starts[i]} and from the split before it on. */
  private final double[] factors;

  private SplitFactors(long[] starts, double[] factors) {
    this.starts = starts;
    this.factors = factors;
  }

  /**
   * @param ratios new shares for each old one, by the first day at the new price
   * @param calendar when that day begins
   */
  public static SplitFactors of(Map<LocalDate, Double> ratios, MarketCalendar calendar) {
    if (ratios.isEmpty()) {
      return NONE;
    }
    TreeMap<LocalDate, Double> ordered = new TreeMap<>(ratios);
    long[] starts =
        ordered.keySet().stream().mapToLong(day -> calendar.daySpan(day).startMillis()).toArray();
    double[] each = ordered.values().stream().mapToDouble(Double::doubleValue).toArray();
    double[] factors = new double[starts.length + 1];
    factors[starts.length] = 1;
    for (int i = starts.length - 1; i >= 0; i--) {
      factors[i] = factors[i + 1] * each[i];
    }
    return new SplitFactors(starts, factors);
  }

  /** What a price of a bar that began then is divided by; 1 behind the last split. */
  public double at(long startMillis) {
    return factors[made(startMillis)];
  }

  /** How many splits had been made by then. */
  private int made(long millis) {
    int found = Arrays.binarySearch(starts, millis);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** Whether a split was made behind one instant and by another. */
  public boolean between(long afterMillis, long untilMillis) {
    return made(untilMillis) > made(afterMillis);
  }

  /** A bar as if every split had been made before it. */
  public Bar adjusted(Bar bar) {
    return dividedBy(at(bar.start().toEpochMilli()), bar);
  }

  /** A bar as it is quoted at another time: adjusted for the splits between them alone. */
  public Bar asOf(Bar bar, long millis) {
    return dividedBy(at(bar.start().toEpochMilli()) / at(millis), bar);
  }

  private static Bar dividedBy(double factor, Bar bar) {
    return factor == 1 ? bar : with(price -> price / factor, bar.volume() * factor, bar);
  }

  /** A bar as it was traded, from an adjusted one. */
  public Bar raw(Bar adjusted) {
    double factor = at(adjusted.start().toEpochMilli());
    return factor == 1
        ? adjusted
        : with(price -> price * factor, adjusted.volume() / factor, adjusted);
  }

  private static Bar with(DoubleUnaryOperator price, double volume, Bar bar) {
    return new Bar(
        bar.symbol(),
        bar.timeframe(),
        bar.start(),
        price.applyAsDouble(bar.open()),
        price.applyAsDouble(bar.high()),
        price.applyAsDouble(bar.low()),
        price.applyAsDouble(bar.close()),
        volume,
        price.applyAsDouble(bar.vwap()),
        bar.trades(),
        bar.revision());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SplitFactors that
        && Arrays.equals(starts, that.starts)
        && Arrays.equals(factors, that.factors);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(starts) + Arrays.hashCode(factors);
  }
}

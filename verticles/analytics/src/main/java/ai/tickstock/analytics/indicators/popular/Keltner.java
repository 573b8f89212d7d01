package ai.tickstock.analytics.indicators.popular;

import ai.tickstock.analytics.indicators.Indicator;
import ai.tickstock.analytics.indicators.Parameters;
import ai.tickstock.analytics.indicators.RealFunction;
import ai.tickstock.analytics.indicators.overlap.AverageType;

/**
 * Keltner's channels in Raschke's form: an exponential average of closes, and multiples of the
 * average true range above and below it. (Keltner's own of 1960: simple averages over 10 days of
 * typical prices and of high less low.)
 */
final class Keltner implements Indicator {
  private final RealFunction middle;
  private final MeanRange range;
  private final double multiplier;

  Keltner(Parameters given) {
    middle = AverageType.EMA.create(given.period());
    range = new MeanRange(given.whole("atrPeriod"));
    multiplier = given.real("multiplier");
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    middle.add(close);
    range.add(high, low, close);
  }

  @Override
  public boolean isReady() {
    return middle.isReady() && range.isReady();
  }

  @Override
  public int outputCount() {
    return 3;
  }

  @Override
  public double output(int index) {
    return switch (index) {
      case 0 -> middle.value() + multiplier * range.value();
      case 1 -> middle.value();
      case 2 -> middle.value() - multiplier * range.value();
      default -> throw new IndexOutOfBoundsException("output: expected 0 to 2, was " + index);
    };
  }
}

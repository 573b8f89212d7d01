package ai.tickstock.analytics.indicators.momentum;

import ai.tickstock.analytics.indicators.Parameters;
import ai.tickstock.analytics.indicators.SingleOutput;
import ai.tickstock.analytics.indicators.Zero;
import ai.tickstock.analytics.indicators.rolling.SlidingSum;
import ai.tickstock.analytics.indicators.volatility.TrueRange;
import java.util.stream.IntStream;

/**
 * Williams' ultimate oscillator: buying pressure, the close less the true low, in percent of the
 * true range, over three periods, the shortest with four sevenths of the weight, the longest with
 * one. A period whose ranges add up to nothing is left out.
 */
final class UltimateOscillator extends SingleOutput {
  private static final double PERCENT = 100;
  private static final double[] WEIGHTS = {4, 2, 1};
  private static final double ALL = 7;

  private final SlidingSum[] pressures = new SlidingSum[WEIGHTS.length];
  private final SlidingSum[] ranges = new SlidingSum[WEIGHTS.length];
  private double previous;
  private boolean begun;

  UltimateOscillator(Parameters given) {
    int[] periods = periods(given);
    for (int i = 0; i < periods.length; i++) {
      pressures[i] = new SlidingSum(periods[i]);
      ranges[i] = new SlidingSum(periods[i]);
    }
  }

  private static int[] periods(Parameters given) {
    return IntStream.of(
            given.whole("timePeriod1"), given.whole("timePeriod2"), given.whole("timePeriod3"))
        .sorted()
        .toArray();
  }

  static int lookback(Parameters given) {
    return periods(given)[2];
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    double before = previous;
    previous = close;
    if (!begun) {
      begun = true;
      return;
    }
    double pressure = close - Math.min(low, before);
    double range = TrueRange.of(high, low, before);
    for (int i = 0; i < ranges.length; i++) {
      pressures[i].add(pressure);
      ranges[i].add(range);
    }
  }

  @Override
  public boolean isReady() {
    return ranges[2].isFull();
  }

  @Override
  public double value() {
    double sum = 0;
    for (int i = 0; i < ranges.length; i++) {
      if (!Zero.is(ranges[i].value())) {
        sum += WEIGHTS[i] * (pressures[i].value() / ranges[i].value());
      }
    }
    return PERCENT * (sum / ALL);
  }
}

package ai.tickstock.analytics.indicators.popular;

import ai.tickstock.analytics.indicators.rolling.SlidingExtreme;

/** The highest high and the lowest low of the last N bars, the newest included. */
final class Channel {
  private final SlidingExtreme highest;
  private final SlidingExtreme lowest;

  Channel(int period) {
    highest = SlidingExtreme.highest(period);
    lowest = SlidingExtreme.lowest(period);
  }

  void add(double high, double low) {
    highest.add(high);
    lowest.add(low);
  }

  double upper() {
    return highest.value();
  }

  double middle() {
    return (highest.value() + lowest.value()) / 2;
  }

  double lower() {
    return lowest.value();
  }
}

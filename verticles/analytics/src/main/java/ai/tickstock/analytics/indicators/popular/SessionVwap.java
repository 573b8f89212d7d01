package ai.tickstock.analytics.indicators.popular;

import ai.tickstock.analytics.indicators.SingleOutput;
import ai.tickstock.market.DayCursor;
import ai.tickstock.market.MarketCalendar;

/**
 * The volume-weighted average of typical prices, {@code (high + low + close) / 3}, over the
 * market's day so far: local midnight to midnight, so that trades before the open count. Until
 * something has been traded it is the newest typical price.
 */
final class SessionVwap extends SingleOutput {
  private final DayCursor day;
  private double traded;
  private double paid;
  private double value;

  SessionVwap(MarketCalendar calendar) {
    day = new DayCursor(calendar);
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    if (day.begins(startMillis)) {
      traded = 0;
      paid = 0;
    }
    double typical = (high + low + close) / 3;
    traded += volume;
    paid += typical * volume;
    value = traded > 0 ? paid / traded : typical;
  }

  @Override
  public boolean isReady() {
    return day.hasBegun();
  }

  @Override
  public double value() {
    return value;
  }
}

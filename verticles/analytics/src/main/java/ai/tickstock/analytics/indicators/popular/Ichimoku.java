package ai.tickstock.analytics.indicators.popular;

import ai.tickstock.analytics.indicators.Indicator;
import ai.tickstock.analytics.indicators.Parameters;

/**
 * Hosoda's Ichimoku Kinko Hyo. Every value is made of the bars up to and including the newest one:
 *
 * <ul>
 *   <li>tenkan: the middle of the highest high and the lowest low of the last 9 bars; drawn at the
 *       newest bar
 *   <li>kijun: that of the last 26; drawn at the newest bar
 *   <li>senkouA: the middle of tenkan and kijun; drawn 26 bars ahead
 *   <li>senkouB: the middle of the highest high and the lowest low of the last 52; drawn 26 bars
 *       ahead
 *   <li>chikou: the newest close; drawn 26 bars back
 * </ul>
 *
 * <p>26 is the period of kijun: with another one, charts draw that many bars ahead and back. The
 * cloud that a chart shows under the newest bar are the senkou values of 26 bars ago, and the
 * chikou it shows there will be the close of 26 bars later.
 */
final class Ichimoku implements Indicator {
  private final Channel tenkan;
  private final Channel kijun;
  private final Channel senkou;
  private double close;
  private int missing;

  Ichimoku(Parameters given) {
    tenkan = new Channel(given.whole("tenkanPeriod"));
    kijun = new Channel(given.whole("kijunPeriod"));
    senkou = new Channel(given.whole("senkouPeriod"));
    missing = longest(given);
  }

  static int longest(Parameters given) {
    int lines = Math.max(given.whole("tenkanPeriod"), given.whole("kijunPeriod"));
    return Math.max(lines, given.whole("senkouPeriod"));
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double last, double volume) {
    tenkan.add(high, low);
    kijun.add(high, low);
    senkou.add(high, low);
    close = last;
    missing = Math.max(0, missing - 1);
  }

  @Override
  public boolean isReady() {
    return missing == 0;
  }

  @Override
  public int outputCount() {
    return 5;
  }

  @Override
  public double output(int index) {
    return switch (index) {
      case 0 -> tenkan.middle();
      case 1 -> kijun.middle();
      case 2 -> (tenkan.middle() + kijun.middle()) / 2;
      case 3 -> senkou.middle();
      case 4 -> close;
      default -> throw new IndexOutOfBoundsException("output: expected 0 to 4, was " + index);
    };
  }
}

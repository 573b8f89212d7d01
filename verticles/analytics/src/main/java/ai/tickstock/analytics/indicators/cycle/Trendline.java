package ai.tickstock.analytics.indicators.cycle;

/** HT_TRENDLINE: prices without the dominant cycle. */
public final class Trendline extends CycleFunction {
  /** Bars before the first answer. */
  public static final int LOOKBACK = LONG_LOOKBACK;

  private final TrendAverage trend = new TrendAverage();

  /** One that has seen nothing. */
  public Trendline() {
    super(LONG_LOOKBACK);
  }

  @Override
  void price(double price) {
    trend.keep(price);
  }

  @Override
  void turned() {
    trend.follow(cycle);
  }

  @Override
  public double value() {
    return trend.value();
  }
}

package ai.tickstock.analytics.patterns;

/**
 * The last candles of a series, as a rule looks at them. {@code lag} counts candles back from the
 * newest, which is 0; {@value CandleSeries#BARS} are kept.
 *
 * <p>A {@linkplain CandleRule#mirrored mirrored} rule sees all prices negated, and highs as lows:
 * it need not know that it is mirrored. Do not keep it: it is only valid while a rule is asked.
 */
public final class CandleWindow {
  private final CandleSeries series;
  private int lookback;
  private boolean mirrored;

  CandleWindow(CandleSeries series) {
    this.series = series;
  }

  /** As a rule sees it. */
  void lookAs(int lookbackOfFunction, boolean upsideDown) {
    lookback = lookbackOfFunction;
    mirrored = upsideDown;
  }

  /** How many bars have come; of less lags the candles are there. */
  public int count() {
    return series.count();
  }

  /** The open. */
  public double open(int lag) {
    return mirrored ? -series.open(lag) : series.open(lag);
  }

  /** The high. */
  public double high(int lag) {
    return mirrored ? -series.low(lag) : series.high(lag);
  }

  /** The low. */
  public double low(int lag) {
    return mirrored ? -series.high(lag) : series.low(lag);
  }

  /** The close. */
  public double close(int lag) {
    return mirrored ? -series.close(lag) : series.close(lag);
  }

  /** The volume. */
  public double volume(int lag) {
    return series.volume(lag);
  }

  /** High less low. */
  public double range(int lag) {
    return series.high(lag) - series.low(lag);
  }

  /** The body's length. */
  public double body(int lag) {
    return Math.abs(series.close(lag) - series.open(lag));
  }

  /** The upper of open and close. */
  public double top(int lag) {
    return Math.max(open(lag), close(lag));
  }

  /** The lower of open and close. */
  public double bottom(int lag) {
    return Math.min(open(lag), close(lag));
  }

  /** High less the body's top. */
  public double upperShadow(int lag) {
    return high(lag) - top(lag);
  }

  /** The body's bottom less low. */
  public double lowerShadow(int lag) {
    return bottom(lag) - low(lag);
  }

  /**
   * What a setting asks of a candle: its factor times the average over the candles before that one
   * (over those there are where they are fewer), or times the candle's own body. The rule must have
   * said that it {@linkplain CandleRule#reads reads} it.
   *
   * @param lag at most {@value CandleSeries#DEPTH} - 1
   */
  public double threshold(CandleSetting setting, int lag) {
    if (setting.mean == null) {
      return setting.of(body(lag));
    }
    int place = series.means.place(setting.mean, lookback, lag);
    return setting.of(series.averages[series.averagesOf(lag) + place]);
  }

  /** A distance that counts as near, {@link CandleSetting#NEAR}. */
  public double near(int lag) {
    return threshold(CandleSetting.NEAR, lag);
  }

  /** A distance that counts as far, {@link CandleSetting#FAR}. */
  public double far(int lag) {
    return threshold(CandleSetting.FAR, lag);
  }

  /** A distance that counts as none, {@link CandleSetting#EQUAL}. */
  public double equal(int lag) {
    return threshold(CandleSetting.EQUAL, lag);
  }

  /** Whether the candle has a trait that no average decides, prices as they are. */
  boolean has(CandleTrait trait, int lag) {
    return (series.facts(lag) >>> trait.bit & 1) == (trait.set ? 1 : 0);
  }
}

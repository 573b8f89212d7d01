package ai.tickstock.analytics.patterns;

import java.util.function.Function;

/**
 * A candlestick function of TA-Lib.
 *
 * @param bars how many candles it spans
 * @param lookback bars before TA-Lib answers
 * @param rule makes the rule, given the sums it may share with others
 */
record CandleFunction(
    String talibName, int bars, int lookback, Function<CandleTotals, CandleRule> rule) {
  static final CandleFunction DOJI = new CandleFunction("CDLDOJI", 1, Doji.LOOKBACK, Doji::new);
  static final CandleFunction HAMMER =
      new CandleFunction("CDLHAMMER", 1, Hammer.LOOKBACK, Hammer::new);
  static final CandleFunction SHOOTING_STAR =
      new CandleFunction("CDLSHOOTINGSTAR", 1, ShootingStar.LOOKBACK, ShootingStar::new);
  static final CandleFunction ENGULFING =
      new CandleFunction("CDLENGULFING", 2, Engulfing.LOOKBACK, totals -> new Engulfing());
  static final CandleFunction HARAMI =
      new CandleFunction("CDLHARAMI", 2, Harami.LOOKBACK, Harami::new);
  static final CandleFunction MORNING_STAR =
      new CandleFunction(
          "CDLMORNINGSTAR", 3, Star.LOOKBACK, totals -> Star.morning(totals, Star.PENETRATION));
  static final CandleFunction EVENING_STAR =
      new CandleFunction(
          "CDLEVENINGSTAR", 3, Star.LOOKBACK, totals -> Star.evening(totals, Star.PENETRATION));
}

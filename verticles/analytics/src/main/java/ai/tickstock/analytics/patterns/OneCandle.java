package ai.tickstock.analytics.patterns;

import static ai.tickstock.analytics.patterns.CandleFunction.both;
import static ai.tickstock.analytics.patterns.CandleFunction.of;
import static ai.tickstock.analytics.patterns.CandleRule.first;
import static ai.tickstock.analytics.patterns.CandleSetting.NEAR;
import static ai.tickstock.analytics.patterns.CandleTrait.BODY_GAP_DOWN;
import static ai.tickstock.analytics.patterns.CandleTrait.BODY_GAP_UP;
import static ai.tickstock.analytics.patterns.CandleTrait.DOJI;
import static ai.tickstock.analytics.patterns.CandleTrait.LONG_BODY;
import static ai.tickstock.analytics.patterns.CandleTrait.LONG_LOWER_SHADOW;
import static ai.tickstock.analytics.patterns.CandleTrait.LONG_UPPER_SHADOW;
import static ai.tickstock.analytics.patterns.CandleTrait.NO_LOWER_SHADOW;
import static ai.tickstock.analytics.patterns.CandleTrait.NO_UPPER_SHADOW;
import static ai.tickstock.analytics.patterns.CandleTrait.SHORT_BODY;
import static ai.tickstock.analytics.patterns.CandleTrait.SHORT_LOWER_SHADOW;
import static ai.tickstock.analytics.patterns.CandleTrait.SHORT_UPPER_SHADOW;
import static ai.tickstock.analytics.patterns.CandleTrait.SOME_LOWER_SHADOW;
import static ai.tickstock.analytics.patterns.CandleTrait.SOME_UPPER_SHADOW;
import static ai.tickstock.analytics.patterns.CandleTrait.VERY_LONG_LOWER_SHADOW;
import static ai.tickstock.analytics.patterns.CandleTrait.VERY_LONG_UPPER_SHADOW;
import static ai.tickstock.analytics.patterns.CandleTrait.WHITE;

/**
 * TA-Lib's functions of one candle. Conditions on the candle before it are left out where there is
 * none.
 */
final class OneCandle {
  static final CandleFunction PLAIN_DOJI = of("CDLDOJI", 10, first(DOJI));

  static final CandleFunction LONG_LEGGED_DOJI =
      of(
          "CDLLONGLEGGEDDOJI",
          10,
          first(DOJI)
              .where(candle -> longerShadow(candle) > candle.body(0))
              .clarity(candle -> Score.above(longerShadow(candle), candle.body(0))));

  static final CandleFunction RICKSHAW_MAN =
      of(
          "CDLRICKSHAWMAN",
          10,
          first(DOJI, LONG_UPPER_SHADOW, LONG_LOWER_SHADOW)
              .reads(NEAR, 0)
              .where(candle -> candle.bottom(0) <= middle(candle) + candle.near(0))
              .where(candle -> candle.top(0) >= middle(candle) - candle.near(0)));

  static final CandleFunction DRAGONFLY_DOJI =
      of("CDLDRAGONFLYDOJI", 10, first(DOJI, NO_UPPER_SHADOW, SOME_LOWER_SHADOW));

  static final CandleFunction GRAVESTONE_DOJI =
      of("CDLGRAVESTONEDOJI", 10, first(DOJI, SOME_UPPER_SHADOW, NO_LOWER_SHADOW));

  static final CandleFunction TAKURI =
      of("CDLTAKURI", 10, first(DOJI, NO_UPPER_SHADOW, VERY_LONG_LOWER_SHADOW));

  static final CandleFunction HAMMER =
      of(
          "CDLHAMMER",
          11,
          first(SHORT_BODY, NO_UPPER_SHADOW, LONG_LOWER_SHADOW)
              .reads(NEAR, 1)
              .where(candle -> isFirst(candle) || underLow(candle) >= 0)
              .clarity(
                  candle ->
                      isFirst(candle)
                          ? Double.NaN
                          : Score.distance(underLow(candle), candle.range(0))));

  static final CandleFunction HANGING_MAN =
      of(
          "CDLHANGINGMAN",
          11,
          first(SHORT_BODY, NO_UPPER_SHADOW, LONG_LOWER_SHADOW)
              .reads(NEAR, 1)
              .where(candle -> isFirst(candle) || overHigh(candle) >= 0)
              .clarity(
                  candle ->
                      isFirst(candle)
                          ? Double.NaN
                          : Score.distance(overHigh(candle), candle.range(0)))
              .bearish());

  static final CandleFunction INVERTED_HAMMER =
      of(
          "CDLINVERTEDHAMMER",
          11,
          first(SHORT_BODY, LONG_UPPER_SHADOW, NO_LOWER_SHADOW, BODY_GAP_DOWN));

  static final CandleFunction SHOOTING_STAR =
      of(
          "CDLSHOOTINGSTAR",
          11,
          first(SHORT_BODY, LONG_UPPER_SHADOW, NO_LOWER_SHADOW, BODY_GAP_UP).bearish());

  static final CandleFunction SPINNING_TOP =
      both("CDLSPINNINGTOP", 10, first(WHITE, SHORT_BODY, LONG_UPPER_SHADOW, LONG_LOWER_SHADOW));

  static final CandleFunction HIGH_WAVE =
      both(
          "CDLHIGHWAVE",
          10,
          first(WHITE, SHORT_BODY, VERY_LONG_UPPER_SHADOW, VERY_LONG_LOWER_SHADOW));

  static final CandleFunction MARUBOZU =
      both("CDLMARUBOZU", 10, first(WHITE, LONG_BODY, NO_UPPER_SHADOW, NO_LOWER_SHADOW));

  static final CandleFunction CLOSING_MARUBOZU =
      both("CDLCLOSINGMARUBOZU", 10, first(WHITE, LONG_BODY, NO_UPPER_SHADOW));

  static final CandleFunction BELT_HOLD =
      both("CDLBELTHOLD", 10, first(WHITE, LONG_BODY, NO_LOWER_SHADOW));

  static final CandleFunction LONG_LINE =
      both("CDLLONGLINE", 10, first(WHITE, LONG_BODY, SHORT_UPPER_SHADOW, SHORT_LOWER_SHADOW));

  static final CandleFunction SHORT_LINE =
      both("CDLSHORTLINE", 10, first(WHITE, SHORT_BODY, SHORT_UPPER_SHADOW, SHORT_LOWER_SHADOW));

  private OneCandle() {}

  private static boolean isFirst(CandleWindow candle) {
    return candle.count() == 1;
  }

  private static double longerShadow(CandleWindow candle) {
    return Math.max(candle.lowerShadow(0), candle.upperShadow(0));
  }

  private static double middle(CandleWindow candle) {
    return candle.low(0) + candle.range(0) / 2;
  }

  /** How far the body's bottom lies below what is near the low before. */
  private static double underLow(CandleWindow candles) {
    return candles.low(1) + candles.near(1) - candles.bottom(0);
  }

  /** How far the body's bottom lies above what is near the high before. */
  private static double overHigh(CandleWindow candles) {
    return candles.bottom(0) - (candles.high(1) - candles.near(1));
  }
}

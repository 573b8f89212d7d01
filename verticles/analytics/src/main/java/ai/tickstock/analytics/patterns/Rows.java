package ai.tickstock.analytics.patterns;

import static ai.tickstock.analytics.patterns.CandleFunction.of;
import static ai.tickstock.analytics.patterns.CandleRule.first;
import static ai.tickstock.analytics.patterns.CandleSetting.EQUAL;
import static ai.tickstock.analytics.patterns.CandleSetting.FAR;
import static ai.tickstock.analytics.patterns.CandleSetting.NEAR;
import static ai.tickstock.analytics.patterns.CandleSetting.SHADOW_SHORT;
import static ai.tickstock.analytics.patterns.CandleTrait.BLACK;
import static ai.tickstock.analytics.patterns.CandleTrait.HIGHER_CLOSE;
import static ai.tickstock.analytics.patterns.CandleTrait.HIGHER_LOW;
import static ai.tickstock.analytics.patterns.CandleTrait.HIGHER_OPEN;
import static ai.tickstock.analytics.patterns.CandleTrait.LONG_BODY;
import static ai.tickstock.analytics.patterns.CandleTrait.LONG_LOWER_SHADOW;
import static ai.tickstock.analytics.patterns.CandleTrait.LOWER_CLOSE;
import static ai.tickstock.analytics.patterns.CandleTrait.LOWER_HIGH;
import static ai.tickstock.analytics.patterns.CandleTrait.LOWER_OPEN;
import static ai.tickstock.analytics.patterns.CandleTrait.NO_LOWER_SHADOW;
import static ai.tickstock.analytics.patterns.CandleTrait.NO_UPPER_SHADOW;
import static ai.tickstock.analytics.patterns.CandleTrait.OPENS_ABOVE_CLOSE;
import static ai.tickstock.analytics.patterns.CandleTrait.SHORT_BODY;
import static ai.tickstock.analytics.patterns.CandleTrait.SHORT_UPPER_SHADOW;
import static ai.tickstock.analytics.patterns.CandleTrait.SOME_LOWER_SHADOW;
import static ai.tickstock.analytics.patterns.CandleTrait.WHITE;
import static ai.tickstock.analytics.patterns.TwoCandles.isNear;
import static ai.tickstock.analytics.patterns.TwoCandles.match;

/** TA-Lib's functions of three candles of one colour in a row. */
final class Rows {
  static final CandleFunction THREE_WHITE_SOLDIERS =
      of(
          "CDL3WHITESOLDIERS",
          12,
          opensNear(
                  first(WHITE, NO_UPPER_SHADOW)
                      .then(WHITE, NO_UPPER_SHADOW, HIGHER_CLOSE, HIGHER_OPEN)
                      .then(WHITE, NO_UPPER_SHADOW, HIGHER_CLOSE, HIGHER_OPEN, LONG_BODY))
              .reads(FAR, 2, 1)
              .where(candles -> candles.body(1) > candles.body(2) - candles.far(2))
              .where(candles -> candles.body(0) > candles.body(1) - candles.far(1)));

  /** A rise of three white candles that loses its strength. */
  static final CandleFunction ADVANCE_BLOCK =
      of(
          "CDLADVANCEBLOCK",
          12,
          opensNear(
                  first(WHITE, LONG_BODY, SHORT_UPPER_SHADOW)
                      .then(WHITE, HIGHER_CLOSE, HIGHER_OPEN)
                      .then(WHITE, HIGHER_CLOSE, HIGHER_OPEN))
              .reads(FAR, 2, 1)
              .reads(SHADOW_SHORT, 1, 0)
              .where(Rows::weakens)
              .clarity(candles -> Score.below(candles.body(0), candles.body(2)))
              .bearish());

  static final CandleFunction STALLED_PATTERN =
      of(
          "CDLSTALLEDPATTERN",
          12,
          first(WHITE, LONG_BODY)
              .then(WHITE, LONG_BODY, NO_UPPER_SHADOW, HIGHER_CLOSE, HIGHER_OPEN)
              .then(WHITE, SHORT_BODY, HIGHER_CLOSE)
              .reads(NEAR, 2, 1)
              .where(candles -> candles.open(1) <= candles.close(2) + candles.near(2))
              .where(
                  candles ->
                      candles.open(0) >= candles.close(1) - candles.body(0) - candles.near(1))
              .bearish());

  static final CandleFunction IDENTICAL_THREE_CROWS =
      of(
          "CDLIDENTICAL3CROWS",
          12,
          first(BLACK, NO_LOWER_SHADOW)
              .then(BLACK, NO_LOWER_SHADOW, LOWER_CLOSE)
              .then(BLACK, NO_LOWER_SHADOW, LOWER_CLOSE)
              .reads(EQUAL, 2, 1)
              .where(candles -> isNear(candles.open(1), candles.close(2), candles.equal(2)))
              .where(candles -> isNear(candles.open(0), candles.close(1), candles.equal(1)))
              .clarity(candles -> match(candles.open(1), candles.close(2), candles.equal(2)))
              .clarity(candles -> match(candles.open(0), candles.close(1), candles.equal(1)))
              .bearish());

  /** The white candle before the crows belongs to it. */
  static final CandleFunction THREE_BLACK_CROWS =
      of(
          "CDL3BLACKCROWS",
          13,
          first(WHITE)
              .then(BLACK, NO_LOWER_SHADOW)
              .then(BLACK, NO_LOWER_SHADOW, LOWER_OPEN, OPENS_ABOVE_CLOSE, LOWER_CLOSE)
              .then(BLACK, NO_LOWER_SHADOW, LOWER_OPEN, OPENS_ABOVE_CLOSE, LOWER_CLOSE)
              .where(candles -> candles.high(3) > candles.close(2))
              .clarity(candles -> Score.above(candles.body(0), candles.range(0) / 2))
              .clarity(candles -> Score.above(candles.body(1), candles.range(1) / 2))
              .clarity(candles -> Score.above(candles.body(2), candles.range(2) / 2))
              .bearish());

  static final CandleFunction THREE_STARS_IN_THE_SOUTH =
      of(
          "CDL3STARSINSOUTH",
          12,
          first(BLACK, LONG_BODY, LONG_LOWER_SHADOW)
              .then(BLACK, OPENS_ABOVE_CLOSE, SOME_LOWER_SHADOW)
              .then(BLACK, SHORT_BODY, NO_UPPER_SHADOW, NO_LOWER_SHADOW, HIGHER_LOW, LOWER_HIGH)
              .where(candles -> candles.body(1) < candles.body(2))
              .where(candles -> candles.open(1) <= candles.high(2))
              .where(candles -> candles.low(1) < candles.close(2))
              .where(candles -> candles.low(1) >= candles.low(2))
              .clarity(candles -> Score.below(candles.body(1), candles.body(2))));

  private Rows() {}

  /** Each opens within the body before or near its close. */
  private static CandleRule opensNear(CandleRule rule) {
    return rule.reads(NEAR, 2, 1)
        .where(candles -> candles.open(1) <= candles.close(2) + candles.near(2))
        .where(candles -> candles.open(0) <= candles.close(1) + candles.near(1));
  }

  private static boolean weakens(CandleWindow candles) {
    double third = candles.body(0);
    double second = candles.body(1);
    double first = candles.body(2);
    return second < first - candles.far(2) && third < second + candles.near(1)
        || third < second - candles.far(1)
        || third < second
            && second < first
            && (isUpperShadowNotShort(candles, 0) || isUpperShadowNotShort(candles, 1))
        || third < second && candles.upperShadow(0) > third;
  }

  private static boolean isUpperShadowNotShort(CandleWindow candles, int lag) {
    return candles.upperShadow(lag) > candles.threshold(SHADOW_SHORT, lag);
  }
}

package ai.tickstock.analytics.patterns;

import static ai.tickstock.analytics.patterns.CandleFunction.both;
import static ai.tickstock.analytics.patterns.CandleFunction.of;
import static ai.tickstock.analytics.patterns.CandleRule.first;
import static ai.tickstock.analytics.patterns.CandleSetting.EQUAL;
import static ai.tickstock.analytics.patterns.CandleSetting.NEAR;
import static ai.tickstock.analytics.patterns.CandleTrait.BLACK;
import static ai.tickstock.analytics.patterns.CandleTrait.BODY_GAP_DOWN;
import static ai.tickstock.analytics.patterns.CandleTrait.BODY_GAP_UP;
import static ai.tickstock.analytics.patterns.CandleTrait.BODY_NOT_ABOVE;
import static ai.tickstock.analytics.patterns.CandleTrait.BODY_NOT_BELOW;
import static ai.tickstock.analytics.patterns.CandleTrait.CLOSES_ABOVE_OPEN;
import static ai.tickstock.analytics.patterns.CandleTrait.CLOSES_BELOW_OPEN;
import static ai.tickstock.analytics.patterns.CandleTrait.HIGHER_CLOSE;
import static ai.tickstock.analytics.patterns.CandleTrait.HIGHER_OPEN;
import static ai.tickstock.analytics.patterns.CandleTrait.LONG_BODY;
import static ai.tickstock.analytics.patterns.CandleTrait.LOWER_CLOSE;
import static ai.tickstock.analytics.patterns.CandleTrait.LOWER_LOW;
import static ai.tickstock.analytics.patterns.CandleTrait.LOWER_OPEN;
import static ai.tickstock.analytics.patterns.CandleTrait.OPENS_ABOVE_CLOSE;
import static ai.tickstock.analytics.patterns.CandleTrait.OPENS_BELOW_CLOSE;
import static ai.tickstock.analytics.patterns.CandleTrait.SHORT_BODY;
import static ai.tickstock.analytics.patterns.CandleTrait.SMALL_BODY;
import static ai.tickstock.analytics.patterns.CandleTrait.WHITE;
import static ai.tickstock.analytics.patterns.TwoCandles.isNear;
import static ai.tickstock.analytics.patterns.TwoCandles.match;

/**
 * TA-Lib's functions of three candles that are neither stars nor rows. Where a rule has a mirror
 * image, the bullish one is written.
 */
final class ThreeCandles {
  static final CandleFunction THREE_INSIDE =
      both(
          "CDL3INSIDE",
          12,
          first(BLACK, LONG_BODY)
              .then(SMALL_BODY, BODY_NOT_ABOVE, BODY_NOT_BELOW)
              .then(WHITE)
              .where(candles -> candles.top(1) < candles.top(2))
              .where(candles -> candles.bottom(1) > candles.bottom(2))
              .where(candles -> candles.close(0) > candles.open(2))
              .clarity(
                  candles -> Score.distance(candles.close(0) - candles.open(2), candles.body(2))));

  static final CandleFunction THREE_OUTSIDE =
      both(
          "CDL3OUTSIDE",
          3,
          first(BLACK)
              .then(WHITE, CLOSES_ABOVE_OPEN, OPENS_BELOW_CLOSE)
              .then(HIGHER_CLOSE)
              .clarity(candles -> Score.above(candles.body(1), candles.body(2)))
              .clarity(
                  candles -> Score.distance(candles.close(0) - candles.close(1), candles.body(1))));

  static final CandleFunction TWO_CROWS =
      of(
          "CDL2CROWS",
          12,
          first(WHITE, LONG_BODY)
              .then(BLACK, BODY_GAP_UP)
              .then(BLACK, LOWER_OPEN, OPENS_ABOVE_CLOSE)
              .where(candles -> candles.close(0) > candles.open(2))
              .where(candles -> candles.close(0) < candles.close(2))
              .clarity(
                  candles -> Score.distance(candles.close(2) - candles.close(0), candles.body(2)))
              .bearish());

  static final CandleFunction UPSIDE_GAP_TWO_CROWS =
      of(
          "CDLUPSIDEGAP2CROWS",
          12,
          first(WHITE, LONG_BODY)
              .then(BLACK, SMALL_BODY, BODY_GAP_UP)
              .then(BLACK, HIGHER_OPEN, LOWER_CLOSE)
              .where(candles -> candles.close(0) > candles.close(2))
              .clarity(candles -> Score.above(candles.body(0), candles.body(1)))
              .bearish());

  static final CandleFunction UNIQUE_THREE_RIVER =
      of(
          "CDLUNIQUE3RIVER",
          12,
          first(BLACK, LONG_BODY)
              .then(BLACK, HIGHER_CLOSE, LOWER_LOW)
              .then(WHITE, SHORT_BODY)
              .where(candles -> candles.open(1) <= candles.open(2))
              .where(candles -> candles.open(0) > candles.low(1))
              .clarity(candles -> Score.above(candles.lowerShadow(1), candles.body(1))));

  static final CandleFunction STICK_SANDWICH =
      of(
          "CDLSTICKSANDWICH",
          7,
          first(BLACK)
              .then(WHITE)
              .then(BLACK)
              .reads(EQUAL, 2)
              .where(candles -> candles.low(1) > candles.close(2))
              .where(candles -> isNear(candles.close(0), candles.close(2), candles.equal(2)))
              .clarity(candles -> match(candles.close(0), candles.close(2), candles.equal(2))));

  static final CandleFunction TASUKI_GAP =
      both(
          "CDLTASUKIGAP",
          7,
          first()
              .then(WHITE, BODY_GAP_UP)
              .then(BLACK, OPENS_BELOW_CLOSE, HIGHER_OPEN, CLOSES_BELOW_OPEN)
              .reads(NEAR, 1)
              .where(candles -> candles.close(0) > candles.top(2))
              .where(candles -> unlike(candles) < candles.near(1))
              .clarity(candles -> Score.below(unlike(candles), candles.near(1))));

  static final CandleFunction GAP_THREE_METHODS =
      both(
          "CDLXSIDEGAP3METHODS",
          2,
          first(WHITE)
              .then(WHITE, BODY_GAP_UP)
              .then(BLACK, OPENS_BELOW_CLOSE, HIGHER_OPEN)
              .where(candles -> candles.close(0) < candles.top(2))
              .where(candles -> candles.close(0) > candles.bottom(2)));

  /** Two white candles side by side after a gap: up in a rise, or down in a decline. */
  static final CandleFunction SIDE_BY_SIDE_WHITE_LINES =
      of(
          "CDLGAPSIDESIDEWHITE",
          7,
          sideBySide(BODY_GAP_UP).where(candles -> candles.bottom(0) > candles.top(2)),
          sideBySide(BODY_GAP_DOWN).where(candles -> candles.top(0) < candles.bottom(2)).bearish());

  private ThreeCandles() {}

  private static CandleRule sideBySide(CandleTrait gap) {
    return first()
        .then(WHITE, gap)
        .then(WHITE)
        .reads(NEAR, 1)
        .reads(EQUAL, 1)
        .where(candles -> isNear(candles.body(0), candles.body(1), candles.near(1)))
        .where(candles -> isNear(candles.open(0), candles.open(1), candles.equal(1)))
        .clarity(candles -> Score.below(unlike(candles), candles.near(1)))
        .clarity(candles -> match(candles.open(0), candles.open(1), candles.equal(1)));
  }

  /** By how much the last two bodies differ. */
  private static double unlike(CandleWindow candles) {
    return Math.abs(candles.body(1) - candles.body(0));
  }
}

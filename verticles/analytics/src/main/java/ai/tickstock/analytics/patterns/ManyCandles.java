package ai.tickstock.analytics.patterns;

import static ai.tickstock.analytics.patterns.CandleFunction.both;
import static ai.tickstock.analytics.patterns.CandleFunction.of;
import static ai.tickstock.analytics.patterns.CandleFunction.penetrating;
import static ai.tickstock.analytics.patterns.CandleRule.first;
import static ai.tickstock.analytics.patterns.CandleSetting.NEAR;
import static ai.tickstock.analytics.patterns.CandleTrait.BLACK;
import static ai.tickstock.analytics.patterns.CandleTrait.BODY_GAP_DOWN;
import static ai.tickstock.analytics.patterns.CandleTrait.BODY_GAP_UP;
import static ai.tickstock.analytics.patterns.CandleTrait.HIGHER_CLOSE;
import static ai.tickstock.analytics.patterns.CandleTrait.HIGHER_HIGH;
import static ai.tickstock.analytics.patterns.CandleTrait.HIGHER_OPEN;
import static ai.tickstock.analytics.patterns.CandleTrait.LONG_BODY;
import static ai.tickstock.analytics.patterns.CandleTrait.LOWER_CLOSE;
import static ai.tickstock.analytics.patterns.CandleTrait.LOWER_HIGH;
import static ai.tickstock.analytics.patterns.CandleTrait.LOWER_LOW;
import static ai.tickstock.analytics.patterns.CandleTrait.LOWER_OPEN;
import static ai.tickstock.analytics.patterns.CandleTrait.NO_LOWER_SHADOW;
import static ai.tickstock.analytics.patterns.CandleTrait.NO_UPPER_SHADOW;
import static ai.tickstock.analytics.patterns.CandleTrait.OPENS_ABOVE_CLOSE;
import static ai.tickstock.analytics.patterns.CandleTrait.SHORT_BODY;
import static ai.tickstock.analytics.patterns.CandleTrait.SOME_UPPER_SHADOW;
import static ai.tickstock.analytics.patterns.CandleTrait.WHITE;

import java.util.List;

/**
 * TA-Lib's functions of four and five candles. Where a rule has a mirror image, the bullish one is
 * written.
 */
final class ManyCandles {
  static final CandleFunction THREE_LINE_STRIKE =
      both(
          "CDL3LINESTRIKE",
          8,
          first(WHITE)
              .then(WHITE, HIGHER_CLOSE)
              .then(WHITE, HIGHER_CLOSE)
              .then(BLACK, OPENS_ABOVE_CLOSE)
              .reads(NEAR, 3, 2)
              .where(candles -> candles.close(0) < candles.open(3))
              .where(candles -> opensWithinOrNear(candles, 2))
              .where(candles -> opensWithinOrNear(candles, 1))
              .clarity(
                  candles -> Score.distance(candles.open(3) - candles.close(0), candles.range(0))));

  static final CandleFunction CONCEALING_BABY_SWALLOW =
      of(
          "CDLCONCEALBABYSWALL",
          13,
          first(BLACK, NO_UPPER_SHADOW, NO_LOWER_SHADOW)
              .then(BLACK, NO_UPPER_SHADOW, NO_LOWER_SHADOW)
              .then(BLACK, BODY_GAP_DOWN, SOME_UPPER_SHADOW)
              .then(BLACK, HIGHER_HIGH, LOWER_LOW)
              .where(candles -> candles.high(1) > candles.close(2)));

  static final CandleFunction BREAKAWAY =
      both(
          "CDLBREAKAWAY",
          14,
          first(BLACK, LONG_BODY)
              .then(BLACK, BODY_GAP_DOWN)
              .then(LOWER_HIGH, LOWER_LOW)
              .then(BLACK, LOWER_HIGH, LOWER_LOW)
              .then(WHITE)
              .where(candles -> candles.close(0) > candles.open(3))
              .where(candles -> candles.close(0) < candles.close(4))
              .clarity(candles -> Score.above(candles.body(0), candles.body(1))));

  static final CandleFunction LADDER_BOTTOM =
      of(
          "CDLLADDERBOTTOM",
          14,
          first(BLACK)
              .then(BLACK, LOWER_OPEN, LOWER_CLOSE)
              .then(BLACK, LOWER_OPEN, LOWER_CLOSE)
              .then(BLACK, SOME_UPPER_SHADOW)
              .then(WHITE, HIGHER_OPEN)
              .where(candles -> candles.close(0) > candles.high(1))
              .clarity(
                  candles -> Score.distance(candles.close(0) - candles.high(1), candles.range(1))));

  static final CandleFunction MAT_HOLD =
      penetrating("CDLMATHOLD", 14, 0.5, penetration -> List.of(matHold(penetration)));

  static final CandleFunction RISING_FALLING_THREE_METHODS =
      both(
          "CDLRISEFALL3METHODS",
          14,
          first(WHITE, LONG_BODY)
              .then(BLACK, SHORT_BODY)
              .then(BLACK, SHORT_BODY, LOWER_CLOSE)
              .then(BLACK, SHORT_BODY, LOWER_CLOSE)
              .then(WHITE, LONG_BODY, OPENS_ABOVE_CLOSE)
              .where(candles -> liesInFirst(candles, 3))
              .where(candles -> liesInFirst(candles, 2))
              .where(candles -> liesInFirst(candles, 1))
              .where(candles -> candles.close(0) > candles.close(4))
              .clarity(
                  candles -> Score.distance(candles.close(0) - candles.close(4), candles.body(4))));

  private ManyCandles() {}

  private static boolean opensWithinOrNear(CandleWindow candles, int lag) {
    double near = candles.near(lag + 1);
    return candles.open(lag) >= candles.bottom(lag + 1) - near
        && candles.open(lag) <= candles.top(lag + 1) + near;
  }

  private static boolean liesInFirst(CandleWindow candles, int lag) {
    return candles.bottom(lag) < candles.high(4) && candles.top(lag) > candles.low(4);
  }

  private static CandleRule matHold(double penetration) {
    return first(WHITE, LONG_BODY)
        .then(BLACK, SHORT_BODY, BODY_GAP_UP)
        .then(SHORT_BODY)
        .then(SHORT_BODY)
        .then(WHITE, OPENS_ABOVE_CLOSE)
        .where(candles -> candles.bottom(2) < candles.close(4))
        .where(candles -> candles.bottom(1) < candles.close(4))
        .where(candles -> candles.bottom(2) > candles.close(4) - candles.body(4) * penetration)
        .where(candles -> candles.bottom(1) > candles.close(4) - candles.body(4) * penetration)
        .where(candles -> candles.top(2) < candles.open(3))
        .where(candles -> candles.top(1) < candles.top(2))
        .where(candles -> candles.close(0) > highest(candles))
        .clarity(candles -> Score.distance(candles.close(0) - highest(candles), candles.body(4)));
  }

  /** Of the three candles in the middle. */
  private static double highest(CandleWindow candles) {
    return Math.max(Math.max(candles.high(3), candles.high(2)), candles.high(1));
  }
}

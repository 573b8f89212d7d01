package ai.tickstock.analytics.patterns;

import static ai.tickstock.analytics.patterns.CandleFunction.both;
import static ai.tickstock.analytics.patterns.CandleFunction.of;
import static ai.tickstock.analytics.patterns.CandleFunction.penetrating;
import static ai.tickstock.analytics.patterns.CandleRule.first;
import static ai.tickstock.analytics.patterns.CandleSetting.EQUAL;
import static ai.tickstock.analytics.patterns.CandleTrait.BLACK;
import static ai.tickstock.analytics.patterns.CandleTrait.BODY_GAP_UP;
import static ai.tickstock.analytics.patterns.CandleTrait.BODY_NOT_ABOVE;
import static ai.tickstock.analytics.patterns.CandleTrait.BODY_NOT_BELOW;
import static ai.tickstock.analytics.patterns.CandleTrait.CLOSES_ABOVE_OPEN;
import static ai.tickstock.analytics.patterns.CandleTrait.CLOSES_BELOW_OPEN;
import static ai.tickstock.analytics.patterns.CandleTrait.CLOSES_NOT_BELOW_OPEN;
import static ai.tickstock.analytics.patterns.CandleTrait.DOJI;
import static ai.tickstock.analytics.patterns.CandleTrait.GAP_UP;
import static ai.tickstock.analytics.patterns.CandleTrait.HIGHER_CLOSE;
import static ai.tickstock.analytics.patterns.CandleTrait.LONG_BODY;
import static ai.tickstock.analytics.patterns.CandleTrait.LOWER_OPEN;
import static ai.tickstock.analytics.patterns.CandleTrait.NO_LOWER_SHADOW;
import static ai.tickstock.analytics.patterns.CandleTrait.NO_UPPER_SHADOW;
import static ai.tickstock.analytics.patterns.CandleTrait.OPENS_ABOVE_HIGH;
import static ai.tickstock.analytics.patterns.CandleTrait.OPENS_BELOW_LOW;
import static ai.tickstock.analytics.patterns.CandleTrait.OPENS_NOT_ABOVE_CLOSE;
import static ai.tickstock.analytics.patterns.CandleTrait.SMALL_BODY;
import static ai.tickstock.analytics.patterns.CandleTrait.WHITE;

import java.util.List;

/**
 * TA-Lib's functions of two candles. Where a rule has a mirror image, the bullish one is written.
 */
final class TwoCandles {
  /** The penetration of the functions that fix it. */
  private static final double HALF = 0.5;

  /** One end of the bodies may match; TA-Lib tells it by 80. */
  static final CandleFunction ENGULFING =
      both(
          "CDLENGULFING",
          2,
          first(BLACK)
              .then(WHITE, CLOSES_NOT_BELOW_OPEN, OPENS_NOT_ABOVE_CLOSE)
              .graded(candles -> grade(above(candles), below(candles)))
              .clarity(candles -> Score.above(candles.body(0), candles.body(1)))
              .clarity(candles -> reach(candles)));

  static final CandleFunction HARAMI =
      within("CDLHARAMI", first(BLACK, LONG_BODY).then(SMALL_BODY, BODY_NOT_ABOVE, BODY_NOT_BELOW));

  static final CandleFunction HARAMI_CROSS =
      within("CDLHARAMICROSS", first(BLACK, LONG_BODY).then(DOJI, BODY_NOT_ABOVE, BODY_NOT_BELOW));

  static final CandleFunction DOJI_STAR =
      both("CDLDOJISTAR", 11, first(WHITE, LONG_BODY).then(DOJI, BODY_GAP_UP).bearish());

  static final CandleFunction PIERCING =
      of(
          "CDLPIERCING",
          11,
          first(BLACK, LONG_BODY)
              .then(WHITE, LONG_BODY, OPENS_BELOW_LOW, CLOSES_BELOW_OPEN)
              .where(candles -> candles.close(0) > candles.close(1) + candles.body(1) * HALF)
              .clarity(
                  candles ->
                      Score.distance(
                          candles.close(0) - candles.close(1) - candles.body(1) * HALF,
                          candles.body(1) * HALF)));

  static final CandleFunction DARK_CLOUD_COVER =
      penetrating(
          "CDLDARKCLOUDCOVER", 11, HALF, penetration -> List.of(darkCloudCover(penetration)));

  static final CandleFunction COUNTERATTACK =
      both(
          "CDLCOUNTERATTACK",
          11,
          first(BLACK, LONG_BODY)
              .then(WHITE, LONG_BODY)
              .reads(EQUAL, 1)
              .where(candles -> isNear(candles.close(0), candles.close(1), candles.equal(1)))
              .clarity(candles -> match(candles.close(0), candles.close(1), candles.equal(1))));

  static final CandleFunction SEPARATING_LINES =
      both(
          "CDLSEPARATINGLINES",
          11,
          first(BLACK)
              .then(WHITE, LONG_BODY, NO_LOWER_SHADOW)
              .reads(EQUAL, 1)
              .where(candles -> isNear(candles.open(0), candles.open(1), candles.equal(1)))
              .clarity(candles -> match(candles.open(0), candles.open(1), candles.equal(1))));

  static final CandleFunction KICKING = both("CDLKICKING", 11, kicking());

  /** The longer of the two candles says which way. */
  static final CandleFunction KICKING_BY_LENGTH =
      both(
          "CDLKICKINGBYLENGTH",
          11,
          kicking().graded(candles -> candles.body(0) > candles.body(1) ? 100 : -100));

  static final CandleFunction HOMING_PIGEON =
      of(
          "CDLHOMINGPIGEON",
          11,
          first(BLACK, LONG_BODY).then(BLACK, SMALL_BODY, LOWER_OPEN, HIGHER_CLOSE));

  static final CandleFunction MATCHING_LOW =
      of(
          "CDLMATCHINGLOW",
          6,
          first(BLACK)
              .then(BLACK)
              .reads(EQUAL, 1)
              .where(candles -> isNear(candles.close(0), candles.close(1), candles.equal(1)))
              .clarity(candles -> match(candles.close(0), candles.close(1), candles.equal(1))));

  static final CandleFunction ON_NECK =
      of(
          "CDLONNECK",
          11,
          first(BLACK, LONG_BODY)
              .then(WHITE, OPENS_BELOW_LOW)
              .reads(EQUAL, 1)
              .where(candles -> isNear(candles.close(0), candles.low(1), candles.equal(1)))
              .clarity(candles -> match(candles.close(0), candles.low(1), candles.equal(1)))
              .bearish());

  static final CandleFunction IN_NECK =
      of(
          "CDLINNECK",
          11,
          first(BLACK, LONG_BODY)
              .then(WHITE, OPENS_BELOW_LOW)
              .reads(EQUAL, 1)
              .where(candles -> candles.close(0) >= candles.close(1))
              .where(candles -> candles.close(0) <= candles.close(1) + candles.equal(1))
              .clarity(candles -> match(candles.close(0), candles.close(1), candles.equal(1)))
              .bearish());

  static final CandleFunction THRUSTING =
      of(
          "CDLTHRUSTING",
          11,
          first(BLACK, LONG_BODY)
              .then(WHITE, OPENS_BELOW_LOW)
              .reads(EQUAL, 1)
              .where(candles -> candles.close(0) > candles.close(1) + candles.equal(1))
              .where(candles -> candles.close(0) <= candles.close(1) + candles.body(1) * HALF)
              .clarity(
                  candles ->
                      Score.below(candles.close(0) - candles.close(1), candles.body(1) * HALF))
              .bearish());

  private TwoCandles() {}

  private static CandleFunction within(String talibName, CandleRule longThenSmall) {
    return both(
        talibName,
        11,
        longThenSmall
            .graded(candles -> above(candles) < 0 && below(candles) < 0 ? 100 : 80)
            .clarity(candles -> within(candles)));
  }

  private static CandleRule darkCloudCover(double penetration) {
    return first(WHITE, LONG_BODY)
        .then(BLACK, OPENS_ABOVE_HIGH, CLOSES_ABOVE_OPEN)
        .where(candles -> candles.close(0) < candles.close(1) - candles.body(1) * penetration)
        .clarity(
            candles ->
                Score.distance(
                    candles.close(1) - candles.body(1) * penetration - candles.close(0),
                    candles.body(1) * (1 - penetration)))
        .bearish();
  }

  private static CandleRule kicking() {
    return first(BLACK, LONG_BODY, NO_UPPER_SHADOW, NO_LOWER_SHADOW)
        .then(WHITE, LONG_BODY, NO_UPPER_SHADOW, NO_LOWER_SHADOW, GAP_UP);
  }

  /** How far the newest body reaches above the one before. */
  private static double above(CandleWindow candles) {
    return candles.top(0) - candles.top(1);
  }

  /** How far the newest body reaches below the one before. */
  private static double below(CandleWindow candles) {
    return candles.bottom(1) - candles.bottom(0);
  }

  /** 100 where a body reaches over another at both ends, 80 at one, 0 where the two are equal. */
  private static int grade(double above, double below) {
    if (above == 0 && below == 0) {
      return 0;
    }
    return above > 0 && below > 0 ? 100 : 80;
  }

  private static double reach(CandleWindow candles) {
    return Score.distance(Math.min(above(candles), below(candles)), candles.body(1));
  }

  private static double within(CandleWindow candles) {
    return Score.distance(Math.min(-above(candles), -below(candles)), candles.body(0));
  }

  static boolean isNear(double price, double other, double near) {
    return price <= other + near && price >= other - near;
  }

  /** 1 where prices that may differ by {@code near} are equal. */
  static double match(double price, double other, double near) {
    return Score.below(Math.abs(price - other), near);
  }
}

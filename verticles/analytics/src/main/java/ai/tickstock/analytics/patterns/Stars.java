package ai.tickstock.analytics.patterns;

import static ai.tickstock.analytics.patterns.CandleFunction.both;
import static ai.tickstock.analytics.patterns.CandleFunction.penetrating;
import static ai.tickstock.analytics.patterns.CandleRule.first;
import static ai.tickstock.analytics.patterns.CandleSetting.BODY_DOJI;
import static ai.tickstock.analytics.patterns.CandleTrait.BLACK;
import static ai.tickstock.analytics.patterns.CandleTrait.BODY_GAP_DOWN;
import static ai.tickstock.analytics.patterns.CandleTrait.DOJI;
import static ai.tickstock.analytics.patterns.CandleTrait.GAP_DOWN;
import static ai.tickstock.analytics.patterns.CandleTrait.GAP_UP;
import static ai.tickstock.analytics.patterns.CandleTrait.LONG_BODY;
import static ai.tickstock.analytics.patterns.CandleTrait.SMALL_BODY;
import static ai.tickstock.analytics.patterns.CandleTrait.WHITE;

import java.util.List;

/**
 * TA-Lib's functions of a small body that gaps away from a long one, and a third candle that takes
 * much of the first body back. Written as they turn up at the bottom.
 */
final class Stars {
  /** TA-Lib's default: how much of the first body the last close must take back. */
  private static final double PENETRATION = 0.3;

  static final CandleFunction MORNING_STAR =
      penetrating("CDLMORNINGSTAR", 12, PENETRATION, back -> List.of(star(SMALL_BODY, back)));

  static final CandleFunction EVENING_STAR =
      penetrating(
          "CDLEVENINGSTAR", 12, PENETRATION, back -> List.of(star(SMALL_BODY, back).mirrored()));

  static final CandleFunction MORNING_DOJI_STAR =
      penetrating("CDLMORNINGDOJISTAR", 12, PENETRATION, back -> List.of(star(DOJI, back)));

  static final CandleFunction EVENING_DOJI_STAR =
      penetrating(
          "CDLEVENINGDOJISTAR", 12, PENETRATION, back -> List.of(star(DOJI, back).mirrored()));

  static final CandleFunction ABANDONED_BABY =
      penetrating(
          "CDLABANDONEDBABY",
          12,
          PENETRATION,
          back -> List.of(abandonedBaby(back), abandonedBaby(back).mirrored()));

  /** Three dojis; all are measured against the candles before the first. */
  static final CandleFunction TRISTAR =
      both(
          "CDLTRISTAR",
          12,
          first(DOJI)
              .then(BODY_GAP_DOWN)
              .then()
              .reads(BODY_DOJI, 2)
              .where(candles -> candles.body(1) <= candles.threshold(BODY_DOJI, 2))
              .where(candles -> candles.body(0) <= candles.threshold(BODY_DOJI, 2))
              .where(candles -> candles.bottom(0) > candles.bottom(1))
              .clarity(candles -> Score.below(candles.body(1), candles.threshold(BODY_DOJI, 2)))
              .clarity(candles -> Score.below(candles.body(0), candles.threshold(BODY_DOJI, 2))));

  private Stars() {}

  private static CandleRule star(CandleTrait star, double back) {
    return takenBack(
        first(BLACK, LONG_BODY).then(star, BODY_GAP_DOWN).then(WHITE, LONG_BODY), back);
  }

  private static CandleRule abandonedBaby(double back) {
    return takenBack(
        first(BLACK, LONG_BODY).then(DOJI, GAP_DOWN).then(WHITE, LONG_BODY, GAP_UP), back);
  }

  /** The last close lies beyond a part of the first body. */
  private static CandleRule takenBack(CandleRule rule, double part) {
    return rule.where(candles -> candles.close(0) > candles.close(2) + candles.body(2) * part)
        .clarity(
            candles ->
                Score.distance(
                    candles.close(0) - (candles.close(2) + candles.body(2) * part),
                    candles.body(2) * (1 - part)));
  }
}

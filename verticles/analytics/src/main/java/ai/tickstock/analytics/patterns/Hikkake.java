package ai.tickstock.analytics.patterns;

import static ai.tickstock.analytics.patterns.CandleRule.first;
import static ai.tickstock.analytics.patterns.CandleTrait.CLOSES_NEAR_HIGH;
import static ai.tickstock.analytics.patterns.CandleTrait.CLOSES_NEAR_LOW;
import static ai.tickstock.analytics.patterns.CandleTrait.HIGHER_HIGH;
import static ai.tickstock.analytics.patterns.CandleTrait.HIGHER_LOW;
import static ai.tickstock.analytics.patterns.CandleTrait.LOWER_HIGH;
import static ai.tickstock.analytics.patterns.CandleTrait.LOWER_LOW;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * TA-Lib's CDLHIKKAKE and CDLHIKKAKEMOD: an inside bar, then one that breaks out of it, the wrong
 * way. Within three bars after that a close beyond the inside bar on the other side confirms (200).
 * A new pattern takes the place of one that waits, and each is confirmed once.
 */
final class Hikkake {
  private static final int WAITS = 3;

  static final CandleFunction HIKKAKE =
      CandleFunction.of(
          "CDLHIKKAKE",
          5,
          all(
              first().then(LOWER_HIGH, HIGHER_LOW).then(LOWER_HIGH, LOWER_LOW),
              Hikkake::isHikkake));

  /** Two inside bars, one within the other; before them a close near the low. */
  static final CandleFunction MODIFIED_HIKKAKE =
      CandleFunction.of(
          "CDLHIKKAKEMOD",
          10,
          all(
              first()
                  .then(LOWER_HIGH, HIGHER_LOW, CLOSES_NEAR_LOW)
                  .then(LOWER_HIGH, HIGHER_LOW)
                  .then(LOWER_HIGH, LOWER_LOW),
              Hikkake::isModified));

  /** Whether a pattern, of either direction, ended so many bars ago. */
  private interface Seen {
    boolean in(CandleWindow candles, int lag);
  }

  private Hikkake() {}

  /** The bullish pattern, the same confirmed after one, two, three bars; then all mirrored. */
  private static CandleRule[] all(CandleRule bullish, Seen pattern) {
    List<CandleRule> rules = new ArrayList<>();
    rules.add(
        bullish.clarity(
            candles -> Score.distance(candles.low(1) - candles.low(0), candles.range(1))));
    CandleRule later = bullish;
    for (int after = 1; after <= WAITS; after++) {
      later = later.then();
      rules.add(confirmed(later, after, pattern));
    }
    return Stream.concat(rules.stream(), rules.stream().map(CandleRule::mirrored))
        .toArray(CandleRule[]::new);
  }

  private static CandleRule confirmed(CandleRule rule, int after, Seen pattern) {
    int inside = after + 1;
    return rule.where(candles -> candles.close(0) > candles.high(inside))
        .where(candles -> isStillWaiting(candles, after, pattern))
        .graded(candles -> 200)
        .clarity(
            candles ->
                Score.distance(candles.close(0) - candles.high(inside), candles.range(inside)));
  }

  /** That no later bar was a pattern itself or confirmed this one. */
  private static boolean isStillWaiting(CandleWindow candles, int after, Seen pattern) {
    for (int lag = after - 1; lag >= 0; lag--) {
      boolean confirmedBefore = lag > 0 && candles.close(lag) > candles.high(after + 1);
      if (confirmedBefore || pattern.in(candles, lag)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHikkake(CandleWindow candles, int lag) {
    return isInside(candles, lag + 1) && (breaksDown(candles, lag) || breaksUp(candles, lag));
  }

  private static boolean isModified(CandleWindow candles, int lag) {
    return isInside(candles, lag + 2)
        && isInside(candles, lag + 1)
        && (breaksDown(candles, lag) && candles.has(CLOSES_NEAR_LOW, lag + 2)
            || breaksUp(candles, lag) && candles.has(CLOSES_NEAR_HIGH, lag + 2));
  }

  private static boolean isInside(CandleWindow candles, int lag) {
    return candles.has(LOWER_HIGH, lag) && candles.has(HIGHER_LOW, lag);
  }

  private static boolean breaksDown(CandleWindow candles, int lag) {
    return candles.has(LOWER_HIGH, lag) && candles.has(LOWER_LOW, lag);
  }

  private static boolean breaksUp(CandleWindow candles, int lag) {
    return candles.has(HIGHER_HIGH, lag) && candles.has(HIGHER_LOW, lag);
  }
}

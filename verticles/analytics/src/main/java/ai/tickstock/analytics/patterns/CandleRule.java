package ai.tickstock.analytics.patterns;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/**
 * What candles must look like to make a pattern. It reads like its definition: the traits of each
 * candle, oldest first, then what must hold between them.
 *
 * <pre>{@code
 * CandleRule.first(WHITE, LONG_BODY)
 *     .then(BLACK, OPENS_ABOVE_HIGH)
 *     .where(candles -> candles.close(0) < candles.close(1) - 0.5 * candles.body(1))
 *     .bearish()
 * }</pre>
 *
 * <p>A detector checks the traits of all its rules at once, and asks {@link #where} only where they
 * are met: put into traits what traits can say. Immutable; each method gives a new rule.
 */
public final class CandleRule {
  /** An average that is read, of the candle so many back. */
  record Reading(CandleSetting setting, int lag) {}

  /** The traits of each candle, oldest first, as the rule was written. */
  private final List<Set<CandleTrait>> candles;

  private final List<Predicate<CandleWindow>> conditions;
  private final List<ToDoubleFunction<CandleWindow>> scores;
  private final List<Reading> readings;
  private final ToIntFunction<CandleWindow> size;
  private final int sign;
  private final boolean mirrored;

  private CandleRule(
      List<Set<CandleTrait>> candles,
      List<Predicate<CandleWindow>> conditions,
      List<ToDoubleFunction<CandleWindow>> scores,
      List<Reading> readings,
      ToIntFunction<CandleWindow> size,
      int sign,
      boolean mirrored) {
    this.candles = candles;
    this.conditions = conditions;
    this.scores = scores;
    this.readings = readings;
    this.size = size;
    this.sign = sign;
    this.mirrored = mirrored;
  }

  /** A rule of one candle, bullish until said otherwise. */
  public static CandleRule first(CandleTrait... traits) {
    return new CandleRule(List.of(), List.of(), List.of(), List.of(), candles -> 100, 1, false)
        .then(traits);
  }

  /** And then another candle. At most {@value CandleSeries#DEPTH} make a pattern. */
  public CandleRule then(CandleTrait... traits) {
    if (candles.size() == CandleSeries.DEPTH) {
      throw new IllegalArgumentException("expected at most " + CandleSeries.DEPTH + " candles");
    }
    Set<CandleTrait> set = EnumSet.noneOf(CandleTrait.class);
    set.addAll(List.of(traits));
    return new CandleRule(with(candles, set), conditions, scores, readings, size, sign, mirrored);
  }

  /** What else must hold. All conditions are asked in order, until one does not hold. */
  public CandleRule where(Predicate<CandleWindow> condition) {
    return new CandleRule(
        candles, with(conditions, condition), scores, readings, size, sign, mirrored);
  }

  /**
   * That it asks for a setting's {@linkplain CandleWindow#threshold threshold} of candles so many
   * back. What its traits need goes without saying.
   */
  public CandleRule reads(CandleSetting setting, int... lags) {
    List<Reading> all = new ArrayList<>(readings);
    for (int lag : lags) {
      all.add(new Reading(setting, lag));
    }
    return new CandleRule(candles, conditions, scores, List.copyOf(all), size, sign, mirrored);
  }

  /**
   * How clearly a condition holds, 0 (only just) to 1, or NaN where it does not apply. What body,
   * shadows and gaps among the traits add to the strength goes without saying.
   */
  public CandleRule clarity(ToDoubleFunction<CandleWindow> score) {
    return new CandleRule(candles, conditions, with(scores, score), readings, size, sign, mirrored);
  }

  /** How much it says, in TA-Lib's numbers, where that is not always 100; 0 for nothing. */
  public CandleRule graded(ToIntFunction<CandleWindow> grade) {
    return new CandleRule(candles, conditions, scores, readings, grade, sign, mirrored);
  }

  /** It answers below 0. */
  public CandleRule bearish() {
    return new CandleRule(candles, conditions, scores, readings, size, -1, mirrored);
  }

  /** The same with prices upside down, so that black is white, highs are lows, up is down. */
  public CandleRule mirrored() {
    return new CandleRule(candles, conditions, scores, readings, size, -sign, !mirrored);
  }

  private static <T> List<T> with(List<T> list, T added) {
    List<T> longer = new ArrayList<>(list);
    longer.add(added);
    return List.copyOf(longer);
  }

  /** How many candles it spans. */
  public int bars() {
    return candles.size();
  }

  /** Whether it answers below 0. */
  boolean isBearish() {
    return sign < 0;
  }

  boolean isMirrored() {
    return mirrored;
  }

  /** The traits of a candle, as it must be. */
  List<CandleTrait> traits(int lag) {
    return candles.get(bars() - 1 - lag).stream()
        .map(trait -> mirrored ? trait.mirrored() : trait)
        .toList();
  }

  /** The traits of a candle, as the rule was written. */
  Set<CandleTrait> written(int lag) {
    return candles.get(bars() - 1 - lag);
  }

  List<Reading> readings() {
    return readings;
  }

  /** Conditions and scores in arrays, for the detector. */
  @SuppressWarnings("unchecked")
  Predicate<CandleWindow>[] conditions() {
    return conditions.toArray(Predicate[]::new);
  }

  @SuppressWarnings("unchecked")
  ToDoubleFunction<CandleWindow>[] scores() {
    return scores.toArray(ToDoubleFunction[]::new);
  }

  /** The answer where traits and conditions are met. */
  int answer(CandleWindow window) {
    return sign * size.applyAsInt(window);
  }
}

package ai.tickstock.analytics.patterns;

import static ai.tickstock.analytics.patterns.CandleSetting.BODY_DOJI;
import static ai.tickstock.analytics.patterns.CandleSetting.BODY_LONG;
import static ai.tickstock.analytics.patterns.CandleSetting.SHADOW_SHORT;
import static ai.tickstock.analytics.patterns.CandleSetting.SHADOW_VERY_SHORT;

import java.util.EnumMap;
import java.util.Map;

/**
 * What a candle may be, alone or beside the one before it. Each is found out once per candle and
 * kept as a bit (see {@link CandleFacts}), so that rules that ask for traits cost next to nothing.
 *
 * <p>Long, short and very short are measured against the candles before (see {@link
 * CandleSetting}); a candle that closes where it opened is white, as in TA-Lib. Before the first
 * candle there is none to compare with: there every comparison with the one before counts as met.
 */
public enum CandleTrait {
  /** Closes no lower than it opened. */
  WHITE(CandleFacts.WHITE),
  /** Closes lower than it opened. */
  BLACK(CandleFacts.WHITE, false, null),

  /** A body longer than the average. */
  LONG_BODY(CandleFacts.LONG_BODY, true, BODY_LONG),
  /** A body shorter than the average. */
  SHORT_BODY(CandleFacts.SHORT_BODY, true, BODY_LONG),
  /** A body not longer than the average. */
  SMALL_BODY(CandleFacts.LONG_BODY, false, BODY_LONG),
  /** A body of at most a tenth of the average range. */
  DOJI(CandleFacts.DOJI, true, BODY_DOJI),

  /** An upper shadow shorter than a tenth of the average range. */
  NO_UPPER_SHADOW(CandleFacts.NO_UPPER, true, SHADOW_VERY_SHORT),
  /** A lower shadow shorter than a tenth of the average range. */
  NO_LOWER_SHADOW(CandleFacts.NO_LOWER, true, SHADOW_VERY_SHORT),
  /** An upper shadow longer than a tenth of the average range. */
  SOME_UPPER_SHADOW(CandleFacts.SOME_UPPER, true, SHADOW_VERY_SHORT),
  /** A lower shadow longer than a tenth of the average range. */
  SOME_LOWER_SHADOW(CandleFacts.SOME_LOWER, true, SHADOW_VERY_SHORT),
  /** An upper shadow shorter than the average shadow. */
  SHORT_UPPER_SHADOW(CandleFacts.SHORT_UPPER, true, SHADOW_SHORT),
  /** A lower shadow shorter than the average shadow. */
  SHORT_LOWER_SHADOW(CandleFacts.SHORT_LOWER, true, SHADOW_SHORT),
  /** An upper shadow longer than the body. */
  LONG_UPPER_SHADOW(CandleFacts.LONG_UPPER),
  /** A lower shadow longer than the body. */
  LONG_LOWER_SHADOW(CandleFacts.LONG_LOWER),
  /** An upper shadow longer than twice the body. */
  VERY_LONG_UPPER_SHADOW(CandleFacts.VERY_LONG_UPPER),
  /** A lower shadow longer than twice the body. */
  VERY_LONG_LOWER_SHADOW(CandleFacts.VERY_LONG_LOWER),

  /** The whole body lies above the body before. */
  BODY_GAP_UP(CandleFacts.BODY_GAP_UP),
  /** The whole body lies below the body before. */
  BODY_GAP_DOWN(CandleFacts.BODY_GAP_DOWN),
  /** The whole candle lies above the one before. */
  GAP_UP(CandleFacts.GAP_UP),
  /** The whole candle lies below the one before. */
  GAP_DOWN(CandleFacts.GAP_DOWN),
  HIGHER_HIGH(CandleFacts.HIGHER_HIGH),
  LOWER_HIGH(CandleFacts.LOWER_HIGH),
  HIGHER_LOW(CandleFacts.HIGHER_LOW),
  LOWER_LOW(CandleFacts.LOWER_LOW),
  HIGHER_OPEN(CandleFacts.HIGHER_OPEN),
  LOWER_OPEN(CandleFacts.LOWER_OPEN),
  HIGHER_CLOSE(CandleFacts.HIGHER_CLOSE),
  LOWER_CLOSE(CandleFacts.LOWER_CLOSE),
  /** Opens above the close before. */
  OPENS_ABOVE_CLOSE(CandleFacts.OPENS_ABOVE_CLOSE),
  /** Opens below the close before. */
  OPENS_BELOW_CLOSE(CandleFacts.OPENS_BELOW_CLOSE),
  /** Opens at the close before or below. */
  OPENS_UP_TO_CLOSE(CandleFacts.OPENS_ABOVE_CLOSE, false, null),
  /** Opens at the close before or above. */
  OPENS_DOWN_TO_CLOSE(CandleFacts.OPENS_BELOW_CLOSE, false, null),
  /** Opens above the high before. */
  OPENS_ABOVE_HIGH(CandleFacts.OPENS_ABOVE_HIGH),
  /** Opens below the low before. */
  OPENS_BELOW_LOW(CandleFacts.OPENS_BELOW_LOW),
  /** Closes above the open before. */
  CLOSES_ABOVE_OPEN(CandleFacts.CLOSES_ABOVE_OPEN),
  /** Closes below the open before. */
  CLOSES_BELOW_OPEN(CandleFacts.CLOSES_BELOW_OPEN),
  /** Closes at the open before or above. */
  CLOSES_DOWN_TO_OPEN(CandleFacts.CLOSES_BELOW_OPEN, false, null),
  /** Closes at the open before or below. */
  CLOSES_UP_TO_OPEN(CandleFacts.CLOSES_ABOVE_OPEN, false, null),
  /** Closes near its own low, or at it. */
  CLOSES_NEAR_LOW(CandleFacts.NEAR_LOW, true, CandleSetting.NEAR),
  /** Closes near its own high, or at it. */
  CLOSES_NEAR_HIGH(CandleFacts.NEAR_HIGH, true, CandleSetting.NEAR);

  private static final Map<CandleTrait, CandleTrait> MIRRORED = new EnumMap<>(CandleTrait.class);

  static {
    mirror(WHITE, BLACK);
    mirror(NO_UPPER_SHADOW, NO_LOWER_SHADOW);
    mirror(SOME_UPPER_SHADOW, SOME_LOWER_SHADOW);
    mirror(SHORT_UPPER_SHADOW, SHORT_LOWER_SHADOW);
    mirror(LONG_UPPER_SHADOW, LONG_LOWER_SHADOW);
    mirror(VERY_LONG_UPPER_SHADOW, VERY_LONG_LOWER_SHADOW);
    mirror(BODY_GAP_UP, BODY_GAP_DOWN);
    mirror(GAP_UP, GAP_DOWN);
    mirror(HIGHER_HIGH, LOWER_LOW);
    mirror(LOWER_HIGH, HIGHER_LOW);
    mirror(HIGHER_OPEN, LOWER_OPEN);
    mirror(HIGHER_CLOSE, LOWER_CLOSE);
    mirror(OPENS_ABOVE_CLOSE, OPENS_BELOW_CLOSE);
    mirror(OPENS_UP_TO_CLOSE, OPENS_DOWN_TO_CLOSE);
    mirror(OPENS_ABOVE_HIGH, OPENS_BELOW_LOW);
    mirror(CLOSES_ABOVE_OPEN, CLOSES_BELOW_OPEN);
    mirror(CLOSES_DOWN_TO_OPEN, CLOSES_UP_TO_OPEN);
    mirror(CLOSES_NEAR_LOW, CLOSES_NEAR_HIGH);
  }

  /** The bit; with a setting, that of the first of its totals. */
  final int bit;

  /** Whether the bit must be set, or must not. */
  final boolean set;

  /** Whose average it needs; null if none. */
  final CandleSetting setting;

  CandleTrait(int bit) {
    this(bit, true, null);
  }

  CandleTrait(int bit, boolean set, CandleSetting setting) {
    this.bit = bit;
    this.set = set;
    this.setting = setting;
  }

  private static void mirror(CandleTrait one, CandleTrait other) {
    MIRRORED.put(one, other);
    MIRRORED.put(other, one);
  }

  /** The same with prices upside down. */
  CandleTrait mirrored() {
    return MIRRORED.getOrDefault(this, this);
  }

  /** Whether it compares with the candle before. */
  boolean comesBesideAnother() {
    return bit >= CandleFacts.FIRST_BESIDE && bit < CandleFacts.NEAR_LOW;
  }

  /** Whether it always reads the total that starts first. */
  boolean isOfFirstTotal() {
    return setting == CandleSetting.NEAR;
  }

  /**
   * Whether {@link #score} says how clearly it holds. Colours and orders only say which way, not
   * how far.
   */
  boolean isMeasured() {
    return ordinal() >= LONG_BODY.ordinal() && ordinal() <= GAP_DOWN.ordinal();
  }

  /** How clearly a candle that has it has it, 0 to 1. */
  double score(CandleWindow window, int lag) {
    return switch (this) {
      case LONG_BODY -> Score.above(window.body(lag), window.threshold(setting, lag));
      case SHORT_BODY, SMALL_BODY -> Score.below(window.body(lag), window.threshold(setting, lag));
      case DOJI -> doji(window, lag);
      case NO_UPPER_SHADOW, SHORT_UPPER_SHADOW ->
          Score.below(window.upperShadow(lag), window.threshold(setting, lag));
      case NO_LOWER_SHADOW, SHORT_LOWER_SHADOW ->
          Score.below(window.lowerShadow(lag), window.threshold(setting, lag));
      case SOME_UPPER_SHADOW ->
          Score.above(window.upperShadow(lag), window.threshold(setting, lag));
      case SOME_LOWER_SHADOW ->
          Score.above(window.lowerShadow(lag), window.threshold(setting, lag));
      case LONG_UPPER_SHADOW -> Score.above(window.upperShadow(lag), window.body(lag));
      case LONG_LOWER_SHADOW -> Score.above(window.lowerShadow(lag), window.body(lag));
      case VERY_LONG_UPPER_SHADOW -> Score.above(window.upperShadow(lag), 2 * window.body(lag));
      case VERY_LONG_LOWER_SHADOW -> Score.above(window.lowerShadow(lag), 2 * window.body(lag));
      case BODY_GAP_UP -> gap(window, lag, window.bottom(lag) - window.top(lag + 1));
      case BODY_GAP_DOWN -> gap(window, lag, window.bottom(lag + 1) - window.top(lag));
      case GAP_UP -> gap(window, lag, window.low(lag) - window.high(lag + 1));
      case GAP_DOWN -> gap(window, lag, window.low(lag + 1) - window.high(lag));
      default -> 0;
    };
  }

  /** A candle of less than the usual range says so much less; a flat one nothing. */
  private static double doji(CandleWindow window, int lag) {
    double limit = window.threshold(BODY_DOJI, lag);
    double usualRange = limit / BODY_DOJI.factor;
    double shareOfUsual = usualRange > 0 ? Math.min(1, window.range(lag) / usualRange) : 0;
    return Score.below(window.body(lag), limit) * shareOfUsual;
  }

  private static double gap(CandleWindow window, int lag, double gap) {
    return Score.distance(gap, window.threshold(BODY_LONG, lag));
  }
}

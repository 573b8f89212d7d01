package ai.tickstock.analytics.patterns;

import static ai.tickstock.analytics.patterns.CandleSetting.BODY_DOJI;
import static ai.tickstock.analytics.patterns.CandleSetting.BODY_LONG;
import static ai.tickstock.analytics.patterns.CandleSetting.BODY_SHORT;
import static ai.tickstock.analytics.patterns.CandleSetting.NEAR;
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
 * candle there is none to compare with: there such a comparison counts as met.
 */
public enum CandleTrait {
  /** Closes no lower than it opened. */
  WHITE(CandleFacts.WHITE),
  /** Closes lower than it opened. */
  BLACK(CandleFacts.WHITE, false),

  /** A body longer than the average. */
  LONG_BODY(BODY_LONG, CandleFacts.LONG_BODY, CandleFacts.MORE_LONG_BODY),
  /** A body shorter than the average. */
  SHORT_BODY(BODY_SHORT, CandleFacts.SHORT_BODY, CandleFacts.MORE_SHORT_BODY),
  /** A body not longer than the average. (Long begins where short ends.) */
  SMALL_BODY(BODY_LONG, CandleFacts.LONG_BODY, CandleFacts.MORE_LONG_BODY, false),
  /** A body of at most a tenth of the average range. */
  DOJI(BODY_DOJI, CandleFacts.DOJI, CandleFacts.MORE_DOJI),

  /** An upper shadow shorter than a tenth of the average range. */
  NO_UPPER_SHADOW(SHADOW_VERY_SHORT, CandleFacts.NO_UPPER, CandleFacts.MORE_NO_UPPER),
  /** A lower shadow shorter than a tenth of the average range. */
  NO_LOWER_SHADOW(SHADOW_VERY_SHORT, CandleFacts.NO_LOWER, CandleFacts.MORE_NO_LOWER),
  /** An upper shadow longer than a tenth of the average range. */
  SOME_UPPER_SHADOW(SHADOW_VERY_SHORT, CandleFacts.SOME_UPPER, CandleFacts.MORE_SOME_UPPER),
  /** A lower shadow longer than a tenth of the average range. */
  SOME_LOWER_SHADOW(SHADOW_VERY_SHORT, CandleFacts.SOME_LOWER, CandleFacts.MORE_SOME_LOWER),
  /** An upper shadow shorter than the average shadow. */
  SHORT_UPPER_SHADOW(SHADOW_SHORT, CandleFacts.SHORT_UPPER, CandleFacts.MORE_SHORT_UPPER),
  /** A lower shadow shorter than the average shadow. */
  SHORT_LOWER_SHADOW(SHADOW_SHORT, CandleFacts.SHORT_LOWER, CandleFacts.MORE_SHORT_LOWER),
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

  /** The body does not reach above the body before. */
  BODY_NOT_ABOVE(CandleFacts.HIGHER_TOP, false),
  /** The body does not reach below the body before. */
  BODY_NOT_BELOW(CandleFacts.LOWER_BOTTOM, false),
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
  OPENS_NOT_ABOVE_CLOSE(CandleFacts.OPENS_ABOVE_CLOSE, false),
  /** Opens at the close before or above. */
  OPENS_NOT_BELOW_CLOSE(CandleFacts.OPENS_BELOW_CLOSE, false),
  /** Opens above the high before. */
  OPENS_ABOVE_HIGH(CandleFacts.OPENS_ABOVE_HIGH),
  /** Opens below the low before. */
  OPENS_BELOW_LOW(CandleFacts.OPENS_BELOW_LOW),
  /** Closes above the open before. */
  CLOSES_ABOVE_OPEN(CandleFacts.CLOSES_ABOVE_OPEN),
  /** Closes below the open before. */
  CLOSES_BELOW_OPEN(CandleFacts.CLOSES_BELOW_OPEN),
  /** Closes at the open before or below. */
  CLOSES_NOT_ABOVE_OPEN(CandleFacts.CLOSES_ABOVE_OPEN, false),
  /** Closes at the open before or above. */
  CLOSES_NOT_BELOW_OPEN(CandleFacts.CLOSES_BELOW_OPEN, false),

  /** Closes near its own low, or at it. */
  CLOSES_NEAR_LOW(NEAR, CandleFacts.NEAR_LOW, CandleTrait.NONE),
  /** Closes near its own high, or at it. */
  CLOSES_NEAR_HIGH(NEAR, CandleFacts.NEAR_HIGH, CandleTrait.NONE);

  /** Of a trait whose first total serves all. */
  private static final int NONE = -1;

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
    mirror(BODY_NOT_ABOVE, BODY_NOT_BELOW);
    mirror(HIGHER_HIGH, LOWER_LOW);
    mirror(LOWER_HIGH, HIGHER_LOW);
    mirror(HIGHER_OPEN, LOWER_OPEN);
    mirror(HIGHER_CLOSE, LOWER_CLOSE);
    mirror(OPENS_ABOVE_CLOSE, OPENS_BELOW_CLOSE);
    mirror(OPENS_NOT_ABOVE_CLOSE, OPENS_NOT_BELOW_CLOSE);
    mirror(OPENS_ABOVE_HIGH, OPENS_BELOW_LOW);
    mirror(CLOSES_ABOVE_OPEN, CLOSES_BELOW_OPEN);
    mirror(CLOSES_NOT_BELOW_OPEN, CLOSES_NOT_ABOVE_OPEN);
    mirror(CLOSES_NEAR_LOW, CLOSES_NEAR_HIGH);
  }

  /** The bit; with a setting, that of the first of its totals. */
  final int bit;

  /** Whether the bit must be set, or must not. */
  final boolean set;

  /** Whose average it needs; null if none. */
  final CandleSetting setting;

  private final int moreBits;

  CandleTrait(int bit) {
    this(bit, true);
  }

  CandleTrait(int bit, boolean set) {
    this(null, bit, NONE, set);
  }

  CandleTrait(CandleSetting setting, int bit, int moreBits) {
    this(setting, bit, moreBits, true);
  }

  CandleTrait(CandleSetting setting, int bit, int moreBits, boolean set) {
    this.setting = setting;
    this.bit = bit;
    this.moreBits = moreBits;
    this.set = set;
  }

  private static void mirror(CandleTrait one, CandleTrait other) {
    MIRRORED.put(one, other);
    MIRRORED.put(other, one);
  }

  /** The same with prices upside down. */
  CandleTrait mirrored() {
    return MIRRORED.getOrDefault(this, this);
  }

  /** Its bit for one of the totals, from 0. */
  int bit(int total) {
    return total == 0 ? bit : moreBits + total - 1;
  }

  /** Whether it always reads the total that starts first. */
  boolean isOfFirstTotal() {
    return moreBits == NONE;
  }

  /** Whether it compares with the candle before. */
  boolean isBesideAnother() {
    return CandleFacts.isBeside(bit);
  }

  /**
   * Whether {@link CandleSizes} says how clearly it holds. Colours and orders only say which way,
   * not how far.
   */
  boolean isMeasured() {
    return ordinal() >= LONG_BODY.ordinal() && ordinal() <= GAP_DOWN.ordinal();
  }
}

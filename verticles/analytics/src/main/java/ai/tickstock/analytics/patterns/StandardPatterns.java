package ai.tickstock.analytics.patterns;

import static ai.tickstock.analytics.patterns.PatternDefinition.named;
import static ai.tickstock.market.Direction.BEARISH;
import static ai.tickstock.market.Direction.BULLISH;
import static ai.tickstock.market.Direction.CONTINUATION;
import static ai.tickstock.market.Direction.REVERSAL;

import java.util.ArrayList;
import java.util.List;

/**
 * TA-Lib's functions under the names traders use, with what they take them to say. A pattern that
 * only turns the colour into a sign, and says nothing of where the price goes, is a reversal (of
 * either trend) or a continuation.
 */
final class StandardPatterns {
  private static final String MORRIS = "Gregory L. Morris, CandlePower, 1992";
  private static final String CHESLER =
      "Daniel L. Chesler, Trading False Moves with the Hikkake Pattern, Active Trader, 2004";

  private StandardPatterns() {}

  /** By the number of candles. */
  static List<PatternDefinition> definitions() {
    List<PatternDefinition> all = new ArrayList<>();
    all.addAll(smallBodies());
    all.addAll(longBodies());
    all.addAll(turnsOfTwo());
    all.addAll(linesOfTwo());
    all.addAll(stars());
    all.addAll(turnsOfThree());
    all.addAll(rows());
    all.addAll(gapsAndTraps());
    all.addAll(many());
    return all;
  }

  private static List<PatternDefinition> smallBodies() {
    return List.of(
        named("Doji", "Opens and closes at nearly the same price: indecision", REVERSAL)
            .by(OneCandle.PLAIN_DOJI),
        named("Hammer", "A small body on a long lower shadow, near the low before", BULLISH)
            .by(OneCandle.HAMMER),
        named("ShootingStar", "A small body under a long upper shadow, after a gap up", BEARISH)
            .by(OneCandle.SHOOTING_STAR),
        named("InvertedHammer", "A small body under a long upper shadow, after a gap down", BULLISH)
            .by(OneCandle.INVERTED_HAMMER),
        named("HangingMan", "A small body on a long lower shadow, near the high before", BEARISH)
            .by(OneCandle.HANGING_MAN),
        named("DragonflyDoji", "A doji at the high of its candle: sellers were refused", BULLISH)
            .by(OneCandle.DRAGONFLY_DOJI),
        named("GravestoneDoji", "A doji at the low of its candle: buyers were refused", BEARISH)
            .by(OneCandle.GRAVESTONE_DOJI),
        named("LongLeggedDoji", "A doji with a shadow longer than its body", REVERSAL)
            .by(OneCandle.LONG_LEGGED_DOJI),
        named("RickshawMan", "A doji in the middle of two long shadows", REVERSAL)
            .by(OneCandle.RICKSHAW_MAN),
        named("Takuri", "A dragonfly doji with a very long lower shadow", BULLISH)
            .by(OneCandle.TAKURI),
        named("SpinningTop", "A short body between shadows longer than it: indecision", REVERSAL)
            .by(OneCandle.SPINNING_TOP),
        named("HighWave", "A short body between very long shadows: confusion", REVERSAL)
            .by(OneCandle.HIGH_WAVE),
        named("ShortLine", "A short body with short shadows: the trend takes a rest", CONTINUATION)
            .by(OneCandle.SHORT_LINE));
  }

  private static List<PatternDefinition> longBodies() {
    return List.of(
        named("LongLine", "A long body with short shadows, in its colour", BULLISH, BEARISH)
            .continuing()
            .by(OneCandle.LONG_LINE),
        named("Marubozu", "A long body with hardly a shadow, in its colour", BULLISH, BEARISH)
            .continuing()
            .by(OneCandle.MARUBOZU),
        named(
                "ClosingMarubozu",
                "A long body that closes at the end of its range, in its colour",
                BULLISH,
                BEARISH)
            .continuing()
            .by(OneCandle.CLOSING_MARUBOZU),
        named("BullishBeltHold", "A long white body that opens at its low", BULLISH)
            .by(OneCandle.BELT_HOLD),
        named("BearishBeltHold", "A long black body that opens at its high", BEARISH)
            .by(OneCandle.BELT_HOLD));
  }

  private static List<PatternDefinition> turnsOfTwo() {
    return List.of(
        named("BullishEngulfing", "A white body engulfs the black one before", BULLISH)
            .by(TwoCandles.ENGULFING),
        named("BearishEngulfing", "A black body engulfs the white one before", BEARISH)
            .by(TwoCandles.ENGULFING),
        named("Harami", "A small body within the long one before, and against it", BULLISH, BEARISH)
            .by(TwoCandles.HARAMI),
        named("HaramiCross", "A doji within the long body before, and against it", BULLISH, BEARISH)
            .by(TwoCandles.HARAMI_CROSS),
        named("PiercingLine", "Opens below the low, closes above the middle before", BULLISH)
            .by(TwoCandles.PIERCING),
        named("DarkCloudCover", "Opens above the high, closes below the middle before", BEARISH)
            .by(TwoCandles.DARK_CLOUD_COVER),
        named(
                "DojiStar",
                "A doji that gaps away from a long body, and against it",
                BULLISH,
                BEARISH)
            .by(TwoCandles.DOJI_STAR),
        named(
                "Counterattack",
                "A long body back to the close of the long one before, and against it",
                BULLISH,
                BEARISH)
            .by(TwoCandles.COUNTERATTACK),
        named("HomingPigeon", "A small black body within the long black one before", BULLISH)
            .source(MORRIS)
            .by(TwoCandles.HOMING_PIGEON),
        named("MatchingLow", "Two black candles with the same close: a floor", BULLISH)
            .source(MORRIS)
            .by(TwoCandles.MATCHING_LOW),
        named(
                "Kicking",
                "A marubozu, then a gap to one of the other colour, which counts",
                BULLISH,
                BEARISH)
            .source(MORRIS)
            .by(TwoCandles.KICKING),
        named(
                "KickingByLength",
                "Two marubozus of both colours with a gap between; the longer one counts",
                BULLISH,
                BEARISH)
            .source(MORRIS)
            .by(TwoCandles.KICKING_BY_LENGTH));
  }

  private static List<PatternDefinition> linesOfTwo() {
    return List.of(
        named(
                "SeparatingLines",
                "Back to the open before, then on with the trend in a long body",
                BULLISH,
                BEARISH)
            .continuing()
            .by(TwoCandles.SEPARATING_LINES),
        named("OnNeck", "A rally only back to the low before: the decline goes on", BEARISH)
            .continuing()
            .by(TwoCandles.ON_NECK),
        named("InNeck", "A rally barely into the black body: the decline goes on", BEARISH)
            .continuing()
            .by(TwoCandles.IN_NECK),
        named("Thrusting", "A rally below the black body's middle: the decline goes on", BEARISH)
            .continuing()
            .by(TwoCandles.THRUSTING));
  }

  private static List<PatternDefinition> stars() {
    return List.of(
        named(
                "MorningStar",
                "A long black body, a small one below it, a white one far back up",
                BULLISH)
            .by(Stars.MORNING_STAR),
        named(
                "EveningStar",
                "A long white body, a small one above it, a black one far back down",
                BEARISH)
            .by(Stars.EVENING_STAR),
        named(
                "MorningDojiStar",
                "A long black body, a doji below it, a white one far back up",
                BULLISH)
            .by(Stars.MORNING_DOJI_STAR),
        named(
                "EveningDojiStar",
                "A long white body, a doji above it, a black one far back down",
                BEARISH)
            .by(Stars.EVENING_DOJI_STAR),
        named(
                "AbandonedBaby",
                "A doji star with gaps between all shadows, before and after it",
                BULLISH,
                BEARISH)
            .by(Stars.ABANDONED_BABY),
        named("Tristar", "Three dojis, the middle one gapped away", BULLISH, BEARISH)
            .by(Stars.TRISTAR));
  }

  private static List<PatternDefinition> turnsOfThree() {
    return List.of(
        named("ThreeInsideUp", "A harami, then a close above its long black body", BULLISH)
            .source(MORRIS)
            .by(ThreeCandles.THREE_INSIDE),
        named("ThreeInsideDown", "A harami, then a close below its long white body", BEARISH)
            .source(MORRIS)
            .by(ThreeCandles.THREE_INSIDE),
        named("ThreeOutsideUp", "A bullish engulfing, then a higher close", BULLISH)
            .source(MORRIS)
            .by(ThreeCandles.THREE_OUTSIDE),
        named("ThreeOutsideDown", "A bearish engulfing, then a lower close", BEARISH)
            .source(MORRIS)
            .by(ThreeCandles.THREE_OUTSIDE),
        named("TwoCrows", "A gap up of a black body, then a black one back into the rise", BEARISH)
            .source(MORRIS)
            .by(ThreeCandles.TWO_CROWS),
        named(
                "UpsideGapTwoCrows",
                "A small black body above a gap, engulfed by a second one",
                BEARISH)
            .by(ThreeCandles.UPSIDE_GAP_TWO_CROWS),
        named(
                "UniqueThreeRiver",
                "A long black body, a black one with a new low within it, a short white one",
                BULLISH)
            .by(ThreeCandles.UNIQUE_THREE_RIVER),
        named("StickSandwich", "Two black candles with the same close, a white between", BULLISH)
            .source(MORRIS)
            .by(ThreeCandles.STICK_SANDWICH));
  }

  private static List<PatternDefinition> rows() {
    return List.of(
        named("ThreeWhiteSoldiers", "Three white bodies, each closing at a new high", BULLISH)
            .by(Rows.THREE_WHITE_SOLDIERS),
        named("ThreeBlackCrows", "Three black bodies, each closing at a new low", BEARISH)
            .by(Rows.THREE_BLACK_CROWS),
        named("IdenticalThreeCrows", "Three black bodies, each from the close before", BEARISH)
            .source(MORRIS)
            .by(Rows.IDENTICAL_THREE_CROWS),
        named("AdvanceBlock", "Three white bodies that grow weaker", BEARISH)
            .by(Rows.ADVANCE_BLOCK),
        named("StalledPattern", "Two long white bodies, then a small one on top", BEARISH)
            .by(Rows.STALLED_PATTERN),
        named(
                "ThreeStarsInTheSouth",
                "Three black bodies, each smaller and with a higher low",
                BULLISH)
            .source(MORRIS)
            .by(Rows.THREE_STARS_IN_THE_SOUTH));
  }

  private static List<PatternDefinition> gapsAndTraps() {
    return List.of(
        named("UpsideTasukiGap", "A gap up that a black candle does not close", BULLISH)
            .continuing()
            .by(ThreeCandles.TASUKI_GAP),
        named("DownsideTasukiGap", "A gap down that a white candle does not close", BEARISH)
            .continuing()
            .by(ThreeCandles.TASUKI_GAP),
        named("UpsideGapThreeMethods", "A gap up that a black candle closes", BULLISH)
            .source(MORRIS)
            .continuing()
            .by(ThreeCandles.GAP_THREE_METHODS),
        named("DownsideGapThreeMethods", "A gap down that a white candle closes", BEARISH)
            .source(MORRIS)
            .continuing()
            .by(ThreeCandles.GAP_THREE_METHODS),
        named(
                "SideBySideWhiteLines",
                "Two like white candles beyond a gap: on in the gap's direction",
                BULLISH,
                BEARISH)
            .continuing()
            .by(ThreeCandles.SIDE_BY_SIDE_WHITE_LINES),
        named(
                "Hikkake",
                "A false break out of an inside bar; told again when it is confirmed",
                BULLISH,
                BEARISH)
            .source(CHESLER)
            .by(Hikkake.HIKKAKE),
        named(
                "ModifiedHikkake",
                "A false break out of two inside bars; told again when it is confirmed",
                BULLISH,
                BEARISH)
            .source(CHESLER)
            .by(Hikkake.MODIFIED_HIKKAKE));
  }

  private static List<PatternDefinition> many() {
    return List.of(
        named(
                "ThreeLineStrike",
                "Three candles of a trend, then one back over all; the trend goes on",
                BULLISH,
                BEARISH)
            .source(MORRIS)
            .continuing()
            .by(ManyCandles.THREE_LINE_STRIKE),
        named("ConcealingBabySwallow", "Four black candles, the last engulfs a rally", BULLISH)
            .source(MORRIS)
            .by(ManyCandles.CONCEALING_BABY_SWALLOW),
        named(
                "Breakaway",
                "A gap and three more candles of a trend, then one back into the gap",
                BULLISH,
                BEARISH)
            .source(MORRIS)
            .by(ManyCandles.BREAKAWAY),
        named(
                "LadderBottom",
                "Three falling black candles, a fourth with a try up, a gap up",
                BULLISH)
            .source(MORRIS)
            .by(ManyCandles.LADDER_BOTTOM),
        named("MatHold", "A long white body, a gap and a rest above it, a new high", BULLISH)
            .source(MORRIS)
            .continuing()
            .by(ManyCandles.MAT_HOLD),
        named("RisingThreeMethods", "A long white body, a rest within it, a higher close", BULLISH)
            .continuing()
            .by(ManyCandles.RISING_FALLING_THREE_METHODS),
        named("FallingThreeMethods", "A long black body, a rest within it, a lower close", BEARISH)
            .continuing()
            .by(ManyCandles.RISING_FALLING_THREE_METHODS));
  }
}

package ai.tickstock.analytics.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each pattern drawn, and a last candle with which it is none. Twelve usual bars come before: body
 * 2, range 4, shadows of 1; the last is black, from 101 to 99. PatternRulesTest has the best known
 * eight, condition by condition.
 */
class PatternShapesTest {
  /**
   * A drawing.
   *
   * @param candles open, high, low, close of each, oldest first
   * @param miss what the last candle might be instead
   */
  record Drawing(String pattern, String direction, String candles, String miss) {
    Candles drawn() {
      return candles(candles);
    }

    Candles missed() {
      int last = candles.lastIndexOf('|');
      return candles(last < 0 ? miss : candles.substring(0, last + 1) + miss);
    }

    private static Candles candles(String text) {
      Candles drawn = Candles.usual();
      for (String candle : text.split("\\|")) {
        double[] parts =
            Arrays.stream(candle.strip().split(" +")).mapToDouble(Double::parseDouble).toArray();
        drawn.then(parts[0], parts[1], parts[2], parts[3]);
      }
      return drawn;
    }

    @Override
    public String toString() {
      return pattern;
    }
  }

  private static final String TABLE =
      """
      InvertedHammer; bullish; 98 100 97.9 98.5; 99 101 98.9 99.5
      HangingMan; bearish; 101.5 102 98 101.9; 101 101.5 98 101.4
      DragonflyDoji; bullish; 101 101.1 98 101; 101 101.1 100.8 101
      GravestoneDoji; bearish; 99 102 98.9 99; 99 99.2 98.9 99
      LongLeggedDoji; reversal; 100 102 98 100.1; 100 100.1 100 100.1
      RickshawMan; reversal; 100 102 98 100.1; 101.5 102 98 101.6
      Takuri; bullish; 101 101.1 98 101.1; 101 101.6 98 101.1
      SpinningTop; reversal; 100 102.5 98 101; 100 101.5 98 101
      HighWave; reversal; 100 102 98 100.5; 100 101.2 98 100.5
      ShortLine; continuation; 100 101.5 99.5 101; 100 102.5 99.5 101
      LongLine; bullish; 99 102.5 98.5 102; 99 103.5 98.5 102
      Marubozu; bullish; 99 102.1 98.9 102; 99 102.1 98.5 102
      ClosingMarubozu; bullish; 99 102.1 98 102; 99 102.5 98 102
      BullishBeltHold; bullish; 99 103 98.9 102; 99 103 98.5 102
      BearishBeltHold; bearish; 102 102.1 98 99; 102 102.5 98 99
      HaramiCross; bullish; 103 104 96 97 | 100 101 99 100; 99.5 101 99 100.5
      PiercingLine; bullish; 102 102.5 97.5 98 | 97 101.5 96.5 101; 97 101 96.5 99.9
      DarkCloudCover; bearish; 98 102.5 97.5 102 | 103 103.5 98.5 99; 103 103.5 98.5 100.1
      DojiStar; bearish; 98 102.5 97.5 102 | 103 103.5 102.5 103; 102 103.5 101.5 102
      Counterattack; bullish; 104 104.5 99.5 100 | 97 100.2 96.5 100; 97 100.7 96.5 100.5
      HomingPigeon; bullish; 103 104 96 97 | 101 102 99 100; 101.5 102 98 98.5
      MatchingLow; bullish; 102 103 98.5 99 | 101 102 98.5 99; 101 102 98.5 99.5
      Kicking; bullish; 103 103.1 98.9 99 | 104 108.1 103.9 108; 103 107.1 102.95 107
      KickingByLength; bearish; 105 105.1 98.9 99 | 106 109.1 105.9 109; 105 108.1 104.95 108
      SeparatingLines; bullish; 101 105 100.9 104; 101.5 105 101.4 104
      OnNeck; bearish; 102 102.5 97.5 98 | 97 98 96.5 97.5; 97 98 96.5 97.9
      InNeck; bearish; 102 102.5 97.5 98 | 97 98.5 96.5 98.1; 97 98.6 96.5 98.5
      Thrusting; bearish; 102 102.5 97.5 98 | 97 99.6 96.5 99.5; 97 100.6 96.5 100.5
      MorningDojiStar; bullish; 102 103 95 96 | 95 96 94 95 | 95 100 94.5 99; 95 98 94.5 97.5
      EveningDojiStar; bearish; 98 105 97 104 | 105 106 104 105 | 105 105.5 100 101; 105 105.5 102 102.5
      AbandonedBaby; bullish; 102 103 95 96 | 94 94.5 93.5 94 | 96 101 95.5 100.5; 96 101 94.4 100.5
      Tristar; bearish; 100 102 98 100 | 101 102 100.5 101 | 100 101 99 100; 101.5 102 101 101.5
      ThreeInsideUp; bullish; 103 104 96 97 | 99 101 98 100 | 100 105 99.5 104; 100 103 99.5 102.5
      ThreeInsideDown; bearish; 97 104 96 103 | 101 102 99 100 | 100 100.5 95 96; 100 100.5 97 97.5
      ThreeOutsideUp; bullish; 98 102.5 97.5 102 | 102 104 101 103; 102 103 100 101
      ThreeOutsideDown; bearish; 99 102 98 101 | 102 102.5 97.5 98 | 98 99 96 97; 98 100 97 99
      TwoCrows; bearish; 98 102.5 97.5 102 | 104 104.5 102.5 103 | 103.5 104 100 101; 103.5 104 102 102.2
      UpsideGapTwoCrows; bearish; 98 102.5 97.5 102 | 104 104.5 102.5 103 | 105 105.5 102 102.5; 105 105.5 101 101.5
      UniqueThreeRiver; bullish; 103 104 96 97 | 101 102 95 98 | 96 97.5 95.5 97; 94.5 96 94 95.5
      StickSandwich; bullish; 102 103 98.5 99 | 100 104 99.5 103 | 103 104 98.5 99; 103 104 99 99.5
      UpsideTasukiGap; bullish; 98 100.5 97.5 100 | 102 104.5 101.5 104 | 103 103.5 100.5 101; 103 103.5 99 99.5
      DownsideTasukiGap; bearish; 102 102.5 99.5 100 | 98 98.5 95.5 96 | 97 99.5 96.5 99; 97 101 96.5 100.5
      UpsideGapThreeMethods; bullish; 98 100.5 97.5 100 | 102 104.5 101.5 104 | 103 103.5 98.5 99; 103 103.5 97 97.5
      DownsideGapThreeMethods; bearish; 102 102.5 99.5 100 | 98 98.5 95.5 96 | 97 101.5 96.5 101; 97 103 96.5 102.5
      SideBySideWhiteLines; bullish; 98 100.5 97.5 100 | 102 104.5 101.5 104 | 102 104.5 101.5 104; 103 105.5 102.5 105
      Hikkake; bullish; 100 104 96 101 | 100 103 97 101 | 100 102 96.5 99; 100 102 97.5 99
      ModifiedHikkake; bullish; 100 106 94 101 | 100 104 96 96.5 | 98 103 97 99 | 98 102 96.5 97; 98 102 97.5 98
      ThreeWhiteSoldiers; bullish; 97 100.1 96.5 100 | 98.5 102.1 98 102 | 100.5 104.1 100 104; 100.5 105 100 104
      ThreeBlackCrows; bearish; 99 105 98 104 | 104 104.5 100.9 101 | 103 103.5 98.9 99 | 101 101.5 96.9 97; 101 101.5 96 97
      IdenticalThreeCrows; bearish; 105 105.5 101.9 102 | 102 102.5 98.9 99 | 99 99.5 95.9 96; 100 100.5 95.9 96
      AdvanceBlock; bearish; 97 101.2 96.5 101 | 99 102 98.5 101.5 | 100.5 104 100 102; 100.5 102.5 100 102
      StalledPattern; bearish; 97 101.2 96.5 101 | 99 103.1 98.5 103 | 103 104 102.5 103.5; 103 107.5 102.5 107
      ThreeStarsInTheSouth; bullish; 104 104.5 93 99 | 101 102 95 98 | 98 98.05 97.45 97.5; 98 98.05 96.5 97.5
      ThreeLineStrike; bullish; 97 99.5 96.5 99 | 98 101.5 97.5 101 | 100 103.5 99.5 103 | 104 104.5 96 96.5; 104 104.5 97 97.5
      ConcealingBabySwallow; bullish; 105 105.1 100.9 101 | 101 101.1 97.9 98 | 97 99 95.5 96 | 99.5 100 94 95; 99.5 100 96 96.5
      Breakaway; bullish; 106 107 99 100 | 98 99 95 96 | 97 98 94 95 | 96 97 92 93 | 93 99.5 92.5 99; 93 98 92.5 97.5
      LadderBottom; bullish; 106 107 102 103 | 104 105 99 100 | 101 102 96 97 | 98 100 95 96 | 99 103 98 102; 99 101 98 99.5
      MatHold; bullish; 98 104 97 103 | 105 105.5 103.5 104 | 104.5 105 102 102.8 | 102.7 103.5 101.5 102 | 103 107 102.5 106.5; 103 106 102.5 105
      RisingThreeMethods; bullish; 97 104 96 103 | 102 102.5 100.5 101 | 101.5 102 99.5 100 | 100.5 101 98.5 99 | 100 105 99.5 104.5; 100 103 99.5 102.5
      FallingThreeMethods; bearish; 103 104 96 97 | 98 99.5 97.5 99 | 98.5 100.5 98 100 | 99.5 101.5 99 101 | 100 100.5 95 95.5; 100 100.5 97 97.5
      """;

  static List<Drawing> drawings() {
    return TABLE
        .lines()
        .map(line -> line.split("; "))
        .map(part -> new Drawing(part[0], part[1], part[2], part[3]))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("drawings")
  void aPatternIsSeenWhereItIsDrawn(Drawing drawing) {
    assertThat(drawing.drawn().last(drawing.pattern()).direction()).isEqualTo(drawing.direction());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("drawings")
  void aPatternIsNotSeenWhereItsLastCandleIsWrong(Drawing drawing) {
    assertThat(drawing.missed().end(drawing.pattern())).isFalse();
  }

  static Stream<Drawing> symmetric() {
    return drawings().stream()
        .filter(drawing -> isSymmetric(Patterns.of(drawing.pattern()).function()));
  }

  private static boolean isSymmetric(CandleFunction function) {
    return function.rules().stream().anyMatch(CandleRule::isMirrored)
        && !function.rules().stream().allMatch(CandleRule::isMirrored);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("symmetric")
  void upsideDownItSaysTheOpposite(Drawing drawing) {
    String opposite =
        switch (drawing.direction()) {
          case "bullish" -> "bearish";
          case "bearish" -> "bullish";
          default -> drawing.direction();
        };
    Set<String> itsNames =
        Patterns.all().stream()
            .filter(p -> p.talibName().equals(Patterns.of(drawing.pattern()).talibName()))
            .map(PatternDefinition::name)
            .collect(Collectors.toSet());
    Candles mirrored = drawing.drawn().mirrored();
    assertThat(mirrored.directions(itsNames)).containsExactly(opposite);
  }

  @Test
  void everyPatternIsDrawn() {
    Set<String> inPatternRulesTest =
        Set.of(
            "Doji",
            "Hammer",
            "ShootingStar",
            "BullishEngulfing",
            "BearishEngulfing",
            "Harami",
            "MorningStar",
            "EveningStar");
    Set<String> drawn = drawings().stream().map(Drawing::pattern).collect(Collectors.toSet());
    assertThat(StandardPatterns.definitions())
        .extracting(PatternDefinition::name)
        .allMatch(name -> drawn.contains(name) || inPatternRulesTest.contains(name));
  }

  @Test
  void aHikkakeIsToldAgainWhenItIsConfirmedWithinThreeBars() {
    String hikkake = "100 104 96 101 | 100 103 97 101 | 100 102 96.5 99 | ";
    assertThat(story(hikkake + "99 104 98 103.5")).endsWith("15 bullish", "16 bullish");
    assertThat(story(hikkake + "99 101 98 100 | 99 101 98 100 | 99 104 98 103.5"))
        .endsWith("15 bullish", "18 bullish");
  }

  @Test
  void aHikkakeIsConfirmedOnceAndNotAfterThreeBars() {
    String hikkake = "100 104 96 101 | 100 103 97 101 | 100 102 96.5 99 | ";
    assertThat(story(hikkake + "99 104 98 103.5 | 103 106 98 105")).endsWith("16 bullish");
    String quiet = "99 101 98 100 | 99 101 98 100 | 99 101 98 100 | ";
    assertThat(story(hikkake + quiet + "99 104 98 103.5")).endsWith("15 bullish");
  }

  private static List<String> story(String candles) {
    return Drawing.candles(candles).story(Set.of("Hikkake")).stream()
        .map(line -> line.replace("Hikkake ", ""))
        .toList();
  }
}

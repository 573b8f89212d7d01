package ai.tickstock.analytics.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each pattern is seen where its rule holds, and not where one condition just fails. */
class PatternRulesTest {
  private static Candles usual() {
    return Candles.usual();
  }

  @Test
  void aDojisBodyIsATenthOfTheUsualRangeAtMost() {
    assertThat(usual().then(100, 102, 98, 100.25).end("Doji")).isTrue();
    assertThat(usual().then(100, 102, 98, 99.75).end("Doji")).isTrue();
    assertThat(usual().then(100, 102, 98, 100.5).end("Doji")).isFalse();
  }

  @Test
  void aHammerHasALongLowerShadowAndHardlyAnUpperOne() {
    assertThat(usual().then(98.5, 99.25, 95, 99).end("Hammer")).isTrue();
    assertThat(usual().then(98.5, 99.25, 98, 99).end("Hammer")).as("short shadow").isFalse();
    assertThat(usual().then(98.5, 99.5, 95, 99).end("Hammer")).as("upper shadow").isFalse();
    assertThat(usual().then(97, 99.25, 90, 99).end("Hammer")).as("long body").isFalse();
  }

  @Test
  void aHammersBodyLiesNearTheLowBefore() {
    assertThat(usual().then(98.75, 99.5, 95, 99.25).end("Hammer")).isTrue();
    assertThat(usual().then(99, 99.75, 95, 99.5).end("Hammer")).isFalse();
  }

  @Test
  void aShootingStarGapsUpAndFallsBack() {
    assertThat(usual().then(101.5, 104, 101.4, 102).end("ShootingStar")).isTrue();
    assertThat(usual().then(101, 104, 100.9, 101.5).end("ShootingStar")).as("no gap").isFalse();
    assertThat(usual().then(101.5, 102.4, 101.4, 102).end("ShootingStar")).as("short").isFalse();
    assertThat(usual().then(101.5, 104, 101, 102).end("ShootingStar")).as("lower").isFalse();
  }

  @Test
  void anEngulfingBodyReachesOverTheOneBefore() {
    assertThat(usual().then(98.9, 102, 98, 101.1).end("BullishEngulfing")).isTrue();
    assertThat(usual().then(99, 102, 98, 101.1).end("BullishEngulfing")).as("one end").isTrue();
    assertThat(usual().then(99, 102, 98, 101).end("BullishEngulfing")).as("equal").isFalse();
    assertThat(usual().then(98.9, 102, 98, 100.9).end("BullishEngulfing")).as("inside").isFalse();
    assertThat(usual().then(98.9, 102, 98, 101.1).end("BearishEngulfing")).isFalse();
  }

  @Test
  void aBlackBodyEngulfsAWhiteOne() {
    Candles white = usual().then(99, 102, 98, 101);
    assertThat(white.then(101.1, 102, 98, 98.9).end("BearishEngulfing")).isTrue();
    assertThat(white.end("BullishEngulfing")).isFalse();
    Candles black = usual().then(101.1, 102, 98, 98.9);
    assertThat(black.end("BearishEngulfing")).as("same colour").isFalse();
  }

  @Test
  void aHaramiSpeaksAgainstTheLongCandleItLiesWithin() {
    Candles afterBlack = usual().then(103, 104, 96, 97).then(99, 101, 98, 100);
    assertThat(afterBlack.last("Harami").direction()).isEqualTo("bullish");
    Candles afterWhite = usual().then(97, 104, 96, 103).then(101, 102, 99, 100);
    assertThat(afterWhite.last("Harami").direction()).isEqualTo("bearish");
  }

  @Test
  void aHaramiNeedsALongCandleAndAShortOneWithin() {
    Candles notLong = usual().then(101, 104, 96, 99).then(99.5, 101, 98, 100);
    assertThat(notLong.end("Harami")).isFalse();
    Candles notShort = usual().then(103, 104, 96, 97).then(98, 103, 98, 102);
    assertThat(notShort.end("Harami")).isFalse();
    Candles outside = usual().then(103, 104, 96, 97).then(96.9, 101, 96, 97.5);
    assertThat(outside.end("Harami")).isFalse();
    Candles matching = usual().then(103, 104, 96, 97).then(97, 101, 96, 97.5);
    assertThat(matching.end("Harami")).isTrue();
  }

  private static Candles star(double first, double second, double gapTo, double third) {
    return usual()
        .then(102, 103, 101 - first, 102 - first)
        .then(gapTo, gapTo + 1, gapTo - second - 1, gapTo - second)
        .then(gapTo, gapTo + third + 1, gapTo - 1, gapTo + third);
  }

  @Test
  void aMorningStarFallsGapsAndRises() {
    assertThat(star(6, 1, 95, 4).end("MorningStar")).isTrue();
    assertThat(star(1.9, 1, 99, 4).end("MorningStar")).as("first not long").isFalse();
    assertThat(star(6, 1, 96, 4).end("MorningStar")).as("no gap").isFalse();
    assertThat(star(6, 3, 95, 4).end("MorningStar")).as("second not short").isFalse();
    assertThat(star(6, 1, 95, 2.7).end("MorningStar")).as("less than 0.3 back").isFalse();
    assertThat(star(6, 1, 95, 2.9).end("MorningStar")).as("more than 0.3 back").isTrue();
  }

  @Test
  void anEveningStarIsAMorningStarUpsideDown() {
    Candles evening = usual().then(98, 105, 97, 104).then(105, 107, 104.5, 106);
    assertThat(evening.then(105, 106, 100, 101).end("EveningStar")).isTrue();
    assertThat(evening.end("MorningStar")).isFalse();
    Candles noGap = usual().then(98, 105, 97, 104).then(104, 106, 103, 105);
    assertThat(noGap.then(105, 106, 100, 101).end("EveningStar")).isFalse();
  }
}

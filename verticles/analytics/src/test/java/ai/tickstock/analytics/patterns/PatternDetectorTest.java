package ai.tickstock.analytics.patterns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.analytics.Allocation;
import ai.tickstock.analytics.Walk;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PatternDetectorTest {
  private static PatternDetector all() {
    return new PatternDetector(Patterns.names());
  }

  @Test
  void patternsOfOneCandleAreSeenOnBarOne() {
    assertThat(new Candles().then(100, 102, 98, 100).story())
        .containsExactly("1 Doji reversal warming");
    assertThat(new Candles().then(100, 101, 95, 101).story())
        .containsExactly("1 Hammer bullish warming");
    assertThat(new Candles().then(100, 105, 99, 99).story())
        .containsExactly("1 ShootingStar bearish warming");
  }

  @Test
  void patternsOfTwoCandlesAreSeenOnBarTwo() {
    assertThat(new Candles().then(101, 102, 98, 99).then(98, 103, 97, 102).story())
        .containsExactly("2 BullishEngulfing bullish warming");
    assertThat(new Candles().then(99, 102, 98, 101).then(102, 103, 97, 98).story())
        .containsExactly("2 BearishEngulfing bearish warming");
    assertThat(new Candles().then(104, 105, 95, 96).then(99, 103, 97, 101).story())
        .containsExactly("2 Harami bullish warming");
  }

  @Test
  void patternsOfThreeCandlesAreSeenOnBarThree() {
    Candles morning = new Candles().then(104, 105, 95, 96).then(95, 97, 91, 93);
    assertThat(morning.then(95, 103, 94.5, 102).story())
        .containsExactly("3 MorningStar bullish warming");
    Candles evening = new Candles().then(96, 105, 95, 104).then(105, 109, 103, 107);
    assertThat(evening.then(104, 106, 97, 98).story())
        .containsExactly("3 EveningStar bearish warming");
  }

  @Test
  void aDetectionNoLongerWarmsOnceTalibsLookbackIsThere() {
    Candles dojis = new Candles();
    for (int i = 0; i < 12; i++) {
      dojis.then(100, 102, 98, 100);
    }
    assertThat(dojis.story())
        .startsWith("1 Doji reversal warming")
        .contains("10 Doji reversal warming", "11 Doji reversal");
  }

  @Test
  void onlyEnabledPatternsAreTold() {
    Candles black = Candles.usual().then(101.1, 102, 98, 98.9);
    assertThat(black.end("BullishEngulfing")).isFalse();
    Candles white = Candles.usual().then(98.9, 102, 98, 101.1);
    assertThat(white.end("BullishEngulfing")).isTrue();
    assertThat(white.end("BearishEngulfing")).isFalse();
  }

  @Test
  void anUnknownPatternIsRefusedWithTheNearestNames() {
    assertThatThrownBy(() -> new PatternDetector(Set.of("Hamer")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pattern: expected a name such as Hammer, Harami, Takuri, was Hamer");
  }

  @Test
  void warmUpIsAsLongAsTheLongestPatternNeeds() {
    assertThat(new PatternDetector(Set.of("BullishEngulfing")).warmUpBars()).isEqualTo(10);
    assertThat(all().warmUpBars()).isEqualTo(14);
    assertThat(new PatternDetector(Set.of()).warmUpBars()).isZero();
  }

  @Property(tries = 200)
  void aWarmStartGivesTheSameDetectionsToTheLastBit(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 300) int before) {
    List<double[]> bars = Walk.bars(seed, before + 200);
    int warm = all().warmUpBars();
    assertThat(
            Candles.seen(all(), bars.subList(before, bars.size())).stream()
                .filter(detection -> detection.bar() > warm))
        .isEqualTo(
            Candles.seen(all(), bars).stream()
                .filter(detection -> detection.bar() > before + warm)
                .map(d -> at(d, d.bar() - before))
                .toList());
  }

  private static Candles.Detection at(Candles.Detection d, int bar) {
    return new Candles.Detection(bar, d.pattern(), d.direction(), d.confidence(), d.warming());
  }

  @Property(tries = 200)
  void confidenceLiesBetweenZeroAndOne(@ForAll long seed) {
    assertThat(Candles.seen(all(), Walk.bars(seed, 300)))
        .allSatisfy(detection -> assertThat(detection.confidence()).isBetween(0.0, 1.0));
  }

  @Property(tries = 100)
  void doublingPricesChangesNoDetection(@ForAll long seed) {
    List<double[]> bars = Walk.bars(seed, 300);
    assertThat(Candles.seen(all(), Walk.scaled(bars, 2))).isEqualTo(Candles.seen(all(), bars));
  }

  @Property(tries = 50)
  void aPatternAloneIsSeenAsAmongAllOthers(@ForAll long seed) {
    List<double[]> bars = Walk.bars(seed, 300);
    List<Candles.Detection> together = Candles.seen(all(), bars);
    for (String name : Patterns.names()) {
      assertThat(Candles.seen(new PatternDetector(Set.of(name)), bars))
          .isEqualTo(together.stream().filter(d -> d.pattern().equals(name)).toList());
    }
  }

  @Test
  void detectorsOfOnePlanDoNotShareBars() {
    PatternDetector detector = all();
    Candles.seen(detector, Walk.bars(1, 50));
    List<double[]> bars = Walk.bars(2, 50);
    assertThat(Candles.seen(detector.fresh(), bars)).isEqualTo(Candles.seen(all(), bars));
  }

  @Test
  void nothingIsAllocatedWhileNothingIsSeen() {
    PatternDetector detector = all();
    PatternListener listener = (pattern, direction, confidence, warming) -> {};
    Runnable plainBars =
        () -> {
          for (int i = 0; i < 100_000; i++) {
            double step = i % 1000;
            detector.add(0, 100 + step, 103 + step, 99 + step, 102 + step, 10, listener);
          }
        };
    assertThat(Allocation.bytes(plainBars)).isLessThan(50_000);
  }

  @Test
  void aDetectorIsSmall() {
    PatternDetector detector = all();
    PatternDetector[] kept = new PatternDetector[1000];
    Runnable thousand =
        () -> {
          for (int i = 0; i < kept.length; i++) {
            kept[i] = detector.fresh();
          }
        };
    assertThat(Allocation.bytes(thousand) / kept.length).isLessThan(1_536);
  }
}

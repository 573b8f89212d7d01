package ai.tickstock.analytics.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.analytics.Allocation;
import ai.tickstock.analytics.chart.Drawing.Found;
import ai.tickstock.market.Direction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChartPatternDetectorTest {
  static Stream<String> names() {
    return ChartPatterns.all().stream().map(ChartPatternDefinition::name);
  }

  /** Its drawing both ways up, if it has one, and a walk long enough to hold some of the others. */
  private static List<double[]> material(String pattern) {
    List<double[]> bars = new ArrayList<>();
    for (ChartPatternShapesTest.Shape shape : ChartPatternShapesTest.shapes()) {
      if (shape.name().equals(pattern) || pattern.equals(shape.upsideDown())) {
        bars.addAll(Drawing.of(shape.line(), 13, 0.05, 3).bars());
        bars.addAll(Drawing.of(shape.line(), 13, 0.05, 4).upsideDown().bars());
      }
    }
    bars.addAll(ChartWalk.bars(pattern.hashCode(), 1_500));
    if (pattern.equals("Gap")) {
      ChartWalk.bars(1, 100)
          .forEach(b -> bars.add(new double[] {b[0], 2 * b[1], b[2], b[3], b[4]}));
      bars.addAll(Drawing.of("0 10", 30, 0, 0).times(5).bars());
    }
    return bars;
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatComesLaterChangesNothing(String pattern) {
    List<double[]> bars = material(pattern);
    List<Found> all = Drawing.find(bars, Set.of(pattern));
    assertThat(all).isNotEmpty();
    for (Found found : all) {
      List<double[]> other = new ArrayList<>(bars.subList(0, found.bar() + 1));
      other.addAll(ChartWalk.bars(found.bar(), 300));
      assertThat(until(found.bar(), Drawing.find(other, Set.of(pattern))))
          .isEqualTo(until(found.bar(), all));
    }
  }

  private static List<Found> until(int bar, List<Found> found) {
    return found.stream().filter(one -> one.bar() <= bar).toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void afterItsWarmUpItSaysWhatItWouldHadItRunAllAlong(String pattern) {
    List<double[]> bars = material(pattern);
    int warmUp = new ChartPatternDetector(Set.of(pattern)).warmUpBars();
    for (Found found : Drawing.find(bars, Set.of(pattern))) {
      int from = Math.max(0, found.bar() - warmUp);
      assertThat(last(bars, from, found.bar(), Set.of(pattern))).containsExactly(found.pattern());
    }
  }

  /** What is told on bar {@code to}, with starts as in the whole. */
  private static List<ChartPattern> last(List<double[]> bars, int from, int to, Set<String> names) {
    ChartPatternDetector detector = new ChartPatternDetector(names);
    List<ChartPattern> told = new ArrayList<>();
    for (int i = from; i <= to; i++) {
      double[] b = bars.get(i);
      told.clear();
      detector.add(i, b[1], b[2], b[3], b[4], told::add);
    }
    return told;
  }

  @Property(tries = 15)
  void atAnyBarAFreshOneSaysTheSame(
      @ForAll long seed, @ForAll @IntRange(min = 421, max = 1_199) int bar) {
    List<double[]> bars = ChartWalk.bars(seed, 1_200);
    List<ChartPattern> allAlong =
        Drawing.find(bars, ChartPatterns.names()).stream()
            .filter(found -> found.bar() == bar)
            .map(Found::pattern)
            .toList();
    assertThat(last(bars, bar - 420, bar, ChartPatterns.names())).isEqualTo(allAlong);
  }

  @Property(tries = 10)
  void pricesOfAnySizeShowTheSame(@ForAll long seed) {
    List<double[]> bars = ChartWalk.bars(seed, 1_000);
    List<double[]> larger =
        bars.stream()
            .map(b -> new double[] {b[0] * 1024, b[1] * 1024, b[2] * 1024, b[3] * 1024, b[4]})
            .toList();
    List<Found> found = Drawing.find(bars, ChartPatterns.names());
    List<Found> foundLarger = Drawing.find(larger, ChartPatterns.names());
    assertThat(foundLarger).hasSameSizeAs(found);
    for (int i = 0; i < found.size(); i++) {
      ChartPattern one = found.get(i).pattern();
      ChartPattern other = foundLarger.get(i).pattern();
      assertThat(other.name()).isEqualTo(one.name());
      assertThat(other.confidence()).isEqualTo(one.confidence());
      assertThat(other.target()).isEqualTo(one.target() * 1024);
    }
  }

  @Property(tries = 50)
  void whatIsToldIsSound(@ForAll long seed) {
    List<double[]> bars = ChartWalk.bars(seed, 2_000);
    for (Found found : Drawing.find(bars, ChartPatterns.names())) {
      ChartPattern pattern = found.pattern();
      double up = pattern.direction() == Direction.BULLISH ? 1 : -1;
      double close = bars.get(found.bar())[3];
      assertThat(pattern.confidence()).isBetween(0.0, 1.0);
      assertThat(ChartPatterns.of(pattern.name()).directions()).contains(pattern.direction());
      assertThat(up * (close - pattern.breakout())).as("close beyond the level").isPositive();
      assertThat(up * (pattern.target() - pattern.breakout())).isPositive();
      assertThat(up * (pattern.breakout() - pattern.stop())).isNotNegative();
      assertThat(pattern.points()).extracting(ChartPoint::startMillis).isSorted();
      assertThat(pattern.points())
          .last()
          .extracting(ChartPoint::startMillis)
          .isEqualTo((long) found.bar());
    }
  }

  @Test
  void randomWalksShowAsManyAsTheRegistrySays() {
    int walks = 200;
    int bars = 5_000;
    Map<String, Integer> counts = new HashMap<>();
    for (int seed = 0; seed < walks; seed++) {
      Drawing.find(ChartWalk.bars(seed, bars), ChartPatterns.names())
          .forEach(found -> counts.merge(found.pattern().name(), 1, Integer::sum));
    }
    for (ChartPatternDefinition definition : ChartPatterns.all()) {
      double measured = counts.getOrDefault(definition.name(), 0) * 1000.0 / (walks * bars);
      assertThat(measured)
          .as(definition.name())
          .isCloseTo(definition.falseAlarms(), within(0.1 * definition.falseAlarms() + 0.005));
    }
  }

  @Test
  void ofOneBreakoutOnlyTheMostSpecialPatternIsTold() {
    Drawing triple = Drawing.of("0 10 5 10 5 10 0", 13, 0, 0);
    assertThat(names(triple, "DoubleTop", "TripleTop")).containsExactly("TripleTop");
    assertThat(names(triple, "DoubleTop")).containsExactly("DoubleTop");
    Drawing flag = Drawing.of("5 0 20 15 18.5 16 25", 8, 0, 0);
    assertThat(names(flag, ChartPatterns.names().toArray(String[]::new)))
        .contains("Pennant")
        .doesNotContain("SymmetricalTriangle");
  }

  private static List<String> names(Drawing drawing, String... enabled) {
    return Drawing.find(drawing.bars(), Set.of(enabled)).stream()
        .map(found -> found.pattern().name())
        .toList();
  }

  @Test
  void aGapIsWhereNobodyTradedForHalfAUsualRange() {
    assertThat(gap(103.0)).containsExactly("Gap bullish 101.0 105.0 101.0");
    assertThat(gap(102.1)).hasSize(1);
    assertThat(gap(101.9)).as("less than half a range").isEmpty();
    assertThat(gap(101.0)).as("touching").isEmpty();
    assertThat(gap(94.0)).containsExactly("Gap bearish 99.0 93.0 99.0");
  }

  /** Twenty bars from 99 to 101, then one from {@code low} to two above. */
  private static List<String> gap(double low) {
    List<double[]> bars = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      bars.add(new double[] {100, 101, 99, 100, 1_000});
    }
    bars.add(new double[] {low + 0.5, low + 2, low, low + 1.5, 2_000});
    return Drawing.find(bars, Set.of("Gap")).stream()
        .map(Found::pattern)
        .map(
            p ->
                String.join(
                    " ",
                    p.name(),
                    p.direction().label(),
                    String.valueOf(p.breakout()),
                    String.valueOf(p.target()),
                    String.valueOf(p.stop())))
        .toList();
  }

  @Test
  void flatAndEmptyBarsShowNothing() {
    for (double price : new double[] {0, 0.01, 1e6}) {
      List<double[]> bars = new ArrayList<>();
      for (int i = 0; i < 600; i++) {
        bars.add(new double[] {price, price, price, price, 0});
      }
      assertThat(Drawing.find(bars, ChartPatterns.names())).isEmpty();
    }
  }

  @Test
  void withoutVolumeConfidenceIsStillANumber() {
    List<double[]> bars = Drawing.of("0 10 5 10 0", 13, 0, 0).bars();
    bars.forEach(bar -> bar[4] = 0);
    assertThat(Drawing.find(bars, Set.of("DoubleTop")))
        .singleElement()
        .satisfies(found -> assertThat(found.pattern().confidence()).isBetween(0.3, 1.0));
  }

  @Test
  void quietBarsAllocateNothing() {
    ChartPatternDetector detector = new ChartPatternDetector(ChartPatterns.names());
    Runnable bars =
        () -> {
          for (int i = 0; i < 400_000; i++) {
            double price = 100 + 0.001 * (i % 7);
            detector.add(i, price + 1, price - 1, price, 10, pattern -> {});
          }
        };
    assertThat(Allocation.bytes(bars)).isLessThan(20_000);
  }

  @Test
  void aWrongNameGetsTheNearestOnes() {
    assertThatThrownBy(() -> new ChartPatternDetector(Set.of("HeadAndShoulder")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("HeadAndShoulders")
        .hasMessageContaining("was HeadAndShoulder");
  }
}

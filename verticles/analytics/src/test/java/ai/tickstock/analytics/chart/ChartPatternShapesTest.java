package ai.tickstock.analytics.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.market.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each chart pattern drawn and found, and drawn nearly and not found: with legs of five to twenty
 * bars, at prices from cents to thousands, clean and noisy.
 */
class ChartPatternShapesTest {
  private static final int[] LEGS = {5, 8, 13, 20};
  private static final double[] PRICES = {0.01, 1, 1_000};
  private static final double[] NOISES = {0, 0.05, 0.1};

  /**
   * A pattern's line, and lines that it is not.
   *
   * @param upsideDown the pattern's name if the line is turned over; null if there is none
   */
  record Shape(
      String name,
      Direction direction,
      String upsideDown,
      String line,
      double breakout,
      double target,
      List<String> misses) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Shape shape(
      String name,
      Direction direction,
      String upsideDown,
      String line,
      double breakout,
      double target,
      String... misses) {
    return new Shape(name, direction, upsideDown, line, breakout, target, List.of(misses));
  }

  static List<Shape> shapes() {
    return List.of(
        shape(
            "HeadAndShoulders",
            Direction.BEARISH,
            "InverseHeadAndShoulders",
            "0 10 6 14 6 10 0",
            6,
            -2,
            "0 10 6 14 6 13.5 0",
            "0 10 6 10.5 6 10 0",
            "0 10 6 14 9 10 0",
            "0 10 6 14 6 10 7 9 8 12 16",
            "8 10 6 14 6 10 0"),
        shape(
            "DoubleTop",
            Direction.BEARISH,
            "DoubleBottom",
            "0 10 5 10 0",
            5,
            0,
            "0 10 5 8 0",
            "0 10 5 12 0",
            "0 10 5 10 7 16",
            "6 10 5 10 0"),
        shape(
            "TripleTop",
            Direction.BEARISH,
            "TripleBottom",
            "0 10 5 10 5 10 0",
            5,
            0,
            "0 10 5 10 5 8 0",
            "0 10 2 10 8 10 0",
            "0 10 5 10 5 10 7 16"),
        shape(
            "VTop", Direction.BEARISH, "VBottom", "4 0 12 0", 6, 0, "4 0 12 7@2.5 5", "4 0 12 20"),
        shape(
            "CupAndHandle",
            Direction.BULLISH,
            null,
            "0 10 6.5@0.5 4.8@0.5 4@0.7 4@0.6 4.8@0.7 6.5@0.5 10@0.5 8.5 12",
            10,
            16,
            "0 10 4@2 10@2 8.5 12",
            "0 10 6.5@0.5 4.8@0.5 4@0.7 4@0.6 4.8@0.7 6.5@0.5 10@0.5 6 12",
            "0 10 6.5@0.5 4.8@0.5 4@0.7 4@0.6 4.8@0.7 6.5@0.5 8@0.5 7 12"),
        shape(
            "BullFlag",
            Direction.BULLISH,
            "BearFlag",
            "5 0 20 16.5 18.5 15 25",
            17.6,
            37.8,
            "5 0 20 11 14 5 25",
            "5 0 20 15 18.5 16 25",
            "5 0 20 16.5 18.5 15 3"),
        shape(
            "Pennant",
            Direction.BULLISH,
            "Pennant",
            "5 0 20 15 18.5 16 25",
            17.5,
            37.5,
            "5 0 20 16.5 18.5 15 25",
            "5 0 20 5 18.5 6 25"),
        shape(
            "AscendingTriangle",
            Direction.BULLISH,
            "DescendingTriangle",
            "0 10 4 10 6 10 8@0.7 14",
            10,
            17,
            "0 10 4 12 6 14 8@0.7 18",
            "0 10 4 10 4 10 7 14"),
        shape(
            "SymmetricalTriangle",
            Direction.BULLISH,
            "SymmetricalTriangle",
            "0 12 4 10.5 5.5 9 7.4@0.6 14",
            8.5,
            17.4,
            "0 12 4 12 4 12 7 16",
            "0 12 4 10.5 2.5 9 5 14"),
        shape(
            "RisingWedge",
            Direction.BEARISH,
            "FallingWedge",
            "0 10 4 12 8 14 2",
            10.5,
            2.5,
            "0 10 4 12 6 14 2",
            "0 10 4 12 8 14 12@0.7 22"),
        shape(
            "Rectangle",
            Direction.BULLISH,
            "Rectangle",
            "0 10 5 10 5 10 7 15",
            10,
            15,
            "0 10 5 10 5 13 8 18",
            "0 10 5 10 7.5 10 8 15"));
  }

  static Stream<Shape> turnable() {
    return shapes().stream().filter(shape -> shape.upsideDown() != null);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void itIsFoundWhereItIsDrawn(Shape shape) {
    forAll(
        shape.line(),
        (drawing, what) ->
            assertThat(drawing.find(shape.name()))
                .as(what)
                .extracting(found -> found.pattern().direction())
                .containsExactly(shape.direction()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("turnable")
  void upsideDownItIsItsOpposite(Shape shape) {
    Direction opposite =
        shape.direction() == Direction.BULLISH ? Direction.BEARISH : Direction.BULLISH;
    forAll(
        shape.line(),
        (drawing, what) ->
            assertThat(drawing.upsideDown().find(shape.upsideDown()))
                .as(what)
                .extracting(found -> found.pattern().direction())
                .containsExactly(opposite));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void itIsNotFoundWhereItNearlyIs(Shape shape) {
    for (String miss : shape.misses()) {
      forAll(miss, (drawing, what) -> assertThat(drawing.find(shape.name())).as(what).isEmpty());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void levelAndTargetAreWhereTheyAreDrawn(Shape shape) {
    ChartPattern pattern = Drawing.of(shape.line(), 20, 0, 0).find(shape.name()).get(0).pattern();
    assertThat((pattern.breakout() - 100) / 0.5).isCloseTo(shape.breakout(), within(0.5));
    assertThat((pattern.target() - 100) / 0.5).isCloseTo(shape.target(), within(1.0));
    assertThat(pattern.confidence()).isBetween(0.3, 1.0);
    boolean isUp = shape.direction() == Direction.BULLISH;
    assertThat(pattern.stop() < pattern.breakout()).isEqualTo(isUp);
    assertThat(pattern.points())
        .extracting(ChartPoint::startMillis)
        .isSorted()
        .hasSizeGreaterThan(2);
  }

  @Test
  void everyPatternIsDrawn() {
    List<String> drawn = new ArrayList<>(List.of("Gap"));
    shapes().forEach(shape -> drawn.add(shape.name()));
    turnable().forEach(shape -> drawn.add(shape.upsideDown()));
    assertThat(ChartPatterns.names()).isEqualTo(drawn.stream().collect(Collectors.toSet()));
  }

  private interface Check {
    void see(Drawing drawing, String what);
  }

  private static void forAll(String line, Check check) {
    for (int leg : LEGS) {
      for (double noise : NOISES) {
        for (double price : PRICES) {
          Drawing drawing = Drawing.of(line, leg, noise, leg).times(price);
          check.see(drawing, "%s: %d bars, noise %s, %s".formatted(line, leg, noise, price));
        }
      }
    }
  }
}

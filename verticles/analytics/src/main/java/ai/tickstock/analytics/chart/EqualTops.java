package ai.tickstock.analytics.chart;

import static ai.tickstock.market.Direction.BEARISH;
import static ai.tickstock.market.Direction.BULLISH;

import java.util.List;

/** Two or three tops of one height; and upside down. */
final class EqualTops implements ChartRule {
  private static final double TOPS = 0.15;
  private static final double VALLEYS = 0.35;
  private static final double EVEN = 2.5;

  private static final String SOURCE =
      "Edwards and Magee, Technical Analysis of Stock Trends, 1948; Bulkowski, Encyclopedia of Chart"
          + " Patterns, 2005";

  static final EqualTops THREE =
      new EqualTops(
          new String[][] {
            {"first top", "first valley", "second top", "second valley", "third top"},
            {"first bottom", "first peak", "second bottom", "second peak", "third bottom"}
          },
          new ChartPatternDefinition(
              "TripleTop",
              Kind.TURN,
              List.of(BEARISH),
              "Three tops of one height; a close below the lowest valley between them",
              "Height H from the mean top to the mean valley. The tops lie within 0.15 H of each"
                  + " other, the valleys within 0.35 H; the stretches left and right of the middle"
                  + " one are within 2.5 times each other; H is 3 mean bar ranges; the rise begins"
                  + " below the valleys",
              SOURCE,
              0.14),
          new ChartPatternDefinition(
              "TripleBottom",
              Kind.TURN,
              List.of(BULLISH),
              "Three bottoms of one height; a close above the highest peak between them",
              "TripleTop upside down",
              SOURCE,
              0.14));

  static final EqualTops TWO =
      new EqualTops(
          new String[][] {
            {"first top", "valley", "second top"}, {"first bottom", "peak", "second bottom"}
          },
          new ChartPatternDefinition(
              "DoubleTop",
              Kind.TURN,
              List.of(BEARISH),
              "Two tops of one height; a close below the valley between them",
              "Height H from the mean top to the valley. The tops lie within 0.15 H of each other;"
                  + " the ways down and up are within 2.5 times each other; H is 3 mean bar ranges;"
                  + " the rise begins below the valley",
              SOURCE,
              0.57),
          new ChartPatternDefinition(
              "DoubleBottom",
              Kind.TURN,
              List.of(BULLISH),
              "Two bottoms of one height; a close above the peak between them",
              "DoubleTop upside down",
              SOURCE,
              0.57));

  private final String[][] roles;
  private final int first;
  private final ChartPatternDefinition top;
  private final ChartPatternDefinition bottom;

  private EqualTops(String[][] roles, ChartPatternDefinition top, ChartPatternDefinition bottom) {
    this.roles = roles;
    this.first = roles[0].length - 1;
    this.top = top;
    this.bottom = bottom;
  }

  @Override
  public List<ChartPatternDefinition> definitions() {
    return List.of(top, bottom);
  }

  @Override
  public Setup match(Outline corners, Fit fit) {
    if (corners.count() <= first) {
      return null;
    }
    double highest = Double.NEGATIVE_INFINITY;
    double lowest = Double.POSITIVE_INFINITY;
    double tops = 0;
    for (int corner = 0; corner <= first; corner += 2) {
      highest = Math.max(highest, corners.price(corner));
      lowest = Math.min(lowest, corners.price(corner));
      tops += corners.price(corner);
    }
    double valley = Math.min(corners.price(1), corners.price(first - 1));
    double otherValley = Math.max(corners.price(1), corners.price(first - 1));
    double height = tops / (first / 2 + 1) - (valley + otherValley) / 2;
    int right = corners.width(first / 2);
    boolean found =
        Turns.isHigh(corners, first, height, fit)
            && fit.within(highest - lowest, TOPS * height)
            && (first == 2 || fit.within(otherValley - valley, VALLEYS * height))
            && Turns.isEven(corners.width(first) - right, right, EVEN, fit)
            && Turns.comesFromBelow(corners, first, valley);
    if (!found) {
      return null;
    }
    boolean upsideDown = corners.view().isUpsideDown();
    return new Setup(
        corners,
        roles[upsideDown ? 1 : 0],
        Line.flat(valley),
        Line.flat(highest),
        upsideDown ? bottom : top,
        null,
        height,
        fit);
  }
}

package ai.tickstock.analytics.chart;

import static ai.tickstock.market.Direction.BEARISH;
import static ai.tickstock.market.Direction.BULLISH;

import java.util.List;

/** Three tops of which the middle one is the highest, over a neckline; and upside down. */
final class HeadAndShoulders implements ChartRule {
  private static final double NECK = 0.2;
  private static final double SHOULDERS = 0.2;
  private static final double LEAST_SHOULDER = 0.2;
  private static final double LEAST_HEAD = 0.2;
  private static final double EVEN = 2;

  private static final String[] ROLES = {
    "left shoulder", "left neck", "head", "right neck", "right shoulder"
  };

  private static final String SOURCE =
      "Edwards and Magee, Technical Analysis of Stock Trends, 1948; tolerances after Lo, Mamaysky"
          + " and Wang, Foundations of Technical Analysis, 2000";

  private static final ChartPatternDefinition TOP =
      new ChartPatternDefinition(
          "HeadAndShoulders",
          Kind.TURN,
          List.of(BEARISH),
          "Three tops, the middle one the highest; a close below the line through the bottoms",
          "Height H from neckline to head. Shoulders and bottoms each differ by at most 0.2 H, the"
              + " head is 0.2 H above both shoulders, they 0.2 H above the neckline; the stretches"
              + " left and right of the head are within twice each other; H is 3 mean bar"
              + " ranges; the rise begins below the neckline",
          SOURCE,
          1.1);

  private static final ChartPatternDefinition BOTTOM =
      new ChartPatternDefinition(
          "InverseHeadAndShoulders",
          Kind.TURN,
          List.of(BULLISH),
          "Three bottoms, the middle one the lowest; a close above the line through the tops",
          "HeadAndShoulders upside down",
          SOURCE,
          1.1);

  @Override
  public List<ChartPatternDefinition> definitions() {
    return List.of(TOP, BOTTOM);
  }

  @Override
  public Setup match(Outline corners, Fit fit) {
    if (corners.count() < 5) {
      return null;
    }
    double head = corners.price(2);
    double height = head - neckAt(corners, 2);
    double left = corners.price(4);
    double right = corners.price(0);
    double leastShoulder = Math.min(left - neckAt(corners, 4), right - neckAt(corners, 0));
    boolean found =
        Turns.isHigh(corners, 4, height, fit)
            && fit.within(left - right, SHOULDERS * height)
            && fit.within(corners.price(3) - corners.price(1), NECK * height)
            && fit.atLeast(head - Math.max(left, right), LEAST_HEAD * height)
            && fit.atLeast(leastShoulder, LEAST_SHOULDER * height)
            && Turns.isEven(corners.width(4) - corners.width(2), corners.width(2), EVEN, fit)
            && Turns.comesFromBelow(corners, 4, neckAt(corners, 4));
    if (!found) {
      return null;
    }
    ChartPatternDefinition definition = corners.view().isUpsideDown() ? BOTTOM : TOP;
    Line neck = corners.line(3, 1);
    return new Setup(corners, ROLES, neck, Line.flat(right), definition, null, height, fit);
  }

  private static double neckAt(Outline corners, int corner) {
    return corners.at(3, 1, corners.bar(corner));
  }
}

package ai.tickstock.analytics.chart;

import static ai.tickstock.market.Direction.BEARISH;
import static ai.tickstock.market.Direction.BULLISH;

import java.util.List;

/** A straight rise that is undone as fast; and upside down. */
final class Spike implements ChartRule {
  private static final double STRAIGHT = 0.85;
  private static final double LEAST_RANGES = 4;
  private static final double RETRACED = 0.5;
  private static final String[] TOP_ROLES = {"start", "top"};
  private static final String[] BOTTOM_ROLES = {"start", "bottom"};
  private static final String SOURCE =
      "Edwards and Magee, Technical Analysis of Stock Trends, 1948 (spike); straightness: Kaufman,"
          + " Trading Systems and Methods, 1978 (efficiency ratio)";

  private static final ChartPatternDefinition TOP =
      new ChartPatternDefinition(
          "VTop",
          Kind.TURN,
          List.of(BEARISH),
          "A straight rise, of which a fall as fast takes half back",
          "Height H from the swing low to the top. The closes of the rise go 0.85 of their way"
              + " upwards; H is 4 mean bar ranges; a close takes 0.5 H back within 0.7 times"
              + " the bars of the rise",
          SOURCE,
          1.5);

  private static final ChartPatternDefinition BOTTOM =
      new ChartPatternDefinition(
          "VBottom",
          Kind.TURN,
          List.of(BULLISH),
          "A straight fall, of which a rise as fast takes half back",
          "VTop upside down",
          SOURCE,
          1.5);

  @Override
  public List<ChartPatternDefinition> definitions() {
    return List.of(TOP, BOTTOM);
  }

  @Override
  public Setup match(Outline corners, Fit fit) {
    if (corners.count() < 2) {
      return null;
    }
    View view = corners.view();
    int rise = corners.width(1);
    double top = corners.price(0);
    double height = top - corners.price(1);
    double range = view.bars().meanRange(corners.bar(1), corners.bar(0));
    boolean found =
        rise > corners.strength()
            && height > 0
            && fit.atLeast(height, LEAST_RANGES * range)
            && fit.atLeast(straightness(view, corners.bar(1), corners.bar(0)), STRAIGHT);
    if (!found) {
      return null;
    }
    boolean upsideDown = view.isUpsideDown();
    Line level = Line.flat(top - RETRACED * height);
    return new Setup(
            corners,
            upsideDown ? BOTTOM_ROLES : TOP_ROLES,
            level,
            Line.flat(top),
            upsideDown ? BOTTOM : TOP,
            null,
            RETRACED * height,
            fit)
        .waiting(Math.max(corners.strength() + 1, rise * 7 / 10));
  }

  /** How far the closes got upwards, of all the way they went: -1 to 1. */
  private static double straightness(View view, int from, int to) {
    double way = 0;
    for (int bar = from + 1; bar <= to; bar++) {
      way += Math.abs(view.close(bar) - view.close(bar - 1));
    }
    return way > 0 ? (view.close(to) - view.close(from)) / way : 0;
  }
}

package ai.tickstock.analytics.chart;

import static ai.tickstock.market.Direction.BULLISH;

import java.util.List;

/** A round bottom between two rims, then a shallow pause below the right one. */
final class CupAndHandle implements ChartRule {
  private static final String[] ROLES = {"left rim", "cup", "right rim"};
  private static final double RIMS = 0.25;
  private static final double ROUND = 0.2;
  private static final double HANDLE = 0.5;
  private static final double OFF_CENTRE = 0.25;
  private static final int LEAST_WIDTH = 20;

  private static final ChartPatternDefinition CUP =
      new ChartPatternDefinition(
          "CupAndHandle",
          Kind.RANGE,
          List.of(BULLISH),
          "A round bottom and a shallow pause; a close above the right rim",
          "Depth H from the lower rim to the cup's bottom. The rims differ by at most 0.25 H; the"
              + " bottom lies in the middle half of at least 20 bars, whose closes there are at most"
              + " 0.2 H above it in the mean (a V has 0.25 H); the handle is one swing long at least"
              + " and closes in the upper half; H is 3 mean bar ranges; the price came from below"
              + " the middle of the cup",
          "William O'Neil, How to Make Money in Stocks, 1988",
          0.01);

  @Override
  public List<ChartPatternDefinition> definitions() {
    return List.of(CUP);
  }

  @Override
  public Setup match(Outline corners, Fit fit) {
    if (corners.count() < 3 || corners.view().isUpsideDown() || corners.width(2) < LEAST_WIDTH) {
      return null;
    }
    double left = corners.price(2);
    double right = corners.price(0);
    double bottom = corners.price(1);
    double height = Math.min(left, right) - bottom;
    double place = (double) corners.width(1) / corners.width(2);
    boolean found =
        Turns.isHigh(corners, 2, height, fit)
            && fit.within(left - right, RIMS * height)
            && fit.within(place - 0.5, OFF_CENTRE)
            && fit.within(meanAboveBottom(corners, bottom), ROUND * height)
            && Turns.comesFromBelow(corners, 2, bottom + height / 2);
    if (!found) {
      return null;
    }
    Line handle = Line.flat(right - HANDLE * height);
    return new Setup(corners, ROLES, handle, Line.flat(right), null, CUP, height, fit);
  }

  /** Of the closes in the middle half of the cup. */
  private static double meanAboveBottom(Outline corners, double bottom) {
    int quarter = corners.width(2) / 4;
    double sum = 0;
    int from = corners.bar(2) + quarter;
    int to = corners.bar(0) - quarter;
    for (int bar = from; bar <= to; bar++) {
      sum += corners.view().close(bar) - bottom;
    }
    return sum / (to - from + 1);
  }
}

package ai.tickstock.analytics.chart;

import static ai.tickstock.market.Direction.BEARISH;
import static ai.tickstock.market.Direction.BULLISH;

import java.util.List;

/** A steep move, the pole, and a small pause against it; here the pole goes down. */
final class Pause implements ChartRule {
  private static final double LEAST_RANGES = 4;
  private static final double RETRACED = 0.5;
  private static final double PARALLEL = 0.3;
  private static final double AGAINST = -0.1;
  private static final double CONVERGING = 0.15;
  private static final int MOST_POLES = 5;

  private static final String[] DOWN_ROLES = {
    "pole", "first low", "first high", "second low", "second high"
  };
  private static final String[] UP_ROLES = {
    "pole", "first high", "first low", "second high", "second low"
  };

  private static final String SOURCE =
      "Edwards and Magee, Technical Analysis of Stock Trends, 1948; Bulkowski, Encyclopedia of Chart"
          + " Patterns, 2005";

  private static final ChartPatternDefinition BULL =
      new ChartPatternDefinition(
          "BullFlag",
          Kind.RANGE,
          List.of(BULLISH),
          "A steep rise, a small channel against it; a close above the channel",
          "The pole is 4 mean bar ranges high, takes no more bars than the flag, and the flag no"
              + " more than 5 poles. Of its width W at its second corner the lines keep within 0.3 W"
              + " of parallel and go at most 0.1 W with the pole; it takes back at most half the"
              + " pole. The target is a pole away",
          SOURCE,
          0.31);

  private static final ChartPatternDefinition BEAR =
      new ChartPatternDefinition(
          "BearFlag",
          Kind.RANGE,
          List.of(BEARISH),
          "A steep fall, a small channel against it; a close below the channel",
          "BullFlag upside down",
          SOURCE,
          0.31);

  private static final ChartPatternDefinition PENNANT =
      new ChartPatternDefinition(
          "Pennant",
          Kind.RANGE,
          List.of(BULLISH, BEARISH),
          "A steep move, a small triangle after it; a close out of it the way of the move",
          "As a flag, but the lines come together: each by at least 0.15 W",
          SOURCE,
          0.1);

  @Override
  public List<ChartPatternDefinition> definitions() {
    return List.of(BULL, BEAR, PENNANT);
  }

  @Override
  public Setup match(Outline corners, Fit fit) {
    if (corners.count() < 5) {
      return null;
    }
    double foot = corners.price(3);
    double pole = corners.price(4) - foot;
    int poleBars = corners.width(4) - corners.width(3);
    int bars = corners.width(3);
    double range = corners.view().bars().meanRange(corners.bar(4), corners.bar(0));
    double back = Math.max(corners.price(2), corners.price(0)) - foot;
    boolean found =
        pole > 0
            && poleBars <= bars
            && bars <= MOST_POLES * poleBars
            && fit.atLeast(pole, LEAST_RANGES * range)
            && fit.within(back, RETRACED * pole);
    return found ? between(corners, pole, fit) : null;
  }

  private static Setup between(Outline corners, double pole, Fit fit) {
    double width = corners.price(2) - corners.at(3, 1, corners.bar(2));
    double rise = corners.price(0) - corners.price(2);
    double floorRise = corners.slope(3, 1) * corners.width(2);
    boolean isUp = corners.view().isUpsideDown();
    ChartPatternDefinition found = null;
    if (width <= 0) {
      return null;
    } else if (rise >= AGAINST * width && floorRise >= AGAINST * width) {
      found = fit.within(rise - floorRise, PARALLEL * width) ? isUp ? BULL : BEAR : null;
    } else if (rise <= -CONVERGING * width && floorRise >= CONVERGING * width) {
      found = floorRise - rise < width ? PENNANT : null;
    }
    if (found == null) {
      return null;
    }
    String[] roles = isUp ? UP_ROLES : DOWN_ROLES;
    return new Setup(
        corners, roles, corners.line(3, 1), corners.line(2, 0), found, null, pole, fit);
  }
}

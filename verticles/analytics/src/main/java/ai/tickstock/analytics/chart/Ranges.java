package ai.tickstock.analytics.chart;

import static ai.tickstock.market.Direction.BEARISH;
import static ai.tickstock.market.Direction.BULLISH;

import ai.tickstock.market.Direction;
import java.util.List;

/** Prices between two lines that three tops and two bottoms make, in any view. */
final class Ranges implements ChartRule {
  private static final double FLAT = 0.1;
  private static final double SLOPED = 0.3;
  private static final double NARROWING = 0.25;
  private static final double MOST_NARROWING = 0.8;
  private static final double TOUCH = 0.07;
  private static final double OUTSIDE = 0.05;

  private static final String[] ROLES = {
    "first high", "first low", "second high", "second low", "third high"
  };
  private static final String[] UPSIDE_DOWN_ROLES = {
    "first low", "first high", "second low", "second high", "third low"
  };

  private static final String SOURCE =
      "Edwards and Magee, Technical Analysis of Stock Trends, 1948; five corners after Lo, Mamaysky"
          + " and Wang, Foundations of Technical Analysis, 2000";

  private static final String COMMON =
      "; of the height H at the first corner: the middle one of three corners lies within 0.07 H of"
          + " their line, no close is 0.05 H outside the lines, H is 3 mean bar ranges";

  private static final ChartPatternDefinition ASCENDING =
      define(
          "AscendingTriangle",
          "A level top, rising bottoms; a close out of it",
          "The top line changes by at most 0.1 H, the bottom line rises by 0.3 to 0.8 H" + COMMON,
          1.2,
          BULLISH,
          BEARISH);

  private static final ChartPatternDefinition DESCENDING =
      define(
          "DescendingTriangle",
          "A level bottom, falling tops; a close out of it",
          "AscendingTriangle upside down",
          1.2,
          BULLISH,
          BEARISH);

  private static final ChartPatternDefinition SYMMETRICAL =
      define(
          "SymmetricalTriangle",
          "Falling tops, rising bottoms; a close out of it",
          "Each line goes at least 0.25 H towards the other, both together at most 0.8 H" + COMMON,
          0.9,
          BULLISH,
          BEARISH);

  private static final ChartPatternDefinition RISING_WEDGE =
      define(
          "RisingWedge",
          "Rising tops, bottoms that rise faster; a close below them",
          "The top line rises by at least 0.25 H, the bottom line by 0.25 to 0.8 H more" + COMMON,
          1.7,
          BEARISH);

  private static final ChartPatternDefinition FALLING_WEDGE =
      define(
          "FallingWedge",
          "Falling bottoms, tops that fall faster; a close above them",
          "RisingWedge upside down",
          1.7,
          BULLISH);

  private static final ChartPatternDefinition RECTANGLE =
      define(
          "Rectangle",
          "Level tops, level bottoms; a close out of this range",
          "Both lines change by at most 0.1 H" + COMMON,
          0.09,
          BULLISH,
          BEARISH);

  private static ChartPatternDefinition define(
      String name, String description, String rule, double falseAlarms, Direction... directions) {
    return new ChartPatternDefinition(
        name, Kind.RANGE, List.of(directions), description, rule, SOURCE, falseAlarms);
  }

  @Override
  public List<ChartPatternDefinition> definitions() {
    return List.of(ASCENDING, DESCENDING, SYMMETRICAL, RISING_WEDGE, FALLING_WEDGE, RECTANGLE);
  }

  @Override
  public Setup match(Outline corners, Fit fit) {
    if (corners.count() < 5) {
      return null;
    }
    double height = corners.price(4) - corners.at(3, 1, corners.bar(4));
    boolean found =
        Turns.isHigh(corners, 4, height, fit)
            && fit.within(corners.price(2) - corners.at(4, 0, corners.bar(2)), TOUCH * height)
            && isWithin(corners, OUTSIDE * height);
    if (!found) {
      return null;
    }
    double rise = (corners.price(0) - corners.price(4)) / height;
    double floorRise = corners.slope(3, 1) * corners.width(4) / height;
    return setup(corners, rise, floorRise, height, fit);
  }

  private static boolean isWithin(Outline corners, double tolerance) {
    double upper = corners.price(4) + tolerance;
    double lower = corners.at(3, 1, corners.bar(4)) - tolerance;
    double rise = corners.slope(4, 0);
    double floorRise = corners.slope(3, 1);
    for (int bar = corners.bar(4); bar <= corners.bar(0); bar++) {
      double close = corners.view().close(bar);
      int after = bar - corners.bar(4);
      if (close > upper + rise * after || close < lower + floorRise * after) {
        return false;
      }
    }
    return true;
  }

  private static Setup setup(
      Outline corners, double rise, double floorRise, double height, Fit fit) {
    boolean upsideDown = corners.view().isUpsideDown();
    ChartPatternDefinition below = null;
    ChartPatternDefinition above = null;
    double narrowing = floorRise - rise;
    if (Math.abs(rise) <= FLAT && Math.abs(floorRise) <= FLAT) {
      below = above = RECTANGLE;
    } else if (narrowing > MOST_NARROWING) {
      return null;
    } else if (Math.abs(rise) <= FLAT && floorRise >= SLOPED) {
      below = above = upsideDown ? DESCENDING : ASCENDING;
    } else if (rise <= -SLOPED && Math.abs(floorRise) <= FLAT) {
      below = above = upsideDown ? ASCENDING : DESCENDING;
    } else if (rise <= -NARROWING && floorRise >= NARROWING) {
      below = above = SYMMETRICAL;
    } else if (rise >= NARROWING && narrowing >= NARROWING) {
      below = upsideDown ? FALLING_WEDGE : RISING_WEDGE;
    } else if (floorRise <= -NARROWING && narrowing >= NARROWING) {
      above = upsideDown ? RISING_WEDGE : FALLING_WEDGE;
    }
    if (below == null && above == null) {
      return null;
    }
    String[] roles = upsideDown ? UPSIDE_DOWN_ROLES : ROLES;
    Line lower = corners.line(3, 1);
    Line upper = corners.line(4, 0);
    return new Setup(corners, roles, lower, upper, below, above, height, fit);
  }
}

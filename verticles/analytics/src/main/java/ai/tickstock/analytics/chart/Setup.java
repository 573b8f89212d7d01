package ai.tickstock.analytics.chart;

import ai.tickstock.market.Direction;
import java.util.ArrayList;
import java.util.List;

/**
 * A shape that is complete but for its breakout: two lines, and what it means when a close leaves
 * them.
 *
 * <p>It waits half as many bars as the shape has, at most {@value #MOST_WAIT}, and not beyond where
 * its lines meet. Then
 *
 * <pre>confidence = 0.60 * fit + 0.25 * decision + 0.15 * volume</pre>
 *
 * <ul>
 *   <li><b>fit</b>: the mean over the rule's measured conditions, 1 where nothing deviates and 0 at
 *       the tolerance; where something has to be large enough, {@code 1 - least / value};
 *   <li><b>decision</b>: {@code d / (d + 0.1 * height)} of the distance d of the confirming close
 *       from the level: 0.5 for a tenth of the pattern's height;
 *   <li><b>volume</b>: {@code v / (v + mean)} of the confirming bar's volume and the mean within
 *       the shape; 0.5 where there is none.
 * </ul>
 */
final class Setup {
  /** Bars it waits for its breakout, at most. */
  static final int MOST_WAIT = 80;

  private static final double FIT = 0.60;
  private static final double DECISION = 0.25;
  private static final double VOLUME = 0.15;
  private static final double DECISIVE = 0.1;

  private final View view;
  private final int scale;
  private final List<ChartPoint> points = new ArrayList<>();
  private final int lastCorner;
  private final double meanVolume;
  private final double fit;
  private final double height;
  private final Line lower;
  private final Line upper;
  private final ChartPatternDefinition below;
  private final ChartPatternDefinition above;
  private int lastBar;

  /**
   * @param roles of the corners, oldest first: as many as belong to the shape
   * @param below what a close below the lower line confirms; null if it ends the shape
   * @param above what a close above the upper line confirms; null if it ends the shape
   * @param height the measured move
   */
  Setup(
      Outline corners,
      String[] roles,
      Line lower,
      Line upper,
      ChartPatternDefinition below,
      ChartPatternDefinition above,
      double height,
      Fit fit) {
    this.view = corners.view();
    this.scale = corners.strength();
    this.lower = lower;
    this.upper = upper;
    this.below = below;
    this.above = above;
    this.height = height;
    this.fit = fit.score();
    int first = roles.length - 1;
    for (int corner = first; corner >= 0; corner--) {
      point(roles[first - corner], corners.bar(corner), corners.price(corner));
    }
    lastCorner = corners.bar(0);
    lastBar = lastCorner + Math.max(scale, Math.min(MOST_WAIT, corners.width(first) / 2));
    meanVolume = view.bars().meanVolume(corners.bar(first), lastCorner);
  }

  private void point(String role, int bar, double price) {
    points.add(new ChartPoint(role, view.bars().start(bar), view.price(price)));
  }

  /** Waits so many bars from its last corner. */
  Setup waiting(int bars) {
    lastBar = lastCorner + Math.min(MOST_WAIT, bars);
    return this;
  }

  /** What it may become; if either, the same. */
  ChartPatternDefinition definition() {
    return below != null ? below : above;
  }

  int scale() {
    return scale;
  }

  int lastCorner() {
    return lastCorner;
  }

  /** Whether a close since the last corner has ended it already. */
  boolean isSpoilt() {
    for (int bar = lastCorner + 1; bar < view.bars().newest(); bar++) {
      if (isEndedAt(bar)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it can no longer be confirmed after this bar. */
  boolean isOverAfter(int bar) {
    return bar >= lastBar || hasMet(bar + 1) || isEndedAt(bar);
  }

  /** Behind the point where its lines meet there is no shape. */
  private boolean hasMet(int bar) {
    return lower.at(bar) >= upper.at(bar);
  }

  private boolean isEndedAt(int bar) {
    double close = view.close(bar);
    return below == null && close < lower.at(bar) || above == null && close > upper.at(bar);
  }

  /** What the newest bar makes of it; null while it is within its lines. */
  ChartPattern confirmed() {
    int bar = view.bars().newest();
    double close = view.close(bar);
    if (bar > lastBar || hasMet(bar)) {
      return null;
    }
    if (below != null && close < lower.at(bar)) {
      return pattern(below, bar, lower.at(bar), -1, upper.at(bar));
    }
    if (above != null && close > upper.at(bar)) {
      return pattern(above, bar, upper.at(bar), 1, lower.at(bar));
    }
    return null;
  }

  private ChartPattern pattern(
      ChartPatternDefinition what, int bar, double level, int sign, double other) {
    boolean isUp = sign > 0 != view.isUpsideDown();
    List<ChartPoint> all = new ArrayList<>(points);
    all.add(new ChartPoint("breakout", view.bars().start(bar), view.bars().close(bar)));
    return new ChartPattern(
        what.name(),
        isUp ? Direction.BULLISH : Direction.BEARISH,
        confidence(fit, (view.close(bar) - level) * sign / height, volumeBeside(bar)),
        view.price(level),
        view.price(level + sign * height),
        view.price(other),
        all);
  }

  private double volumeBeside(int bar) {
    return share(view.bars().volume(bar), meanVolume);
  }

  /**
   * The formula above.
   *
   * @param beyond how far the close is beyond the level, of the height
   * @param volume what {@link #share} says
   */
  static double confidence(double fit, double beyond, double volume) {
    return FIT * fit + DECISION * beyond / (beyond + DECISIVE) + VOLUME * volume;
  }

  /** A volume beside the usual one: 0.5 for as much, or where there is none. */
  static double share(double volume, double usual) {
    return volume + usual > 0 ? volume / (volume + usual) : 0.5;
  }
}

package ai.tickstock.analytics.chart;

import static ai.tickstock.market.Direction.BEARISH;
import static ai.tickstock.market.Direction.BULLISH;

import java.util.List;

/** Prices between two bars at which nobody traded. Needs no swing points. */
final class Gaps {
  /** Bars whose true ranges a gap is measured by. */
  static final int BARS = 14;

  private static final double LEAST = 0.5;

  static final ChartPatternDefinition GAP =
      new ChartPatternDefinition(
          "Gap",
          Kind.GAP,
          List.of(BULLISH, BEARISH),
          "A bar wholly above or below the one before",
          "The bars are at least half a mean true range of the 14 bars before apart. The target is"
              + " the gap's size beyond it; it has failed when it is filled",
          "Edwards and Magee, Technical Analysis of Stock Trends, 1948",
          0);

  private Gaps() {}

  /** The gap before the newest bar, in a view where it goes up; null if there is none. */
  static ChartPattern above(View view, Fit fit) {
    int bar = view.bars().newest();
    if (bar <= BARS || view.low(bar) <= view.high(bar - 1)) {
      return null;
    }
    double size = view.low(bar) - view.high(bar - 1);
    boolean found = fit.begin().atLeast(size, LEAST * meanTrueRange(view, bar - BARS, bar - 1));
    return found ? pattern(view, bar, size, fit.score()) : null;
  }

  private static ChartPattern pattern(View view, int bar, double size, double fit) {
    ChartBars bars = view.bars();
    double before = view.price(view.high(bar - 1));
    double usual = bars.meanVolume(bar - BARS, bar - 1);
    double beyond = (view.close(bar) - view.high(bar - 1)) / size;
    return new ChartPattern(
        GAP.name(),
        view.isUpsideDown() ? BEARISH : BULLISH,
        Setup.confidence(fit, beyond, Setup.share(bars.volume(bar), usual)),
        before,
        view.price(view.low(bar) + size),
        before,
        List.of(
            new ChartPoint("before", bars.start(bar - 1), before),
            new ChartPoint("after", bars.start(bar), view.price(view.low(bar)))));
  }

  private static double meanTrueRange(View view, int from, int to) {
    double sum = 0;
    for (int bar = from; bar <= to; bar++) {
      double close = view.close(bar - 1);
      sum += Math.max(view.high(bar), close) - Math.min(view.low(bar), close);
    }
    return sum / (to - from + 1);
  }
}

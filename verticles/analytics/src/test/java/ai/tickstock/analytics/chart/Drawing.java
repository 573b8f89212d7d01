package ai.tickstock.analytics.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Bars along a drawn line. It is written as levels, {@code "0 10 5 10 0"}: from each to the next is
 * one leg of bars; {@code 10@0.5} is reached in half a leg.
 */
final class Drawing {
  private static final double WICK = 0.1;
  private static final double UNIT = 0.5;
  private static final double BASE = 100;

  private final List<double[]> bars = new ArrayList<>();

  /**
   * @param leg bars of a leg
   * @param noise standard deviation added to every close, in levels
   */
  static Drawing of(String line, int leg, double noise, long seed) {
    Drawing drawing = new Drawing();
    Random random = new Random(seed);
    double level = 0;
    double last = Double.NaN;
    for (String part : line.split(" +")) {
      String[] step = part.split("@");
      double to = Double.parseDouble(step[0]);
      if (Double.isNaN(last)) {
        last = level = to;
        continue;
      }
      int many = (int) Math.round(leg * (step.length > 1 ? Double.parseDouble(step[1]) : 1));
      for (int bar = 1; bar <= many; bar++) {
        double close = level + (to - level) * bar / many + noise * random.nextGaussian();
        drawing.bar(last, close);
        last = close;
      }
      level = to;
    }
    return drawing;
  }

  private void bar(double open, double close) {
    double high = Math.max(open, close) + WICK;
    double low = Math.min(open, close) - WICK;
    bars.add(
        new double[] {
          BASE + UNIT * open, BASE + UNIT * high, BASE + UNIT * low, BASE + UNIT * close, 1_000
        });
  }

  /** The same at so many times the price. */
  Drawing times(double factor) {
    bars.forEach(
        bar -> {
          for (int i = 0; i < 4; i++) {
            bar[i] *= factor;
          }
        });
    return this;
  }

  /** The same the other way round. */
  Drawing upsideDown() {
    bars.replaceAll(
        b ->
            new double[] {
              2 * BASE - b[0], 2 * BASE - b[2], 2 * BASE - b[1], 2 * BASE - b[3], b[4]
            });
    return this;
  }

  List<double[]> bars() {
    return bars;
  }

  /** What is found of one pattern, with the bar that confirms it. */
  List<Found> find(String pattern) {
    return find(bars, Set.of(pattern));
  }

  /** A pattern and the number of the bar that confirmed it. */
  record Found(int bar, ChartPattern pattern) {}

  /** What is found in bars that are given one by one; their start is their number. */
  static List<Found> find(List<double[]> bars, Set<String> patterns) {
    ChartPatternDetector detector = new ChartPatternDetector(patterns);
    List<Found> found = new ArrayList<>();
    for (int i = 0; i < bars.size(); i++) {
      int bar = i;
      double[] b = bars.get(i);
      detector.add(i, b[1], b[2], b[3], b[4], pattern -> found.add(new Found(bar, pattern)));
    }
    return found;
  }
}

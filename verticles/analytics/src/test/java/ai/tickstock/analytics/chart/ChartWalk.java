package ai.tickstock.analytics.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random walks without drift: sixteen steps a bar, volumes at random. Nothing in them means
 * anything.
 */
final class ChartWalk {
  private static final int STEPS = 16;

  private ChartWalk() {}

  static List<double[]> bars(long seed, int count) {
    Random random = new Random(seed);
    List<double[]> bars = new ArrayList<>(count);
    double log = Math.log(100);
    for (int i = 0; i < count; i++) {
      double open = Math.exp(log);
      double high = open;
      double low = open;
      double close = open;
      for (int step = 0; step < STEPS; step++) {
        log += 0.0005 * random.nextGaussian();
        close = Math.exp(log);
        high = Math.max(high, close);
        low = Math.min(low, close);
      }
      bars.add(new double[] {open, high, low, close, 500 + random.nextInt(1_000)});
    }
    return bars;
  }
}

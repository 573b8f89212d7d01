package ai.tickstock.app.sources;

import java.util.Arrays;

/**
 * A line that looks like a random walk and yet is a function of time: noise of twelve lengths from
 * two seconds to three months, each as large as a walk grows in that time. So a market can be
 * looked at anywhere without having lived through what came before, and never leaves for good. Not
 * thread-safe: it remembers where it last looked.
 */
final class Walk {
  private static final int STEPS = 12;

  /** What noises as large as the root of their length add up to, per second of time. */
  private static final double DEVIATION_PER_ROOT_SECOND = 1.4;

  private static final double[] SIZE = new double[STEPS];
  private static final double[] PER_SECOND = new double[STEPS];

  static {
    for (int i = 0; i < STEPS; i++) {
      SIZE[i] = Math.sqrt(2L << (2 * i)) / DEVIATION_PER_ROOT_SECOND;
      PER_SECOND[i] = 1.0 / (2L << (2 * i));
    }
  }

  private final long seed;
  private final long[] left = new long[STEPS];
  private final float[] noiseLeft = new float[STEPS];
  private final float[] noiseRight = new float[STEPS];

  Walk(long seed) {
    this.seed = seed;
    Arrays.fill(left, Long.MIN_VALUE);
  }

  /**
   * The line at a time in seconds, 0 or more; its steps over t seconds deviate by about the root of
   * t.
   */
  double at(double seconds) {
    double sum = 0;
    for (int i = 0; i < STEPS; i++) {
      double place = seconds * PER_SECOND[i];
      long before = (long) place;
      if (left[i] != before) {
        draw(i, before);
      }
      double share = place - before;
      sum += (noiseLeft[i] * (1 - share) + noiseRight[i] * share) * SIZE[i];
    }
    return sum;
  }

  private void draw(int step, long before) {
    long row = seed + ((step + 1L) << 56);
    left[step] = before;
    noiseLeft[step] = (float) Dice.bell(Dice.at(row, before));
    noiseRight[step] = (float) Dice.bell(Dice.at(row, before + 1));
  }
}

package ai.tickstock.analytics.indicators;

import java.util.Arrays;

/** A state with the number of bars before it. */
final class Counted {
  private Counted() {}

  static double[] with(long bars, double[] state) {
    double[] counted = new double[state.length + 1];
    counted[0] = bars;
    System.arraycopy(state, 0, counted, 1, state.length);
    return counted;
  }

  static long count(double[] counted) {
    return (long) counted[0];
  }

  static double[] rest(double[] counted) {
    return Arrays.copyOfRange(counted, 1, counted.length);
  }
}

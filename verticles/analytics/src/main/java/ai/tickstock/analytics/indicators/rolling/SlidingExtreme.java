package ai.tickstock.analytics.indicators.rolling;

import java.util.Arrays;

/**
 * The highest (or lowest) of the last N values, in constant time per value on average, whatever the
 * values: the method of van Herk (1992) and of Gil and Werman (1993). Values fill blocks of N. A
 * window reaches back into the block before, whose values were replaced, when it was full, by the
 * highest from there to the block's end; so two comparisons answer. There is no branch that depends
 * on the values, which makes it several times faster than a queue of candidates.
 */
public final class SlidingExtreme {
  /**
   * Up to {@link #next} the block's values, beyond it the highest to the end of the block before.
   */
  private final double[] block;

  private final double sign;
  private int next;
  private double ofBlock = Double.NEGATIVE_INFINITY;
  private double value;

  private SlidingExtreme(int period, double sign) {
    block = new double[period];
    Arrays.fill(block, Double.NEGATIVE_INFINITY);
    this.sign = sign;
  }

  /** The highest of so many values. */
  public static SlidingExtreme highest(int period) {
    return new SlidingExtreme(period, 1);
  }

  /** The lowest of so many values. */
  public static SlidingExtreme lowest(int period) {
    return new SlidingExtreme(period, -1);
  }

  /** Takes the next value in. */
  public void add(double newest) {
    double signed = sign * newest;
    block[next++] = signed;
    ofBlock = higher(signed, ofBlock);
    if (next < block.length) {
      value = higher(block[next], ofBlock);
    } else {
      value = ofBlock;
      beginBlock();
    }
  }

  private void beginBlock() {
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = block.length - 1; i >= 0; i--) {
      highest = higher(block[i], highest);
      block[i] = highest;
    }
    next = 0;
    ofBlock = Double.NEGATIVE_INFINITY;
  }

  private static double higher(double one, double other) {
    return one > other ? one : other;
  }

  /** The extreme of the last N values, or of all if there were fewer. */
  public double value() {
    return sign * value;
  }
}

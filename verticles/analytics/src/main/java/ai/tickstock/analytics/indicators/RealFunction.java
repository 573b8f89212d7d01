package ai.tickstock.analytics.indicators;

/**
 * A running computation over plain values, given oldest first, each once: TA-Lib's functions of one
 * real input, and what others are built of. Nothing is allocated per value. Not thread-safe.
 */
public interface RealFunction {
  /** Takes the next value in. */
  void add(double value);

  /** Whether enough values have been seen; outputs mean nothing before. */
  boolean isReady();

  /** The first output, as of the newest value. */
  double value();

  /** How many outputs there are; at least one. */
  default int outputCount() {
    return 1;
  }

  /** An output, from 0, as of the newest value. */
  default double output(int index) {
    if (index != 0) {
      throw new IndexOutOfBoundsException("output: expected 0, was " + index);
    }
    return value();
  }

  /** As {@link Indicator#state()}. */
  default double[] state() {
    throw new UnsupportedOperationException(getClass().getSimpleName() + " is made from bars");
  }

  /** As {@link Indicator#resume}. */
  default void resume(double[] state) {
    throw new UnsupportedOperationException(getClass().getSimpleName() + " is made from bars");
  }
}

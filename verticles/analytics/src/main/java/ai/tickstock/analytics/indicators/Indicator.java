package ai.tickstock.analytics.indicators;

/**
 * A running computation over one series of bars, given oldest first, each once. Nothing is
 * allocated per bar. Not thread-safe.
 */
public interface Indicator {
  /**
   * Takes the next bar in.
   *
   * @param startMillis the bar's first instant, Unix milliseconds; only session-anchored indicators
   *     look at it
   */
  void add(long startMillis, double open, double high, double low, double close, double volume);

  /** Whether enough bars have been seen; outputs mean nothing before. */
  boolean isReady();

  /** How many outputs there are; at least one. */
  int outputCount();

  /** The value of an output, from 0, as of the newest bar. */
  double output(int index);

  /** The first output. */
  default double value() {
    return output(0);
  }

  /**
   * All it remembers, as finite numbers: what a {@linkplain IndicatorDefinition.Memory#CUMULATIVE
   * cumulative} indicator cannot make again from a bounded number of bars.
   *
   * @throws UnsupportedOperationException if it is not cumulative
   */
  default double[] state() {
    throw new UnsupportedOperationException(getClass().getSimpleName() + " is made from bars");
  }

  /**
   * Makes a fresh indicator go on, to the last bit, where the one was that gave this {@link
   * #state()}.
   *
   * @throws UnsupportedOperationException if it is not cumulative
   */
  default void resume(double[] state) {
    throw new UnsupportedOperationException(getClass().getSimpleName() + " is made from bars");
  }
}

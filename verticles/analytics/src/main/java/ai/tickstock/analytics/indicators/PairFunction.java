package ai.tickstock.analytics.indicators;

/**
 * A running computation over pairs of values, given oldest first, each once: TA-Lib's functions of
 * two real inputs. Nothing is allocated per pair. Not thread-safe.
 */
public interface PairFunction {
  /** Takes the next pair in. */
  void add(double first, double second);

  /** Whether enough pairs have been seen; the value means nothing before. */
  boolean isReady();

  /** The value as of the newest pair. */
  double value();

  /** As {@link Indicator#state()}. */
  default double[] state() {
    throw new UnsupportedOperationException(getClass().getSimpleName() + " is made from bars");
  }

  /** As {@link Indicator#resume}. */
  default void resume(double[] state) {
    throw new UnsupportedOperationException(getClass().getSimpleName() + " is made from bars");
  }
}

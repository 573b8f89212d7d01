package ai.tickstock.analytics.indicators;

/** A moving average over plain values, given oldest first. */
interface Average {
  /** Takes the next value in. */
  void add(double value);

  boolean isReady();

  /** The average; meaningless before it is ready. */
  double value();
}

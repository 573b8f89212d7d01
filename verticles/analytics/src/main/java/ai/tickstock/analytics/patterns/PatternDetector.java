package ai.tickstock.analytics.patterns;

import ai.tickstock.market.Bar;
import java.util.Set;

/**
 * Looks for enabled patterns in one series of bars, given oldest first. Less than a kilobyte.
 * Nothing is allocated per bar while nothing is detected. Not thread-safe.
 */
public final class PatternDetector {
  private final Set<String> enabled;

  /**
   * @param enabled friendly names
   * @throws IllegalArgumentException naming the nearest valid ones, if one is unknown
   */
  public PatternDetector(Set<String> enabled) {
    enabled.forEach(Patterns::of);
    this.enabled = Set.copyOf(enabled);
  }

  /** A detector of the same patterns that has seen nothing; they share what does not change. */
  public PatternDetector fresh() {
    return new PatternDetector(enabled);
  }

  /** Takes the next bar in and tells which patterns it completes. */
  public void add(Bar bar, PatternListener listener) {
    add(
        bar.start().toEpochMilli(),
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        bar.volume(),
        listener);
  }

  /**
   * Takes the next bar in, its start in Unix milliseconds, and tells which patterns it completes.
   */
  public void add(
      long startMillis,
      double open,
      double high,
      double low,
      double close,
      double volume,
      PatternListener listener) {}

  /**
   * Stored bars to feed first, so that all bars after them give the same events, to the last bit of
   * confidence, as having run all along.
   */
  public int warmUpBars() {
    return 12;
  }
}

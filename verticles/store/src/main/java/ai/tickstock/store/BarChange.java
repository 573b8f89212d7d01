package ai.tickstock.store;

import ai.tickstock.market.Bar;

/**
 * One committed change of one bar. A partition numbers its changes densely from 1; analysis and the
 * bar events are functions of this sequence.
 *
 * @param partition 0 to 63
 * @param changeNo its number within the partition
 * @param bar the bar as it was committed
 * @param before the bar it replaced; null when it closed for the first time
 * @param committedAtMillis wall clock of the commit, Unix milliseconds
 */
public record BarChange(int partition, long changeNo, Bar bar, Bar before, long committedAtMillis) {
  /** Whether this amended a stored bar rather than closed a new one. */
  public boolean isAmendment() {
    return before != null;
  }
}

package ai.tickstock.wire.jobs;

/** How a claim stands. */
public enum Renewal {
  /** The job is still the worker's. */
  HELD,
  /** It is still the worker's, and somebody wants it cancelled. */
  CANCELLING,
  /** It belongs to another worker now, or has ended: whatever is still done for it is in vain. */
  LOST
}

package ai.tickstock.app.alerts;

/** How often a rule may fire. Only closed bars are looked at, never forming ones. */
public enum Frequency {
  /** One alert in all; the rule is switched off by it. */
  ONCE,
  /** One for each event and each of its revisions: an amended bar may fire again. */
  ONCE_PER_BAR,
  /** One for each event, however often its bar is amended. */
  ONCE_PER_BAR_CLOSE,
  /** One in so many minutes, per symbol, by the time of the bars. */
  EVERY_MINUTES
}

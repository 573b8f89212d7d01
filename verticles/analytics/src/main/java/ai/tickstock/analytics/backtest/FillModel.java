package ai.tickstock.analytics.backtest;

import java.util.Locale;

/** At which price a decision on a completed bar becomes a trade. */
public enum FillModel {
  /** The open of the next bar in which something is traded. */
  NEXT_OPEN,
  /** The close of the next bar in which something is traded. */
  NEXT_CLOSE,
  /**
   * The close that the decision was made on: for comparison with engines that do so. Nobody trades
   * at a price he had to see first.
   */
  SAME_CLOSE;

  /** The name in configuration and messages, such as {@code next_open}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

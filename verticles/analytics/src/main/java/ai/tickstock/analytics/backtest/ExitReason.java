package ai.tickstock.analytics.backtest;

import java.util.Locale;

/** Why a position was closed. */
public enum ExitReason {
  OPPOSITE_SIGNAL,
  CONDITION,
  TIME,
  STOP_LOSS,
  TRAILING_STOP,
  TAKE_PROFIT,
  END_OF_SESSION,
  /** The account was worth nothing any more. */
  RUIN,
  /** The bars ended, or the run was cancelled: valued at the last close. */
  END_OF_DATA;

  /** The name in results, such as {@code stop_loss}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

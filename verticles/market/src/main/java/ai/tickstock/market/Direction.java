package ai.tickstock.market;

import java.util.Locale;

/** What a pattern says of the price to come. */
public enum Direction {
  BULLISH,
  BEARISH,
  REVERSAL,
  CONTINUATION;

  /** The name used in messages and tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

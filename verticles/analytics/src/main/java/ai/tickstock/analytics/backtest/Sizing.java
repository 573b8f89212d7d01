package ai.tickstock.analytics.backtest;

import java.util.Locale;

/**
 * How much a position is given.
 *
 * @param kind what {@code amount} means
 * @param amount a fraction of equity, an amount of cash, or the fraction of equity that is lost
 *     when the stop is hit
 * @param lot quantities are whole multiples of it: 1 for whole shares; 0 for any fraction
 * @param maxPositions open at the same time
 */
public record Sizing(Kind kind, double amount, double lot, int maxPositions) {
  /** What the amount of a sizing means. */
  public enum Kind {
    /** A fraction of equity. */
    FRACTION,
    /** The same cash each time. */
    CASH,
    /** So many that the stop costs this fraction of equity. */
    RISK;

    /** The name in configuration and messages. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final int MOST_POSITIONS = 10_000;

  public Sizing {
    switch (kind) {
      case FRACTION ->
          Checks.within("position_size", Checks.positive("position_size", amount), 0, 1);
      case CASH -> Checks.positive("position_size", amount);
      case RISK -> Checks.within("position_size", Checks.positive("position_size", amount), 0, 1);
    }
    Checks.within("lot", lot, 0, 1e9);
    Checks.within("max_positions", maxPositions, 1, MOST_POSITIONS);
  }

  /** A fraction of equity in whole shares, any number of positions. */
  public static Sizing fraction(double fraction) {
    return new Sizing(Kind.FRACTION, fraction, 1, MOST_POSITIONS);
  }

  /**
   * The quantity wanted.
   *
   * @param stopDistance between the price and the stop; NaN where there is no stop
   */
  double quantity(double equity, double price, double stopDistance) {
    return switch (kind) {
      case FRACTION -> amount * equity / price;
      case CASH -> amount / price;
      case RISK -> stopDistance > 0 ? amount * equity / stopDistance : 0;
    };
  }

  /** The greatest multiple of the lot that is not more. */
  double rounded(double quantity) {
    // Quotients that are whole but for rounding count as whole.
    return lot == 0 ? quantity : Math.floor(quantity / lot * (1 + 1e-12)) * lot;
  }
}

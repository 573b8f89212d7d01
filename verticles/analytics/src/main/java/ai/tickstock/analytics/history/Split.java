package ai.tickstock.analytics.history;

/**
 * A split of a symbol's shares.
 *
 * @param startMillis when the market's day begins on which the new prices are quoted, Unix
 *     milliseconds
 * @param ratio new shares for each old one: 4 for four to one, 0.125 for a reverse split of one to
 *     eight
 */
public record Split(long startMillis, double ratio) {
  public Split {
    if (!(ratio > 0) || Double.isInfinite(ratio)) {
      throw new IllegalArgumentException(
          "ratio: expected a number above 0, new shares for each old one, was " + ratio);
    }
  }
}

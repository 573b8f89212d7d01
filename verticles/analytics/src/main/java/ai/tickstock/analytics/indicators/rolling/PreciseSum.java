package ai.tickstock.analytics.indicators.rolling;

/**
 * A sum that keeps what rounding takes away and adds it again (Møller 1965, Knuth's two-sum): about
 * 32 digits, so that however many values come in, and leave again with the opposite sign, none is
 * missed. Where TA-Lib's own rounding is wanted, {@link SlidingSum}.
 */
public final class PreciseSum {
  /** How many numbers {@link #save} writes. */
  public static final int STATE_SIZE = 2;

  private double high;
  private double low;

  /** Adds a value. */
  public void add(double value) {
    double sum = high + value;
    double added = sum - high;
    low += (high - (sum - added)) + (value - added);
    high = sum;
  }

  /** The sum, rounded once. */
  public double value() {
    return high + low;
  }

  /** Writes the state; returns the end. */
  public int save(double[] into, int from) {
    into[from] = high;
    into[from + 1] = low;
    return from + STATE_SIZE;
  }

  /** Reads what {@link #save} wrote; returns the end. */
  public int restore(double[] state, int from) {
    high = state[from];
    low = state[from + 1];
    return from + STATE_SIZE;
  }
}

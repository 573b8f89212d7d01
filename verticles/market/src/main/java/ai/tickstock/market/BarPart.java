package ai.tickstock.market;

import java.time.Instant;

/**
 * The fold of some of a bar's trades, exact to merge: whichever parts a bar arrives in, and in
 * whatever order they are merged, the bar is the same. The earliest {@code (time, epoch, offset)}
 * gives the open, the latest the close.
 *
 * <p>Trades that must not set a field ({@code "oc":false}, {@code "hl":false}) set it only while no
 * other trade does. For open and close that rank is folded into the key: see {@link
 * #FALLBACK_MILLIS}.
 *
 * @param startMillis first instant of the bar, Unix milliseconds
 * @param openMillis time of the trade that set the open; later by {@link #FALLBACK_MILLIS} if that
 *     trade was not eligible, so that the least key still wins
 * @param closeMillis time of the trade that set the close; earlier by {@link #FALLBACK_MILLIS} if
 *     that trade was not eligible, so that the greatest key still wins
 * @param rangeEligible whether high and low come from eligible trades
 * @param turnover sum of price times volume
 * @param replace whether this part is the whole bar and replaces what is stored (a re-sent window)
 * @param late whether the bar had closed before
 */
public record BarPart(
    String symbol,
    Timeframe timeframe,
    long startMillis,
    double open,
    long openMillis,
    long openEpoch,
    long openOffset,
    double high,
    double low,
    boolean rangeEligible,
    double close,
    long closeMillis,
    long closeEpoch,
    long closeOffset,
    double volume,
    double turnover,
    long trades,
    boolean replace,
    boolean late) {

  /** Shift of an ineligible trade's key: about 36,000 years, more than any sane time. */
  public static final long FALLBACK_MILLIS = 1L << 50;

  /**
   * The bar if these trades are all it has, at revision 0. Without volume its vwap is its close.
   */
  public Bar bar() {
    double vwap = volume > 0 ? turnover / volume : close;
    Instant start = Instant.ofEpochMilli(startMillis);
    return new Bar(symbol, timeframe, start, open, high, low, close, volume, vwap, trades, 0);
  }
}

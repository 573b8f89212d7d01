package ai.tickstock.market;

import java.time.Instant;

/**
 * One stretch of trading, {@code [start, end)}: a trade exactly at the end opens the next bar.
 *
 * @param start first instant of the bar, UTC
 * @param open price of the first trade, in the quote currency like all prices
 * @param volume shares, contracts or coins traded; may be zero
 * @param vwap volume-weighted average price; the close where nothing counted as volume
 * @param trades how many trades the bar holds
 * @param revision 0 when the bar closed, one more for each amendment by a late trade
 */
public record Bar(
    String symbol,
    Timeframe timeframe,
    Instant start,
    double open,
    double high,
    double low,
    double close,
    double volume,
    double vwap,
    long trades,
    int revision) {}

package ai.tickstock.analytics.bars;

/**
 * A window of an aggregate feed, {@code [startMillis, endMillis)} in Unix milliseconds.
 *
 * @param close the window's last price
 * @param epoch with {@code offset} its place in the log
 */
public record Window(
    double open,
    double high,
    double low,
    double close,
    double volume,
    long startMillis,
    long endMillis,
    long epoch,
    long offset) {}

package ai.tickstock.store.write;

/**
 * A bar as a file tells it, checked: prices finite and positive with low and high around the
 * others, volume finite and not negative.
 *
 * @param startMillis its first instant, Unix milliseconds, where a bar of its timeframe begins
 * @param vwap the mean price of its volume
 * @param trades how many; 0 if the file does not say
 */
public record ImportedBar(
    String symbol,
    long startMillis,
    double open,
    double high,
    double low,
    double close,
    double volume,
    double vwap,
    long trades) {}

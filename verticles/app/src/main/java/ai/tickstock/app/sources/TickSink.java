package ai.tickstock.app.sources;

/** Takes ticks in primitive form, so that handing one over allocates nothing. */
@FunctionalInterface
public interface TickSink {
  /**
   * Takes one tick.
   *
   * @param symbol a valid symbol, the same instance for the same symbol
   * @param price above 0, in the quote currency
   * @param volume 0 or more
   * @param millis when it was traded, Unix milliseconds
   */
  void tick(String symbol, double price, double volume, long millis);
}

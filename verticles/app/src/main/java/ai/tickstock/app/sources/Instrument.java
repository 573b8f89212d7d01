package ai.tickstock.app.sources;

/**
 * One security of the synthetic market.
 *
 * @param sector number of the sector it moves with
 * @param price about where it trades
 * @param beta how much of the market's moves it makes
 * @param volatility deviation of its own moves in a session, as a share of the price
 * @param weight how often it trades, relative to the others
 */
record Instrument(
    String symbol, int sector, double price, double beta, double volatility, double weight) {}

package ai.tickstock.analytics.backtest;

/**
 * An entry that was decided and waits to be filled.
 *
 * @param range the average true range at the decision; NaN where not known
 * @param patternStop of a chart pattern; NaN where there is none
 * @param patternTarget of a chart pattern; NaN where there is none
 */
record EntryOrder(
    Side side,
    String reason,
    double confidence,
    long decidedMillis,
    double range,
    double patternStop,
    double patternTarget) {}

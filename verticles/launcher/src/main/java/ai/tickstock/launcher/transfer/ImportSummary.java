package ai.tickstock.launcher.transfer;

import ai.tickstock.market.Timeframe;

/**
 * What an import did.
 *
 * @param timeframe of bars; null for splits
 * @param already whether the whole file had been imported before
 * @param resumedAt lines that had been done before
 * @param lines of the file, all in all
 * @param refused lines that are no rows, all in all
 * @param symbols how many had rows
 */
public record ImportSummary(
    Timeframe timeframe,
    boolean already,
    long resumedAt,
    long lines,
    long refused,
    long added,
    long changed,
    long kept,
    long rolledUp,
    long symbols) {}

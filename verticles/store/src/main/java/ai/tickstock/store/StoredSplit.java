package ai.tickstock.store;

import java.time.LocalDate;

/**
 * A split of a symbol's shares.
 *
 * @param exDate the market's first day at the new price: bars that begin before that day's start
 *     are adjusted
 * @param ratio new shares for each old one: 4 for four to one, 0.125 for a reverse split of one to
 *     eight; finite and above 0
 */
public record StoredSplit(LocalDate exDate, double ratio) {}

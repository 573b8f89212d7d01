package ai.tickstock.store;

import ai.tickstock.market.Bar;

/**
 * A bar with all that is stored of it.
 *
 * @param origin what it was made from: {@code ticks}, {@code minutes} (folded from them), {@code
 *     import} (a line of a file), {@code import_minutes} (folded from imported minutes alone)
 */
public record StoredBar(Bar bar, String origin) {}

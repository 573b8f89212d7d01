package ai.tickstock.launcher.transfer;

import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import java.nio.file.Path;

/**
 * What is wanted of an import.
 *
 * @param file CSV, plain or gzip
 * @param timeframe of bars; null where the file's first time tells
 * @param symbol of all bars; null where a column says it
 * @param rollUps whether longer bars are folded from imported minutes
 * @param replace whether bars built from ticks, or other splits of the same symbols, are replaced
 * @param again whether a file that was imported is imported anew
 * @param strict whether the first line that is no row refuses the file, before anything is written
 * @param calendar when days begin
 */
public record ImportRequest(
    Path file,
    Timeframe timeframe,
    String symbol,
    boolean rollUps,
    boolean replace,
    boolean again,
    boolean strict,
    MarketCalendar calendar) {}

package ai.tickstock.launcher.transfer;

import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

/**
 * What is wanted of an export.
 *
 * @param symbols empty for all
 * @param timeframes of bars exactly one; of patterns empty for all
 * @param from bars that began at or after this
 * @param to bars that began before this
 * @param adjusted whether bars are adjusted for splits
 * @param job whose trades; null for anything else
 * @param out null for the writer
 * @param calendar when days begin
 */
public record ExportRequest(
    Set<String> symbols,
    Set<Timeframe> timeframes,
    Instant from,
    Instant to,
    boolean adjusted,
    String job,
    Path out,
    MarketCalendar calendar) {}

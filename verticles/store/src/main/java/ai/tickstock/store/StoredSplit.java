package ai.tickstock.store;

import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.SplitFactors;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A split of a symbol's shares.
 *
 * @param exDate the market's first day at the new price: bars that begin before that day's start
 *     are adjusted
 * @param ratio new shares for each old one: 4 for four to one, 0.125 for a reverse split of one to
 *     eight; finite and above 0
 */
public record StoredSplit(LocalDate exDate, double ratio) {
  /** What the splits of one symbol make of its bars. */
  public static SplitFactors factors(List<StoredSplit> splits, MarketCalendar calendar) {
    Map<LocalDate, Double> ratios = new HashMap<>();
    splits.forEach(split -> ratios.put(split.exDate, split.ratio));
    return SplitFactors.of(ratios, calendar);
  }
}

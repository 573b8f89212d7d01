package ai.tickstock.launcher.transfer;

import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.MarketCalendar.Span;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.write.BarCommit.RollUp;
import ai.tickstock.store.write.ImportedBar;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The longer bars that minutes are part of. */
final class LongerBars {
  private LongerBars() {}

  static List<RollUp> of(List<ImportedBar> minutes, MarketCalendar calendar) {
    Set<RollUp> found = new LinkedHashSet<>();
    for (Timeframe timeframe : Timeframe.values()) {
      if (timeframe != Timeframe.MIN_1) {
        collect(minutes, calendar, timeframe, found);
      }
    }
    return List.copyOf(found);
  }

  /** Bars of a file lie close together: most have the span of the one before. */
  private static void collect(
      List<ImportedBar> minutes, MarketCalendar calendar, Timeframe timeframe, Set<RollUp> found) {
    Span span = null;
    for (ImportedBar minute : minutes) {
      if (span == null || !span.contains(minute.startMillis())) {
        span = calendar.span(timeframe, minute.startMillis());
      }
      found.add(new RollUp(minute.symbol(), timeframe, span.startMillis(), span.endMillis()));
    }
  }
}

package ai.tickstock.analytics.bars;

import ai.tickstock.market.BarPart;
import ai.tickstock.market.Timeframe;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The windows of aggregate feeds, kept as long as their bar may be amended, since one that is sent
 * again replaces the earlier one and so changes the whole bar. Only symbols that come as windows
 * cost anything. Not thread-safe.
 */
final class Windows {
  private static final long MINUTE_MILLIS = 60_000;

  /** What a minute is made of: its windows by start, and the trades that came beside them. */
  static final class Minute {
    final TreeMap<Long, BarPart> windows = new TreeMap<>();
    BarPart trades;

    /** Whether nothing of the bar came before the first window that is known here. */
    boolean complete;
  }

  private final Map<Integer, TreeMap<Long, Minute>> minutes = new HashMap<>();
  private final Cells scratch = new Cells();

  /**
   * A window as part of its minute's bar: its open counts at its start, its close just before its
   * end.
   */
  static BarPart part(
      String symbol,
      double open,
      double high,
      double low,
      double close,
      double volume,
      long startMillis,
      long endMillis,
      long epoch,
      long offset) {
    return new BarPart(
        symbol,
        Timeframe.MIN_1,
        minuteOf(startMillis),
        open,
        startMillis,
        epoch,
        offset,
        high,
        low,
        true,
        close,
        endMillis - 1,
        epoch,
        offset,
        volume,
        volume * (high + low + close) / 3,
        1,
        false,
        false);
  }

  private static long minuteOf(long millis) {
    return Math.floorDiv(millis, MINUTE_MILLIS) * MINUTE_MILLIS;
  }

  /** The minute that holds an instant, null if no window of it is known. */
  Minute minute(int slot, long millis) {
    TreeMap<Long, Minute> known = minutes.get(slot);
    return known == null ? null : known.get(minuteOf(millis));
  }

  /** The minute that holds an instant, made if need be. */
  Minute minuteFor(int slot, long millis, boolean complete) {
    return minutes
        .computeIfAbsent(slot, ignored -> new TreeMap<>())
        .computeIfAbsent(
            minuteOf(millis),
            ignored -> {
              Minute minute = new Minute();
              minute.complete = complete;
              return minute;
            });
  }

  /** A minute is over: its bar, null if nothing happened in it. */
  BarPart closed(int slot, long startMillis, BarPart trades) {
    Minute minute = minute(slot, startMillis);
    if (minute == null) {
      return trades;
    }
    minute.trades = trades;
    return bar(minute, false);
  }

  /** The whole bar of a complete minute, to replace what is stored. */
  BarPart replacement(Minute minute) {
    return bar(minute, true);
  }

  /** Adds late trades to a complete minute. */
  void addTrades(Minute minute, BarPart late) {
    int cell = scratch.create(late.startMillis(), late.startMillis() + MINUTE_MILLIS, Cells.NONE);
    if (minute.trades != null) {
      scratch.fold(cell, minute.trades);
    }
    scratch.fold(cell, late);
    minute.trades = take(cell, late, false);
  }

  private BarPart bar(Minute minute, boolean replace) {
    BarPart first = minute.windows.firstEntry().getValue();
    int cell = scratch.create(first.startMillis(), first.startMillis() + MINUTE_MILLIS, Cells.NONE);
    minute.windows.values().forEach(window -> scratch.fold(cell, window));
    if (minute.trades != null) {
      scratch.fold(cell, minute.trades);
    }
    return take(cell, first, replace);
  }

  private BarPart take(int cell, BarPart like, boolean replace) {
    BarPart part = scratch.part(cell, like.symbol(), Timeframe.MIN_1, replace, replace);
    scratch.release(cell);
    return part;
  }

  /** Forgets the minutes that may no longer be amended. */
  void forgetBefore(long millis) {
    if (!minutes.isEmpty()) {
      minutes.values().forEach(known -> known.headMap(minuteOf(millis)).clear());
      minutes.values().removeIf(Map::isEmpty);
    }
  }

  /** All that is known of a symbol, by minute. */
  Map<Long, Minute> of(int slot) {
    TreeMap<Long, Minute> known = minutes.get(slot);
    return known == null ? Map.of() : known;
  }

  /** The windows of a minute, oldest first. */
  static Collection<BarPart> windows(Minute minute) {
    return minute.windows.values();
  }
}

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
  static BarPart part(String symbol, Window window) {
    return new BarPart(
        symbol,
        Timeframe.MIN_1,
        Spans.minuteOf(window.startMillis()),
        window.open(),
        window.startMillis(),
        window.epoch(),
        window.offset(),
        window.high(),
        window.low(),
        true,
        window.close(),
        window.endMillis() - 1,
        window.epoch(),
        window.offset(),
        window.volume(),
        window.volume() * (window.high() + window.low() + window.close()) / 3,
        1,
        false,
        false);
  }

  /** The minute that holds an instant, null if no window of it is known. */
  Minute minute(int slot, long millis) {
    TreeMap<Long, Minute> known = minutes.get(slot);
    return known == null ? null : known.get(Spans.minuteOf(millis));
  }

  /** The minute that holds an instant, made if need be. */
  Minute minuteFor(int slot, long millis, boolean complete) {
    return minutes
        .computeIfAbsent(slot, ignored -> new TreeMap<>())
        .computeIfAbsent(
            Spans.minuteOf(millis),
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
    int cell =
        scratch.create(late.startMillis(), late.startMillis() + Spans.MINUTE_MILLIS, Cells.NONE);
    if (minute.trades != null) {
      scratch.fold(cell, minute.trades);
    }
    scratch.fold(cell, late);
    minute.trades = take(cell, late, false);
  }

  private BarPart bar(Minute minute, boolean replace) {
    BarPart first = minute.windows.firstEntry().getValue();
    int cell =
        scratch.create(first.startMillis(), first.startMillis() + Spans.MINUTE_MILLIS, Cells.NONE);
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
      minutes.values().forEach(known -> known.headMap(Spans.minuteOf(millis)).clear());
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

package ai.tickstock.analytics.bars;

import ai.tickstock.analytics.bars.Windows.Minute;
import ai.tickstock.market.BarPart;
import ai.tickstock.market.MarketCalendar.Span;
import ai.tickstock.market.Timeframe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came for bars that are over, collected until the next commit: late parts, whole minutes that
 * replace what is stored, and roll-ups to recompute. Not thread-safe.
 */
final class LateNews {
  /** A roll-up bar to be recomputed. */
  private record RollUp(int slot, Timeframe timeframe, long startMillis, long endMillis) {}

  /** A minute of a symbol. */
  private record Place(int slot, long startMillis) {}

  private final Cells cells;
  private final Windows windows;
  private int[] first = new int[64];
  private final List<Integer> slots = new ArrayList<>();
  private final Map<Place, BarPart> replaced = new LinkedHashMap<>();
  private final Set<RollUp> recomputes = new LinkedHashSet<>();

  LateNews(Cells cells, Windows windows) {
    this.cells = cells;
    this.windows = windows;
  }

  /** The cell that takes late trades of a minute. */
  int cell(int slot, long millis) {
    if (slot >= first.length) {
      first = Arrays.copyOf(first, Math.max(slot + 1, first.length * 2));
    }
    if (first[slot] == Cells.NONE) {
      slots.add(slot);
    }
    int late = OpenCells.find(cells, first[slot], millis);
    if (late == Cells.NONE) {
      long start = Spans.minuteOf(millis);
      late = cells.create(start, start + Spans.MINUTE_MILLIS, first[slot]);
      first[slot] = late;
    }
    return late;
  }

  /** A complete minute is not any more what it was. */
  void replace(int slot, long startMillis, Minute minute) {
    replaced.put(new Place(slot, startMillis), windows.replacement(minute));
  }

  void recompute(int slot, Timeframe timeframe, long startMillis, long endMillis) {
    recomputes.add(new RollUp(slot, timeframe, startMillis, endMillis));
  }

  void recompute(int slot, Timeframe timeframe, Span span) {
    recompute(slot, timeframe, span.startMillis(), span.endMillis());
  }

  boolean isEmpty() {
    return slots.isEmpty() && replaced.isEmpty() && recomputes.isEmpty();
  }

  /** Tells it all, once. */
  void drain(Slots names, BarListener listener) {
    for (int slot : slots) {
      int cell = first[slot];
      first[slot] = Cells.NONE;
      while (cell != Cells.NONE) {
        int next = cells.next[cell];
        tell(slot, cells.part(cell, names.symbol(slot), Timeframe.MIN_1, false, true), listener);
        cells.release(cell);
        cell = next;
      }
    }
    slots.clear();
    replaced.values().forEach(listener::late);
    replaced.clear();
    recomputes.forEach(
        due ->
            listener.recompute(
                names.symbol(due.slot), due.timeframe, due.startMillis, due.endMillis));
    recomputes.clear();
  }

  private void tell(int slot, BarPart part, BarListener listener) {
    Minute minute = windows.minute(slot, part.startMillis());
    if (minute == null || !minute.complete) {
      listener.late(part);
    } else {
      windows.addTrades(minute, part);
      replace(slot, part.startMillis(), minute);
    }
  }
}

package ai.tickstock.analytics.bars;

import ai.tickstock.market.BarPart;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.MarketCalendar.Span;
import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Folds trades into minute bars, and minutes into roll-ups, for many symbols. A minute without a
 * trade has no bar. A bar closes when the event clock passes its end plus the lateness; a trade
 * that comes later makes a late part, which merges into the stored bar exactly. Times are Unix
 * milliseconds. Reads no clock, starts no thread, allocates nothing per trade. Not thread-safe.
 */
public final class BarBuilder {
  /** Flag: the trade sets open and close only while no other does. */
  public static final int NOT_OPEN_CLOSE = 1;

  /** Flag: the trade sets high and low only while no other does. */
  public static final int NOT_HIGH_LOW = 2;

  /** Flag: the trade does not count in volume. */
  public static final int NOT_VOLUME = 4;

  private static final int MINUTE = Timeframe.MIN_1.ordinal();

  /** A roll-up bar to be recomputed. */
  private record RollUp(int slot, Timeframe timeframe, long startMillis, long endMillis) {}

  private final long lateness;
  private final long amendWindow;
  private final BarListener listener;
  private final Timeframe[] rollUps;
  private final Spans spans;
  private final Cells cells = new Cells();
  private final OpenCells open = new OpenCells(cells);
  private final Windows windows = new Windows();

  private final Map<String, Integer> slots = new HashMap<>();
  private final List<String> symbols = new ArrayList<>();
  private final List<List<Integer>> slotsOfPartition = new ArrayList<>();
  private int[] lateCells = new int[64];
  private final List<Integer> lateSlots = new ArrayList<>();
  private final Set<RollUp> recomputes = new LinkedHashSet<>();
  private final Map<String, BarPart> replaced = new LinkedHashMap<>();

  private long clock = EventClock.UNKNOWN;
  private long tooLate;
  private long amended;

  /**
   * @param latenessMillis how long a bar waits for stragglers after its end
   * @param amendWindowMillis how far behind the event clock a trade may be and still amend its bar
   * @param rollUps the timeframes above a minute to fold
   */
  public BarBuilder(
      long latenessMillis,
      long amendWindowMillis,
      Set<Timeframe> rollUps,
      MarketCalendar calendar,
      BarListener listener) {
    this.lateness = latenessMillis;
    this.amendWindow = amendWindowMillis;
    this.listener = listener;
    Set<Timeframe> above = EnumSet.noneOf(Timeframe.class);
    above.addAll(rollUps);
    above.remove(Timeframe.MIN_1);
    this.rollUps = above.toArray(Timeframe[]::new);
    this.spans = new Spans(calendar);
    for (int i = 0; i < Symbols.PARTITIONS; i++) {
      slotsOfPartition.add(new ArrayList<>());
    }
  }

  /** The symbol's index here, the same for ever; new symbols get the next one. */
  public int slot(String symbol) {
    Integer known = slots.get(symbol);
    if (known != null) {
      return known;
    }
    int slot = symbols.size();
    slots.put(symbol, slot);
    symbols.add(symbol);
    slotsOfPartition.get(Symbols.partition(symbol)).add(slot);
    open.addSlot();
    if (slot == lateCells.length) {
      lateCells = Arrays.copyOf(lateCells, slot * 2);
    }
    return slot;
  }

  /**
   * Folds one trade in.
   *
   * @param flags the sum of the flags that apply; 0 for an ordinary trade
   * @param epoch with {@code offset} its place in the log, which orders trades of one time
   * @param unlimited whether it may amend a bar however old (a replay)
   */
  public void add(
      int slot,
      long millis,
      double price,
      double volume,
      int flags,
      long epoch,
      long offset,
      boolean unlimited) {
    int cell = open.first(MINUTE, slot);
    if (cell == Cells.NONE || millis < cells.start[cell] || millis >= cells.end[cell]) {
      cell = findOrOpenMinute(slot, millis);
      if (cell == Cells.NONE) {
        addLate(slot, millis, price, volume, flags, epoch, offset, unlimited);
        return;
      }
    }
    cells.fold(cell, millis, price, volume, flags, epoch, offset);
  }

  private int findOrOpenMinute(int slot, long millis) {
    int found = open.find(MINUTE, slot, millis);
    if (found != Cells.NONE) {
      return found;
    }
    long start = Math.floorDiv(millis, 60_000L) * 60_000L;
    return isOver(start + 60_000L) ? Cells.NONE : open.open(MINUTE, slot, start, start + 60_000L);
  }

  private boolean isOver(long endMillis) {
    return clock != EventClock.UNKNOWN && endMillis + lateness <= clock;
  }

  private boolean isTooLate(int slot, long millis, boolean unlimited) {
    if (!unlimited && millis < clock - amendWindow) {
      tooLate++;
      listener.tooLate(symbols.get(slot), millis);
      return true;
    }
    return false;
  }

  private void addLate(
      int slot,
      long millis,
      double price,
      double volume,
      int flags,
      long epoch,
      long offset,
      boolean unlimited) {
    if (isTooLate(slot, millis, unlimited)) {
      return;
    }
    amended++;
    cells.fold(lateCell(slot, millis), millis, price, volume, flags, epoch, offset);
    for (Timeframe timeframe : rollUps) {
      int rollUp = rollUpFor(slot, timeframe, millis);
      if (rollUp != Cells.NONE) {
        cells.fold(rollUp, millis, price, volume, flags, epoch, offset);
      }
    }
  }

  private int lateCell(int slot, long millis) {
    if (lateCells[slot] == Cells.NONE) {
      lateSlots.add(slot);
    }
    int late = OpenCells.find(cells, lateCells[slot], millis);
    if (late == Cells.NONE) {
      long start = Math.floorDiv(millis, 60_000L) * 60_000L;
      late = cells.create(start, start + 60_000L, lateCells[slot]);
      lateCells[slot] = late;
    }
    return late;
  }

  /** The open roll-up that holds an instant; none, and a recomputation, if it is over. */
  private int rollUpFor(int slot, Timeframe timeframe, long millis) {
    int rollUp = open.find(timeframe.ordinal(), slot, millis);
    if (rollUp != Cells.NONE) {
      return rollUp;
    }
    Span span = spans.of(timeframe, millis);
    if (isOver(span.endMillis())) {
      recomputes.add(new RollUp(slot, timeframe, span.startMillis(), span.endMillis()));
      return Cells.NONE;
    }
    return open.open(timeframe.ordinal(), slot, span.startMillis(), span.endMillis());
  }

  /**
   * Folds a window of an aggregate feed in; one with the same start replaces the earlier one, also
   * after its bar closed. It belongs to the minute it starts in.
   *
   * @param close the window's last price
   * @param startMillis first instant of the window
   * @param endMillis its end, exclusive
   */
  public void addWindow(
      int slot,
      double open,
      double high,
      double low,
      double close,
      double volume,
      long startMillis,
      long endMillis,
      long epoch,
      long offset,
      boolean unlimited) {
    int cell = findOrOpenMinute(slot, startMillis);
    if (cell == Cells.NONE && isTooLate(slot, startMillis, unlimited)) {
      return;
    }
    BarPart window =
        Windows.part(
            symbols.get(slot),
            open,
            high,
            low,
            close,
            volume,
            startMillis,
            endMillis,
            epoch,
            offset);
    boolean isOpen = cell != Cells.NONE;
    Windows.Minute minute = windows.minuteFor(slot, startMillis, isOpen);
    boolean again = minute.windows.put(startMillis, window) != null;
    if (isOpen) {
      cells.changed[cell] = true;
    } else if (minute.complete) {
      amended++;
      replaced.put(slot + "@" + window.startMillis(), windows.replacement(minute));
      distrustRollUps(slot, startMillis);
    } else if (again) {
      tooLate++;
      listener.tooLate(symbols.get(slot), startMillis);
    } else {
      amended++;
      cells.fold(lateCell(slot, startMillis), window);
      distrustRollUps(slot, startMillis);
    }
  }

  private void distrustRollUps(int slot, long millis) {
    for (Timeframe timeframe : rollUps) {
      int rollUp = rollUpFor(slot, timeframe, millis);
      if (rollUp != Cells.NONE) {
        cells.dirty[rollUp] = true;
      }
    }
  }

  /**
   * Moves the event clock and closes every bar whose end plus the lateness it has passed. It only
   * moves forward.
   */
  public void advanceTo(long eventMillis) {
    if (eventMillis <= clock) {
      return;
    }
    clock = eventMillis;
    if (open.earliestEnd() > clock - lateness) {
      return;
    }
    for (int slot = 0; slot < symbols.size(); slot++) {
      closeOver(slot, MINUTE);
    }
    for (Timeframe timeframe : rollUps) {
      for (int slot = 0; slot < symbols.size(); slot++) {
        closeOver(slot, timeframe.ordinal());
      }
    }
    open.measure();
    windows.forgetBefore(clock - amendWindow);
  }

  private void closeOver(int slot, int timeframe) {
    int count = open.takeEnded(timeframe, slot, clock - lateness);
    for (int i = 0; i < count; i++) {
      int cell = open.taken(i);
      close(slot, timeframe, cell);
      cells.release(cell);
    }
  }

  private void close(int slot, int timeframe, int cell) {
    Timeframe name = OpenCells.TIMEFRAMES[timeframe];
    if (timeframe == MINUTE) {
      BarPart part = minute(slot, cell);
      if (part != null) {
        listener.closed(part);
        for (Timeframe rollUp : rollUps) {
          int target = rollUpFor(slot, rollUp, part.startMillis());
          if (target != Cells.NONE) {
            cells.fold(target, part);
          }
        }
      }
    } else if (cells.dirty[cell]) {
      recomputes.add(new RollUp(slot, name, cells.start[cell], cells.end[cell]));
    } else if (cells.trades[cell] > 0) {
      listener.closed(cells.part(cell, symbols.get(slot), name, false, false));
    }
  }

  /** A minute's bar of its trades and its windows; null if it has neither. */
  private BarPart minute(int slot, int cell) {
    BarPart trades =
        cells.trades[cell] == 0
            ? null
            : cells.part(cell, symbols.get(slot), Timeframe.MIN_1, false, false);
    return windows.closed(slot, cells.start[cell], trades);
  }

  /**
   * Tells the listener the late parts and the roll-ups to recompute since the last call: with every
   * commit.
   */
  public void drainLate() {
    for (int slot : lateSlots) {
      int cell = lateCells[slot];
      lateCells[slot] = Cells.NONE;
      while (cell != Cells.NONE) {
        int next = cells.next[cell];
        tellLate(slot, cells.part(cell, symbols.get(slot), Timeframe.MIN_1, false, true));
        cells.release(cell);
        cell = next;
      }
    }
    lateSlots.clear();
    replaced.values().forEach(listener::late);
    replaced.clear();
    recomputes.forEach(
        due ->
            listener.recompute(
                symbols.get(due.slot), due.timeframe, due.startMillis, due.endMillis));
    recomputes.clear();
  }

  private void tellLate(int slot, BarPart part) {
    Windows.Minute minute = windows.minute(slot, part.startMillis());
    if (minute == null || !minute.complete) {
      listener.late(part);
    } else {
      windows.addTrades(minute, part);
      replaced.put(slot + "@" + part.startMillis(), windows.replacement(minute));
    }
  }

  /**
   * Has every open roll-up recomputed from the minutes stored so far: when all publishers are done,
   * nobody may come to close them. They stay open for whoever comes all the same.
   */
  public void storeOpenRollUps() {
    for (Timeframe timeframe : rollUps) {
      for (int slot = 0; slot < symbols.size(); slot++) {
        for (int cell = open.first(timeframe.ordinal(), slot);
            cell != Cells.NONE;
            cell = cells.next[cell]) {
          cells.dirty[cell] = true;
          recomputes.add(new RollUp(slot, timeframe, cells.start[cell], cells.end[cell]));
        }
      }
    }
  }

  /** Tells the minutes under construction that changed since the last call, as they stand. */
  public void drainForming(Consumer<BarPart> consumer) {
    for (int slot = 0; slot < symbols.size(); slot++) {
      for (int cell = open.first(MINUTE, slot); cell != Cells.NONE; cell = cells.next[cell]) {
        if (cells.changed[cell] && cells.trades[cell] > 0) {
          cells.changed[cell] = false;
          consumer.accept(cells.part(cell, symbols.get(slot), Timeframe.MIN_1, false, false));
        }
      }
    }
  }

  /** The event clock, {@link EventClock#UNKNOWN} at first. */
  public long clock() {
    return clock;
  }

  /** Trades kept out because they came after the amend window. */
  public long tooLate() {
    return tooLate;
  }

  /** Trades that came after their bar closed and amended it. */
  public long amended() {
    return amended;
  }

  /** Symbols known. */
  public int symbolCount() {
    return symbols.size();
  }

  /**
   * Everything of a partition that is not in a closed bar, compact. Call {@link #drainLate} first.
   */
  public byte[] snapshot(int partition) {
    SnapshotWriter writer = new SnapshotWriter(cells);
    for (int slot : slotsOfPartition.get(partition)) {
      writer.symbol(symbols.get(slot), slot, open, windows);
    }
    return writer.bytes();
  }

  /**
   * Takes a partition's snapshot back, and its clock.
   *
   * @throws IllegalArgumentException if these bytes are no snapshot
   */
  public void restore(int partition, long watermarkMillis, byte[] snapshot) {
    clock = Math.max(clock, watermarkMillis);
    if (snapshot.length > 0) {
      SnapshotReader.read(snapshot, cells, windows, this);
    }
  }

  /** For restoring: an empty open cell of a symbol. */
  int restoredCell(int slot, int timeframe, long start, long end) {
    return open.open(timeframe, slot, start, end);
  }

  /** The symbols, sorted, for people. */
  public List<String> symbols() {
    List<String> sorted = new ArrayList<>(symbols);
    Collections.sort(sorted);
    return sorted;
  }
}

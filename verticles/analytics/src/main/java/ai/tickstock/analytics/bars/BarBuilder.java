package ai.tickstock.analytics.bars;

import ai.tickstock.market.BarPart;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.MarketCalendar.Span;
import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
import java.util.EnumSet;
import java.util.List;
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

  private long lateness;
  private long amendWindow;
  private final BarListener listener;
  private final Timeframe[] rollUps;
  private final Spans spans;
  private final Cells cells = new Cells();
  private final OpenCells open = new OpenCells(cells);
  private final Windows windows = new Windows();
  private final LateNews lateNews = new LateNews(cells, windows);
  private final Slots slots = new Slots();
  private final Interruptions interruptions = new Interruptions();

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
  }

  /** The symbol's index here, the same until it is forgotten; a new symbol gets one. */
  public int slot(String symbol) {
    int known = slots.find(symbol);
    if (known != Slots.NONE) {
      return known;
    }
    int slot = slots.add(symbol);
    if (slot >= open.slots()) {
      open.addSlot();
    }
    return slot;
  }

  /**
   * Forgets a symbol, for others to have its room. Its open roll-ups are recomputed from the
   * minutes stored so far, and once more at their end if it comes back before. Call {@link
   * #drainLate} first.
   *
   * @return false, and nothing is forgotten, while it has an open minute or windows that may come
   *     again
   */
  public boolean forget(int slot) {
    if (open.first(MINUTE, slot) != Cells.NONE
        || !windows.of(slot).isEmpty()
        || !lateNews.isEmpty()) {
      return false;
    }
    for (Timeframe timeframe : rollUps) {
      int count = open.takeAll(timeframe.ordinal(), slot);
      for (int i = 0; i < count; i++) {
        int cell = open.taken(i);
        listener.recompute(slots.symbol(slot), timeframe, cells.start[cell], cells.end[cell]);
        interruptions.add(timeframe, cells.end[cell]);
        cells.release(cell);
      }
    }
    slots.remove(slot);
    return true;
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
        if (isTooLate(slot, millis, unlimited)) {
          return;
        }
        amended++;
        cell = lateNews.cell(slot, millis);
        for (Timeframe timeframe : rollUps) {
          int rollUp = rollUpFor(slot, timeframe, millis);
          if (rollUp != Cells.NONE) {
            cells.fold(rollUp, millis, price, volume, flags, epoch, offset);
          }
        }
      }
    }
    cells.fold(cell, millis, price, volume, flags, epoch, offset);
  }

  private int findOrOpenMinute(int slot, long millis) {
    int found = open.find(MINUTE, slot, millis);
    if (found != Cells.NONE) {
      return found;
    }
    long start = Spans.minuteOf(millis);
    long end = start + Spans.MINUTE_MILLIS;
    return isOver(end) ? Cells.NONE : open.open(MINUTE, slot, start, end);
  }

  private boolean isOver(long endMillis) {
    return clock != EventClock.UNKNOWN && endMillis + lateness <= clock;
  }

  private boolean isTooLate(int slot, long millis, boolean unlimited) {
    if (!unlimited && millis < clock - amendWindow) {
      tooLate++;
      listener.tooLate(slots.symbol(slot), millis);
      return true;
    }
    return false;
  }

  /**
   * The open roll-up that holds an instant; none, and a recomputation, if it is over. A probe has
   * none: it would stay open, and be stored, for long after the probe has gone.
   */
  private int rollUpFor(int slot, Timeframe timeframe, long millis) {
    if (Symbols.isProbe(slots.symbol(slot))) {
      return Cells.NONE;
    }
    int rollUp = open.find(timeframe.ordinal(), slot, millis);
    if (rollUp != Cells.NONE) {
      return rollUp;
    }
    Span span = spans.of(timeframe, millis);
    if (isOver(span.endMillis())) {
      lateNews.recompute(slot, timeframe, span);
      return Cells.NONE;
    }
    int opened = open.open(timeframe.ordinal(), slot, span.startMillis(), span.endMillis());
    cells.dirty[opened] = interruptions.mayConcern(timeframe, span.startMillis());
    return opened;
  }

  /**
   * Folds a window of an aggregate feed in; one with the same start replaces the earlier one, also
   * after its bar closed. It belongs to the minute it starts in.
   *
   * @param unlimited whether it may amend a bar however old (a replay)
   */
  public void addWindow(int slot, Window window, boolean unlimited) {
    long millis = window.startMillis();
    int cell = findOrOpenMinute(slot, millis);
    if (cell == Cells.NONE && isTooLate(slot, millis, unlimited)) {
      return;
    }
    BarPart part = Windows.part(slots.symbol(slot), window);
    boolean isOpen = cell != Cells.NONE;
    Windows.Minute minute = windows.minuteFor(slot, millis, isOpen);
    boolean again = minute.windows.put(millis, part) != null;
    if (isOpen) {
      cells.changed[cell] = true;
    } else if (minute.complete) {
      amended++;
      lateNews.replace(slot, part.startMillis(), minute);
      distrustRollUps(slot, millis);
    } else if (again) {
      tooLate++;
      listener.tooLate(slots.symbol(slot), millis);
    } else {
      amended++;
      cells.fold(lateNews.cell(slot, millis), part);
      distrustRollUps(slot, millis);
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

  /** Waits differently from now on: both as in the constructor. What has closed stays closed. */
  public void setPatience(long latenessMillis, long amendWindowMillis) {
    lateness = latenessMillis;
    amendWindow = amendWindowMillis;
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
    for (int slot = 0; slot < slots.count(); slot++) {
      closeOver(slot, MINUTE);
    }
    for (Timeframe timeframe : rollUps) {
      for (int slot = 0; slot < slots.count(); slot++) {
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
      lateNews.recompute(slot, name, cells.start[cell], cells.end[cell]);
    } else if (cells.trades[cell] > 0) {
      listener.closed(cells.part(cell, slots.symbol(slot), name, false, false));
    }
  }

  /** A minute's bar of its trades and its windows; null if it has neither. */
  private BarPart minute(int slot, int cell) {
    BarPart trades =
        cells.trades[cell] == 0
            ? null
            : cells.part(cell, slots.symbol(slot), Timeframe.MIN_1, false, false);
    return windows.closed(slot, cells.start[cell], trades);
  }

  /**
   * Tells the listener the late parts and the roll-ups to recompute since the last call: with every
   * commit.
   */
  public void drainLate() {
    lateNews.drain(slots, listener);
  }

  /**
   * Has every open roll-up recomputed from the minutes stored so far: when all publishers are done,
   * nobody may come to close them. They stay open for whoever comes all the same.
   */
  public void storeOpenRollUps() {
    for (Timeframe timeframe : rollUps) {
      for (int slot = 0; slot < slots.count(); slot++) {
        for (int cell = open.first(timeframe.ordinal(), slot);
            cell != Cells.NONE;
            cell = cells.next[cell]) {
          cells.dirty[cell] = true;
          lateNews.recompute(slot, timeframe, cells.start[cell], cells.end[cell]);
        }
      }
    }
  }

  /** Tells the minutes under construction that changed since the last call, as they stand. */
  public void drainForming(Consumer<BarPart> consumer) {
    for (int slot = 0; slot < slots.count(); slot++) {
      for (int cell = open.first(MINUTE, slot); cell != Cells.NONE; cell = cells.next[cell]) {
        if (cells.changed[cell] && cells.trades[cell] > 0) {
          cells.changed[cell] = false;
          consumer.accept(cells.part(cell, slots.symbol(slot), Timeframe.MIN_1, false, false));
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
    return slots.size();
  }

  /**
   * Everything of a partition that is not in a closed bar, compact. Call {@link #drainLate} first.
   */
  public byte[] snapshot(int partition) {
    SnapshotWriter writer =
        new SnapshotWriter(
            cells, interruptions.since(clock == EventClock.UNKNOWN ? clock : clock - lateness));
    for (int slot : slots.ofPartition(partition)) {
      writer.symbol(slots.symbol(slot), slot, open, windows);
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

  /** For restoring: roll-ups that were forgotten before. */
  Interruptions interruptions() {
    return interruptions;
  }

  /** The symbols, sorted, for people. */
  public List<String> symbols() {
    return slots.sorted();
  }
}

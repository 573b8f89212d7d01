package ai.tickstock.analytics.bars;

import ai.tickstock.market.Timeframe;
import java.util.Arrays;

/** The open bars of every symbol and timeframe, each a short list of cells. Not thread-safe. */
final class OpenCells {
  static final Timeframe[] TIMEFRAMES = Timeframe.values();

  private final Cells cells;
  private final int[][] first = new int[TIMEFRAMES.length][64];
  private int[] over = new int[16];
  private int slots;
  private long earliestEnd = Long.MAX_VALUE;

  OpenCells(Cells cells) {
    this.cells = cells;
  }

  /** How many symbols there is room for. */
  int slots() {
    return slots;
  }

  /** Makes room for one more symbol. */
  void addSlot() {
    if (slots++ == first[0].length) {
      for (int i = 0; i < first.length; i++) {
        first[i] = Arrays.copyOf(first[i], slots * 2);
      }
    }
  }

  /** The first cell of a list; the others follow by {@link Cells#next}. */
  int first(int timeframe, int slot) {
    return first[timeframe][slot];
  }

  /** The cell that holds an instant, {@link Cells#NONE} if none does. */
  int find(int timeframe, int slot, long millis) {
    return find(cells, first[timeframe][slot], millis);
  }

  /** The cell of any list, from {@code cell} on, that holds an instant. */
  static int find(Cells cells, int cell, long millis) {
    while (cell != Cells.NONE && (millis < cells.start[cell] || millis >= cells.end[cell])) {
      cell = cells.next[cell];
    }
    return cell;
  }

  /** A new cell without trades. */
  int open(int timeframe, int slot, long start, long end) {
    int cell = cells.create(start, end, first[timeframe][slot]);
    first[timeframe][slot] = cell;
    earliestEnd = Math.min(earliestEnd, end);
    return cell;
  }

  /** The least end of all cells, or something less; {@link Long#MAX_VALUE} if there are none. */
  long earliestEnd() {
    return earliestEnd;
  }

  /** Finds the least end anew, after cells were taken. */
  void measure() {
    earliestEnd = Long.MAX_VALUE;
    for (int[] lists : first) {
      for (int slot = 0; slot < slots; slot++) {
        for (int cell = lists[slot]; cell != Cells.NONE; cell = cells.next[cell]) {
          earliestEnd = Math.min(earliestEnd, cells.end[cell]);
        }
      }
    }
  }

  /**
   * Takes the cells of a list that end at or before an instant out of it: {@link #taken} gives
   * them, oldest first. They are the caller's to release.
   *
   * @return how many
   */
  int takeEnded(int timeframe, int slot, long byMillis) {
    int count = 0;
    int previous = Cells.NONE;
    int cell = first[timeframe][slot];
    while (cell != Cells.NONE) {
      int next = cells.next[cell];
      if (cells.end[cell] <= byMillis) {
        unlink(timeframe, slot, previous, next);
        insertByStart(cell, count++);
      } else {
        previous = cell;
      }
      cell = next;
    }
    return count;
  }

  private void unlink(int timeframe, int slot, int previous, int next) {
    if (previous == Cells.NONE) {
      first[timeframe][slot] = next;
    } else {
      cells.next[previous] = next;
    }
  }

  private void insertByStart(int cell, int count) {
    if (count == over.length) {
      over = Arrays.copyOf(over, count * 2);
    }
    int at = count;
    while (at > 0 && cells.start[over[at - 1]] > cells.start[cell]) {
      over[at] = over[at - 1];
      at--;
    }
    over[at] = cell;
  }

  /** Takes all cells of a list out of it, as {@link #takeEnded}. */
  int takeAll(int timeframe, int slot) {
    return takeEnded(timeframe, slot, Long.MAX_VALUE);
  }

  /** A cell that was taken last. */
  int taken(int i) {
    return over[i];
  }
}

package ai.tickstock.app.alerts.match;

import ai.tickstock.market.Timeframe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The last bars of a symbol and timeframe, as far as rules look at them: in the order of time, with
 * a value per column, NaN where none is known. Not thread-safe.
 */
public final class Series {
  /** Bars that are kept beyond what conditions look back to, so that amended ones are there. */
  static final int SPARE_BARS = 18;

  private static final int[] NO_COLUMNS = {};

  private final String symbol;
  private final Timeframe timeframe;
  private final List<Group> groups = new ArrayList<>(2);
  private int[] columns = NO_COLUMNS;
  private double[][] values = {};
  private boolean[] warm = {};
  private long[] updated = {};
  private long[] times = new long[SPARE_BARS];
  private int size;
  private int depth = 1;
  private long fitted = -1;
  private long round;

  Series(String symbol, Timeframe timeframe) {
    this.symbol = symbol;
    this.timeframe = timeframe;
  }

  /** Its symbol. */
  public String symbol() {
    return symbol;
  }

  /** Its timeframe. */
  public Timeframe timeframe() {
    return timeframe;
  }

  /** Bars that conditions look back to, at most. */
  public int depth() {
    return depth;
  }

  List<Group> groups() {
    return groups;
  }

  /** Makes room for what its groups look at now, if rules changed. */
  void fit(long version) {
    if (fitted == version) {
      return;
    }
    fitted = version;
    int deepest = 1;
    for (Group group : groups) {
      deepest = Math.max(deepest, group.depth());
      for (int column : group.columns()) {
        if (slot(column) < 0) {
          addColumn(column);
        }
      }
    }
    depth = deepest;
    if (times.length < deepest + SPARE_BARS) {
      int room = deepest + SPARE_BARS;
      times = Arrays.copyOf(times, room);
      for (int i = 0; i < values.length; i++) {
        values[i] = Arrays.copyOf(values[i], room);
        warm[i] = false;
      }
    }
  }

  private void addColumn(int column) {
    int slot = columns.length;
    columns = Arrays.copyOf(columns, slot + 1);
    columns[slot] = column;
    values = Arrays.copyOf(values, slot + 1);
    values[slot] = new double[times.length];
    Arrays.fill(values[slot], Double.NaN);
    warm = Arrays.copyOf(warm, slot + 1);
    updated = Arrays.copyOf(updated, slot + 1);
  }

  private int slot(int column) {
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] == column) {
        return i;
      }
    }
    return -1;
  }

  /** Whether something of what was before is not known yet. */
  public boolean isCold() {
    for (boolean each : warm) {
      if (!each) {
        return true;
      }
    }
    return false;
  }

  /** Says that all is known that can be. */
  public void warmed() {
    Arrays.fill(warm, true);
  }

  /** Says that what is known may have holes. */
  void cool() {
    Arrays.fill(warm, false);
  }

  /** The columns there are. */
  int[] columns() {
    return columns;
  }

  /** Begins another group of news: what is set from now on counts as updated. */
  void begin() {
    round++;
  }

  /** Sets a value; what is older than all that is kept is passed over. */
  void set(long time, int column, double value) {
    int slot = slot(column);
    int at = slot < 0 ? -1 : place(time);
    if (at >= 0) {
      values[slot][at] = value;
      updated[slot] = round;
    }
  }

  /** Sets a value that was stored, unless there is one. */
  void fill(long time, int column, double value) {
    int slot = slot(column);
    int at = slot < 0 ? -1 : place(time);
    if (at >= 0 && Double.isNaN(values[slot][at])) {
      values[slot][at] = value;
    }
  }

  boolean isUpdated(int column) {
    int slot = slot(column);
    return slot >= 0 && updated[slot] == round;
  }

  /** Where a bar stands, a new place if it has none; -1 if it is too old. */
  private int place(long time) {
    int at = size;
    while (at > 0 && times[at - 1] > time) {
      at--;
    }
    if (at > 0 && times[at - 1] == time) {
      return at - 1;
    }
    if (size < times.length) {
      shift(times, at, size);
      for (double[] column : values) {
        System.arraycopy(column, at, column, at + 1, size - at);
        column[at] = Double.NaN;
      }
      size++;
    } else if (at == 0) {
      return -1;
    } else {
      at--;
      System.arraycopy(times, 1, times, 0, at);
      for (double[] column : values) {
        System.arraycopy(column, 1, column, 0, at);
        column[at] = Double.NaN;
      }
    }
    times[at] = time;
    return at;
  }

  private static void shift(long[] array, int at, int size) {
    System.arraycopy(array, at, array, at + 1, size - at);
  }

  /** Where a bar stands, -1 if it is not there. */
  int index(long time) {
    for (int i = size - 1; i >= 0 && times[i] >= time; i--) {
      if (times[i] == time) {
        return i;
      }
    }
    return -1;
  }

  /** The value of a column at a place, NaN if there is none. */
  double value(int column, int index) {
    int slot = slot(column);
    return slot < 0 || index < 0 ? Double.NaN : values[slot][index];
  }

  @Override
  public String toString() {
    return symbol + ' ' + timeframe.label();
  }
}

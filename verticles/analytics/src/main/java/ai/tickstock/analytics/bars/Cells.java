package ai.tickstock.analytics.bars;

import ai.tickstock.market.BarPart;
import ai.tickstock.market.Timeframe;
import java.util.Arrays;

/**
 * A pool of bars under construction, column by column, each in a linked list of its owner's. Cell 0
 * is no cell, so that fresh arrays mean empty lists. Not thread-safe.
 */
final class Cells {
  static final int NONE = 0;

  long[] start = new long[64];
  long[] end = new long[64];
  int[] next = new int[64];
  double[] open = new double[64];
  long[] openMillis = new long[64];
  long[] openEpoch = new long[64];
  long[] openOffset = new long[64];
  double[] high = new double[64];
  double[] low = new double[64];
  double[] close = new double[64];
  long[] closeMillis = new long[64];
  long[] closeEpoch = new long[64];
  long[] closeOffset = new long[64];
  double[] volume = new double[64];
  double[] turnover = new double[64];
  long[] trades = new long[64];
  boolean[] rangeEligible = new boolean[64];

  /** Of a roll-up: its fold is not to be trusted, it must be recomputed from the stored minutes. */
  boolean[] dirty = new boolean[64];

  /** Changed since the forming bars were last asked for. */
  boolean[] changed = new boolean[64];

  private int used = 1;
  private int free = NONE;

  /** A cell without trades, in front of a list. */
  int create(long startMillis, long endMillis, int nextCell) {
    int cell = free;
    if (cell == NONE) {
      cell = used++;
      if (cell == start.length) {
        grow(start.length * 2);
      }
    } else {
      free = next[cell];
    }
    start[cell] = startMillis;
    end[cell] = endMillis;
    next[cell] = nextCell;
    volume[cell] = 0;
    turnover[cell] = 0;
    trades[cell] = 0;
    rangeEligible[cell] = false;
    dirty[cell] = false;
    changed[cell] = true;
    return cell;
  }

  void release(int cell) {
    next[cell] = free;
    free = cell;
  }

  private void grow(int size) {
    start = Arrays.copyOf(start, size);
    end = Arrays.copyOf(end, size);
    next = Arrays.copyOf(next, size);
    open = Arrays.copyOf(open, size);
    openMillis = Arrays.copyOf(openMillis, size);
    openEpoch = Arrays.copyOf(openEpoch, size);
    openOffset = Arrays.copyOf(openOffset, size);
    high = Arrays.copyOf(high, size);
    low = Arrays.copyOf(low, size);
    close = Arrays.copyOf(close, size);
    closeMillis = Arrays.copyOf(closeMillis, size);
    closeEpoch = Arrays.copyOf(closeEpoch, size);
    closeOffset = Arrays.copyOf(closeOffset, size);
    volume = Arrays.copyOf(volume, size);
    turnover = Arrays.copyOf(turnover, size);
    trades = Arrays.copyOf(trades, size);
    rangeEligible = Arrays.copyOf(rangeEligible, size);
    dirty = Arrays.copyOf(dirty, size);
    changed = Arrays.copyOf(changed, size);
  }

  /**
   * Folds one trade in. Trades come in log order, so of two at one time the first that came opens
   * and the last closes.
   */
  void fold(int cell, long millis, double price, double size, int flags, long epoch, long offset) {
    boolean endsEligible = (flags & BarBuilder.NOT_OPEN_CLOSE) == 0;
    boolean rangeEligibleTrade = (flags & BarBuilder.NOT_HIGH_LOW) == 0;
    long openKey = endsEligible ? millis : millis + BarPart.FALLBACK_MILLIS;
    long closeKey = endsEligible ? millis : millis - BarPart.FALLBACK_MILLIS;
    boolean first = trades[cell]++ == 0;
    if (first || openKey < openMillis[cell]) {
      setOpen(cell, price, openKey, epoch, offset);
    }
    if (first || closeKey >= closeMillis[cell]) {
      setClose(cell, price, closeKey, epoch, offset);
    }
    foldRange(cell, first, rangeEligibleTrade, price, price);
    if ((flags & BarBuilder.NOT_VOLUME) == 0) {
      volume[cell] += size;
      turnover[cell] += price * size;
    }
    changed[cell] = true;
  }

  private void setOpen(int cell, double price, long key, long epoch, long offset) {
    open[cell] = price;
    openMillis[cell] = key;
    openEpoch[cell] = epoch;
    openOffset[cell] = offset;
  }

  private void setClose(int cell, double price, long key, long epoch, long offset) {
    close[cell] = price;
    closeMillis[cell] = key;
    closeEpoch[cell] = epoch;
    closeOffset[cell] = offset;
  }

  private void foldRange(int cell, boolean first, boolean eligible, double newHigh, double newLow) {
    if (first || (eligible && !rangeEligible[cell])) {
      high[cell] = newHigh;
      low[cell] = newLow;
      rangeEligible[cell] = eligible;
    } else if (eligible == rangeEligible[cell]) {
      high[cell] = Math.max(high[cell], newHigh);
      low[cell] = Math.min(low[cell], newLow);
    }
  }

  /** Folds the trades of a part in, by their keys. */
  void fold(int cell, BarPart part) {
    boolean first = trades[cell] == 0;
    trades[cell] += part.trades();
    if (first
        || isBefore(
            part.openMillis(),
            part.openEpoch(),
            part.openOffset(),
            openMillis[cell],
            openEpoch[cell],
            openOffset[cell])) {
      setOpen(cell, part.open(), part.openMillis(), part.openEpoch(), part.openOffset());
    }
    if (first
        || !isBefore(
            part.closeMillis(),
            part.closeEpoch(),
            part.closeOffset(),
            closeMillis[cell],
            closeEpoch[cell],
            closeOffset[cell])) {
      setClose(cell, part.close(), part.closeMillis(), part.closeEpoch(), part.closeOffset());
    }
    foldRange(cell, first, part.rangeEligible(), part.high(), part.low());
    volume[cell] += part.volume();
    turnover[cell] += part.turnover();
    changed[cell] = true;
  }

  private static boolean isBefore(
      long millis, long epoch, long offset, long otherMillis, long otherEpoch, long otherOffset) {
    if (millis != otherMillis) {
      return millis < otherMillis;
    }
    return epoch != otherEpoch ? epoch < otherEpoch : offset < otherOffset;
  }

  BarPart part(int cell, String symbol, Timeframe timeframe, boolean replace, boolean late) {
    return new BarPart(
        symbol,
        timeframe,
        start[cell],
        open[cell],
        openMillis[cell],
        openEpoch[cell],
        openOffset[cell],
        high[cell],
        low[cell],
        rangeEligible[cell],
        close[cell],
        closeMillis[cell],
        closeEpoch[cell],
        closeOffset[cell],
        volume[cell],
        turnover[cell],
        trades[cell],
        replace,
        late);
  }
}

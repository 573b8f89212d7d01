package ai.tickstock.pl.aggregation;

import ai.tickstock.analytics.bars.Window;
import ai.tickstock.wire.log.LogPosition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Ticks for one aggregation instance, column by column, and how far the feed had come behind them.
 * Filled by the feed, read by the instance, and the feed's again once the instance has answered:
 * never both at once.
 */
final class TickBatch {
  /** Flag beside {@code BarBuilder}'s: the tick may amend a bar however old. */
  static final int UNLIMITED = 1 << 7;

  /** A symbol the instance has not heard of. */
  record NewSymbol(int id, String name) {}

  /** A window of an aggregate feed; rare enough to be an object. */
  record WindowTick(int symbol, Window window, boolean unlimited) {}

  int size;
  int[] symbol = new int[1024];
  long[] millis = new long[1024];
  double[] price = new double[1024];
  double[] volume = new double[1024];
  byte[] flags = new byte[1024];
  long[] epoch = new long[1024];
  long[] offset = new long[1024];
  final List<NewSymbol> newSymbols = new ArrayList<>();
  final List<WindowTick> windows = new ArrayList<>();

  /** Symbols that made room: after this batch their ids mean nothing. */
  final List<Integer> gone = new ArrayList<>();

  /** The last place read before this batch was sent. */
  LogPosition position;

  /** The last sequence read by publisher, at that place. Not changed after sending. */
  Map<String, Long> marks;

  /** The feed's event time, Unix milliseconds. */
  long eventClock;

  /** Whether every publisher has said it is done. */
  boolean allDone;

  void clear() {
    size = 0;
    newSymbols.clear();
    windows.clear();
    gone.clear();
  }

  void add(
      int id, long at, double paid, double traded, int flagBits, long logEpoch, long logOffset) {
    int i = size++;
    if (i == symbol.length) {
      grow(i * 2);
    }
    symbol[i] = id;
    millis[i] = at;
    price[i] = paid;
    volume[i] = traded;
    flags[i] = (byte) flagBits;
    epoch[i] = logEpoch;
    offset[i] = logOffset;
  }

  private void grow(int length) {
    symbol = Arrays.copyOf(symbol, length);
    millis = Arrays.copyOf(millis, length);
    price = Arrays.copyOf(price, length);
    volume = Arrays.copyOf(volume, length);
    flags = Arrays.copyOf(flags, length);
    epoch = Arrays.copyOf(epoch, length);
    offset = Arrays.copyOf(offset, length);
  }
}

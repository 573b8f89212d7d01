package ai.tickstock.analytics.history;

import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Bars of one symbol, oldest first, column by column. Once filled it does not change, and may then
 * be read by any thread.
 */
public final class BarSeries {
  /** What stands for a time where the file has none: bars a minute apart. */
  private static final long MINUTE = 60_000L;

  private static final int FIRST_SIZE = 1024;

  private final String symbol;
  private final boolean timed;
  private int size;
  private long[] times = new long[FIRST_SIZE];
  private double[] values = new double[5 * FIRST_SIZE];

  /**
   * @param symbol empty if there is none
   * @param timed whether the bars have times
   */
  public BarSeries(String symbol, boolean timed) {
    this.symbol = symbol;
    this.timed = timed;
  }

  /**
   * Appends a bar, which must begin after the one before it.
   *
   * @param startMillis its first instant, Unix milliseconds
   */
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      values = Arrays.copyOf(values, 2 * values.length);
    }
    times[size] = startMillis;
    set(size++, open, high, low, close, volume);
  }

  private void set(int bar, double open, double high, double low, double close, double volume) {
    int at = 5 * bar;
    values[at] = open;
    values[at + 1] = high;
    values[at + 2] = low;
    values[at + 3] = close;
    values[at + 4] = volume;
  }

  /** The symbol; empty if there is none. */
  public String symbol() {
    return symbol;
  }

  /** Whether the bars have times. */
  public boolean timed() {
    return timed;
  }

  /** How many bars there are. */
  public int size() {
    return size;
  }

  /** A bar's first instant, Unix milliseconds; bars without times count as minutes from 1970. */
  public long startMillis(int bar) {
    return timed ? times[bar] : bar * MINUTE;
  }

  /** The price of a bar's first trade. */
  public double open(int bar) {
    return values[5 * bar];
  }

  /** The highest price of a bar. */
  public double high(int bar) {
    return values[5 * bar + 1];
  }

  /** The lowest price of a bar. */
  public double low(int bar) {
    return values[5 * bar + 2];
  }

  /** The price of a bar's last trade. */
  public double close(int bar) {
    return values[5 * bar + 3];
  }

  /** What was traded in a bar. */
  public double volume(int bar) {
    return values[5 * bar + 4];
  }

  /** The first bar that begins then or later; {@link #size()} if there is none. */
  public int from(long millis) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (startMillis(middle) < millis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * The bars as if every split had been made before the first: prices before a split are divided by
   * its ratio, volumes multiplied.
   *
   * @param splits of this symbol, in any order
   */
  public BarSeries adjusted(List<Split> splits) {
    if (splits.isEmpty() || !timed) {
      return this;
    }
    List<Split> ordered = new ArrayList<>(splits);
    ordered.sort(Comparator.comparingLong(Split::startMillis));
    double[] ratios = new double[ordered.size() + 1];
    ratios[ordered.size()] = 1;
    for (int i = ordered.size() - 1; i >= 0; i--) {
      ratios[i] = ratios[i + 1] * ordered.get(i).ratio();
    }
    BarSeries adjusted = new BarSeries(symbol, true);
    int made = 0;
    for (int bar = 0; bar < size; bar++) {
      while (made < ordered.size() && ordered.get(made).startMillis() <= times[bar]) {
        made++;
      }
      adjusted.add(
          times[bar],
          open(bar) / ratios[made],
          high(bar) / ratios[made],
          low(bar) / ratios[made],
          close(bar) / ratios[made],
          volume(bar) * ratios[made]);
    }
    return adjusted;
  }

  /**
   * The bars folded into longer ones, which begin where the calendar has them begin.
   *
   * @throws IllegalArgumentException if the bars have no times
   */
  public BarSeries rolledUp(Timeframe timeframe, MarketCalendar calendar) {
    if (!timed) {
      throw new IllegalArgumentException(
          "timeframe: expected bars with a time, such as a column bar_timestamp");
    }
    BarSeries longer = new BarSeries(symbol, true);
    long end = Long.MIN_VALUE;
    for (int bar = 0; bar < size; bar++) {
      if (times[bar] >= end) {
        MarketCalendar.Span span = calendar.span(timeframe, times[bar]);
        end = span.endMillis();
        longer.add(span.startMillis(), open(bar), high(bar), low(bar), close(bar), volume(bar));
      } else {
        longer.fold(high(bar), low(bar), close(bar), volume(bar));
      }
    }
    return longer;
  }

  private void fold(double high, double low, double close, double volume) {
    int last = size - 1;
    set(
        last,
        open(last),
        Math.max(high(last), high),
        Math.min(low(last), low),
        close,
        volume(last) + volume);
  }
}

package ai.tickstock.analytics.indicators.math;

/**
 * At which value, counted from 0 since the first of all, the highest (or lowest) of the last N is.
 *
 * <p>Which of equals it is depends on the path, as in TA-Lib: a new value that equals the extreme
 * takes over; when the extreme leaves the window, the earliest of equals among those left, the
 * newest included, follows. A queue of the values that no later one has surpassed, equals kept, has
 * that earliest one at its head, so that nothing needs to be searched: constant time per value on
 * average.
 */
final class ExtremePlace {
  private final double sign;
  private final double[] values;
  private final long[] places;
  private int head;
  private int size;
  private long count;
  private long place = -1;

  private ExtremePlace(int period, double sign) {
    this.sign = sign;
    values = new double[period];
    places = new long[period];
  }

  /** Of the highest of so many values. */
  static ExtremePlace highest(int period) {
    return new ExtremePlace(period, 1);
  }

  /** Of the lowest of so many values. */
  static ExtremePlace lowest(int period) {
    return new ExtremePlace(period, -1);
  }

  void add(double value) {
    double signed = sign * value;
    boolean equalOrBeyond = size > 0 && signed >= values[head];
    if (size > 0 && places[head] <= count - values.length) {
      head = head + 1 == values.length ? 0 : head + 1;
      size--;
    }
    while (size > 0 && values[slot(size - 1)] < signed) {
      size--;
    }
    put(signed, count);
    boolean left = place <= count - values.length;
    if (isFirstAnswer() || left) {
      place = places[head];
    } else if (equalOrBeyond) {
      place = count;
    }
    count++;
  }

  /** The first window is searched as one that lost its extreme. */
  private boolean isFirstAnswer() {
    return count + 1 <= values.length;
  }

  private void put(double signed, long number) {
    int slot = slot(size++);
    values[slot] = signed;
    places[slot] = number;
  }

  private int slot(int position) {
    int slot = head + position;
    return slot < values.length ? slot : slot - values.length;
  }

  /** Whether there are N values. */
  boolean isFull() {
    return count >= values.length;
  }

  double place() {
    return place;
  }

  /** How many numbers {@link #save} writes at most. */
  static int stateSize(int period) {
    return 3 + 2 * period;
  }

  /** Writes count, place, and the queue from its head, each with the place; returns the end. */
  int save(double[] into, int from) {
    int to = from;
    into[to++] = count;
    into[to++] = place;
    into[to++] = size;
    for (int i = 0; i < size; i++) {
      into[to++] = places[slot(i)];
      into[to++] = values[slot(i)];
    }
    return to;
  }

  /** Reads what {@link #save} wrote; returns the end. */
  int restore(double[] state, int from) {
    int at = from;
    count = (long) state[at++];
    place = (long) state[at++];
    int kept = (int) state[at++];
    head = 0;
    size = 0;
    for (int i = 0; i < kept; i++) {
      long number = (long) state[at++];
      put(state[at++], number);
    }
    return at;
  }
}

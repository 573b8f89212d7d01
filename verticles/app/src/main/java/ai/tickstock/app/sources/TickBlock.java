package ai.tickstock.app.sources;

/** Some ticks of a file, column by column. Not thread-safe: handed over, not shared. */
final class TickBlock {
  static final int CAPACITY = 16_384;

  final String[] symbols = new String[CAPACITY];
  final double[] prices = new double[CAPACITY];
  final double[] volumes = new double[CAPACITY];
  final long[] millis = new long[CAPACITY];
  int size;

  /** Whether the file holds nothing after these. */
  boolean last;

  /** Bytes of the file read to fill it. */
  long bytesRead;

  boolean isFull() {
    return size == CAPACITY;
  }

  void add(String symbol, long timeMillis, double price, double volume) {
    symbols[size] = symbol;
    millis[size] = timeMillis;
    prices[size] = price;
    volumes[size] = volume;
    size++;
  }
}

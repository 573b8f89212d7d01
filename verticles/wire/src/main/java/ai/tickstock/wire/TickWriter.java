package ai.tickstock.wire;

import static ai.tickstock.wire.JsonBytes.asciiBytes;

/**
 * Writes ticks and control messages as the contract shows them, into a buffer that is used again
 * for the next one. Numbers read back to the same bits. Not thread-safe.
 */
public final class TickWriter {
  private static final byte[] HEAD = asciiBytes("{\"type\":\"market_tick\",\"symbol\":\"");
  private static final byte[] PRICE = asciiBytes("\",\"price\":");
  private static final byte[] VOLUME = asciiBytes(",\"volume\":");
  private static final byte[] TIMESTAMP = asciiBytes(",\"timestamp\":");
  private static final byte[] SOURCE = asciiBytes(",\"source\":\"");
  private static final byte[] HEARTBEAT = asciiBytes("{\"type\":\"heartbeat\",\"timestamp\":");
  private static final byte[] END = asciiBytes("{\"type\":\"end\",\"timestamp\":");

  private final byte[] source;
  private final JsonBytes json = new JsonBytes();

  /**
   * A writer for one source.
   *
   * @param source name of the source, plain ASCII without quotes
   */
  public TickWriter(String source) {
    this.source = asciiBytes(source);
  }

  /** A trade of a valid symbol. */
  public void tick(String symbol, double price, double volume, long timestampMillis) {
    json.clear();
    json.raw(HEAD).ascii(symbol);
    afterSymbol(price, volume, timestampMillis);
  }

  /** A trade, the valid upper-case symbol given by its ASCII bytes. */
  public void tick(
      byte[] symbol, int from, int length, double price, double volume, long timestampMillis) {
    json.clear();
    json.raw(HEAD).raw(symbol, from, length);
    afterSymbol(price, volume, timestampMillis);
  }

  private void afterSymbol(double price, double volume, long timestampMillis) {
    json.raw(PRICE).number(price).raw(VOLUME).number(volume);
    json.raw(TIMESTAMP).seconds(timestampMillis).raw(SOURCE).raw(source).raw('"').raw('}');
  }

  /** Adds {@code "oc":false} and so on to the tick just written, by {@link TickReader}'s flags. */
  public void flags(int flags) {
    member((flags & TickReader.NOT_OPEN_CLOSE) != 0, "oc");
    member((flags & TickReader.NOT_HIGH_LOW) != 0, "hl");
    member((flags & TickReader.NOT_VOLUME) != 0, "vol");
  }

  private void member(boolean applies, String name) {
    if (applies) {
      json.reopen().raw('"').ascii(name).ascii("\":false}");
    }
  }

  /**
   * Makes the tick just written, whose price is the close, a window. Times are Unix milliseconds.
   */
  public void window(double open, double high, double low, long startMillis, long endMillis) {
    json.reopen()
        .ascii("\"open\":")
        .number(open)
        .ascii(",\"high\":")
        .number(high)
        .ascii(",\"low\":")
        .number(low);
    json.ascii(",\"window_start\":")
        .seconds(startMillis)
        .ascii(",\"window_end\":")
        .seconds(endMillis)
        .raw('}');
  }

  /**
   * Adds the vendor's trade id and raw sale conditions, each may be null, to the tick just written.
   */
  public void vendor(String id, String conditions) {
    if (id != null) {
      json.reopen().ascii("\"id\":").string(id).raw('}');
    }
    if (conditions != null) {
      json.reopen().ascii("\"cond\":").string(conditions).raw('}');
    }
  }

  /** Tells that nothing older than this time will come from this publisher. */
  public void heartbeat(long timestampMillis) {
    json.clear();
    json.raw(HEARTBEAT).seconds(timestampMillis).raw('}');
  }

  /** Tells that this publisher is done; the time is that of its last tick. */
  public void end(long timestampMillis) {
    json.clear();
    json.raw(END).seconds(timestampMillis).raw('}');
  }

  /** Where the message just written lies, from index 0 on. Valid until the next one is written. */
  public byte[] bytes() {
    return json.bytes();
  }

  /** Length of the message just written. */
  public int length() {
    return json.length();
  }
}

package ai.tickstock.wire;

import ai.tickstock.market.Symbols;
import java.nio.charset.StandardCharsets;

/**
 * Reads ticks and control messages from JSON, one message or an array of them, without allocating
 * per message. Never throws, whatever the bytes are: what is wrong is {@link Kind#REFUSED} with its
 * {@link #refusal()}, and the next message is read. Field order, blanks and unknown fields are
 * free; our own writer's order is the fastest. Not thread-safe.
 */
public final class TickReader {
  /** What {@link #next} found. */
  public enum Kind {
    TICK,
    /** Nothing older than {@link #timestampMillis()} will come from this publisher. */
    HEARTBEAT,
    /** The publisher is done. */
    END,
    REFUSED
  }

  /** Flag: the trade must not set open or close. */
  public static final int NOT_OPEN_CLOSE = 1;

  /** Flag: the trade must not touch high or low. */
  public static final int NOT_HIGH_LOW = 2;

  /** Flag: the trade must not count in volume. */
  public static final int NOT_VOLUME = 4;

  /** Bytes a message may have. */
  public static final int MAX_BYTES = 64 << 10;

  private static final double MAX_SECONDS = 1e11;
  private static final int SAMPLE_CHARACTERS = 200;

  private final JsonCursor json = new JsonCursor();
  private final TickFields fields = new TickFields(json);
  private boolean inArray;
  private int messageFrom;
  private int messageTo;
  private Kind kind;
  private Refusal refusal;

  /** Begins with these bytes: one JSON object, or an array of them. */
  public void reset(byte[] data, int from, int to) {
    json.reset(data, from, to);
    inArray = json.take('[');
  }

  /** Reads the next message; false when there is none. */
  public boolean next() {
    int first = json.peek();
    if (first == -1 || (inArray && first == ']')) {
      return false;
    }
    messageFrom = json.at;
    refusal = null;
    if (!fields.readCanonical() && !fields.read()) {
      refusal = Refusal.MALFORMED_JSON;
      skipToNextObject();
    }
    messageTo = json.at;
    takeSeparator();
    kind = refusal == null ? judge() : Kind.REFUSED;
    return true;
  }

  private void takeSeparator() {
    boolean more = inArray && json.take(',');
    if (!more && json.peek() != -1 && !(inArray && json.peek() == ']')) {
      refusal = Refusal.MALFORMED_JSON;
      skipToNextObject();
    }
  }

  /**
   * After bytes that are no message: an object that follows a comma is the next; a lone message has
   * none.
   */
  private void skipToNextObject() {
    byte[] data = json.data;
    int at = Math.max(json.at, messageFrom + 1);
    while (inArray && at < json.end) {
      if (data[at] == '{' && data[at - 1] == ',') {
        json.at = at;
        return;
      }
      at++;
    }
    json.at = json.end;
  }

  private Kind judge() {
    if (messageTo - messageFrom > MAX_BYTES) {
      refusal = Refusal.OVERSIZED;
    } else if (fields.type == TickFields.TYPE_OTHER) {
      refusal = Refusal.UNKNOWN_TYPE;
    } else if (fields.type == TickFields.TYPE_TICK) {
      refusal = judgeTick();
    } else {
      refusal = judgeTimestamp();
    }
    if (refusal != null) {
      return Kind.REFUSED;
    }
    return switch (fields.type) {
      case TickFields.TYPE_HEARTBEAT -> Kind.HEARTBEAT;
      case TickFields.TYPE_END -> Kind.END;
      default -> Kind.TICK;
    };
  }

  private Refusal judgeTick() {
    if (fields.symbolLength < 0) {
      return Refusal.SYMBOL_MISSING;
    }
    if (fields.symbolLength == 0) {
      return Refusal.SYMBOL_INVALID;
    }
    if (!fields.has(TickFields.PRICE)) {
      return fields.isWrong(TickFields.PRICE) ? Refusal.PRICE_INVALID : Refusal.PRICE_MISSING;
    }
    if (!isPositive(fields.price)) {
      return Refusal.PRICE_INVALID;
    }
    if (fields.isWrong(TickFields.VOLUME)
        || !(fields.volume >= 0 && fields.volume < Double.POSITIVE_INFINITY)) {
      return Refusal.VOLUME_INVALID;
    }
    if (fields.isWrong(TickFields.FLAG)) {
      return Refusal.FLAG_INVALID;
    }
    Refusal timestamp = judgeTimestamp();
    return timestamp == null && fields.hasAny(TickFields.WINDOW) ? judgeWindow() : timestamp;
  }

  private Refusal judgeTimestamp() {
    if (!fields.has(TickFields.TIMESTAMP)) {
      return fields.isWrong(TickFields.TIMESTAMP)
          ? Refusal.TIMESTAMP_INVALID
          : Refusal.TIMESTAMP_MISSING;
    }
    double seconds = fields.timestampSeconds;
    if (seconds >= MAX_SECONDS) {
      return seconds < 1e14 ? Refusal.TIMESTAMP_MILLISECONDS : Refusal.TIMESTAMP_MICROSECONDS;
    }
    return fields.timestampMillis <= 0 ? Refusal.TIMESTAMP_INVALID : null;
  }

  private Refusal judgeWindow() {
    boolean good =
        fields.has(TickFields.WINDOW)
            && isPositive(fields.low)
            && fields.low <= Math.min(fields.open, fields.price)
            && fields.high >= Math.max(fields.open, fields.price)
            && fields.high < Double.POSITIVE_INFINITY
            && fields.windowStartMillis > 0
            && fields.windowStartMillis < fields.windowEndMillis;
    return good ? null : Refusal.WINDOW_INVALID;
  }

  private static boolean isPositive(double value) {
    return value > 0 && value < Double.POSITIVE_INFINITY;
  }

  /** What the message is. */
  public Kind kind() {
    return kind;
  }

  /** Why it is refused, null if it is not. */
  public Refusal refusal() {
    return refusal;
  }

  /** For a person: what is wrong with the refused message, with the value found. Allocates. */
  public String refusalText() {
    return refusal.expectation() + ", in " + sample();
  }

  /** The message, cut to 200 characters. Allocates. */
  public String sample() {
    int length = Math.min(messageTo - messageFrom, SAMPLE_CHARACTERS);
    return new String(json.data, messageFrom, length, StandardCharsets.UTF_8);
  }

  /** The upper-cased symbol's ASCII bytes lie in this array, from {@link #symbolFrom()}. */
  public byte[] symbolBytes() {
    return fields.symbolBytes;
  }

  public int symbolFrom() {
    return fields.symbolFrom;
  }

  public int symbolLength() {
    return fields.symbolLength;
  }

  /** {@link Symbols#hash} of the symbol. */
  public int symbolHash() {
    return Symbols.hash(fields.symbolBytes, fields.symbolFrom, fields.symbolLength);
  }

  /** The symbol as a String. Allocates. */
  public String symbol() {
    return new String(
        fields.symbolBytes, fields.symbolFrom, fields.symbolLength, StandardCharsets.US_ASCII);
  }

  /** The price; of a window its close. */
  public double price() {
    return fields.price;
  }

  /** The volume, 0 when the message has none. */
  public double volume() {
    return fields.volume;
  }

  /** Event time, Unix milliseconds; finer digits are cut. */
  public long timestampMillis() {
    return fields.timestampMillis;
  }

  /**
   * The sum of {@link #NOT_OPEN_CLOSE}, {@link #NOT_HIGH_LOW} and {@link #NOT_VOLUME} as they
   * apply.
   */
  public int flags() {
    return fields.flags;
  }

  /** Whether the tick is a window of an aggregate feed rather than a trade. */
  public boolean isWindow() {
    return fields.has(TickFields.WINDOW);
  }

  public double open() {
    return fields.open;
  }

  public double high() {
    return fields.high;
  }

  public double low() {
    return fields.low;
  }

  /** First instant of the window, Unix milliseconds. */
  public long windowStartMillis() {
    return fields.windowStartMillis;
  }

  /** End of the window, exclusive, Unix milliseconds. */
  public long windowEndMillis() {
    return fields.windowEndMillis;
  }
}

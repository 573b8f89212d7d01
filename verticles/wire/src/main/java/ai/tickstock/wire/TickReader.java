package ai.tickstock.wire;

import ai.tickstock.market.Symbols;
import io.vertx.core.buffer.Buffer;
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

  private static final int SAMPLE_BYTES = 200;

  private final JsonCursor json = new JsonCursor();
  private final TickArray array = new TickArray(json);
  private final TickFields fields = new TickFields(json);
  private final TickSymbol symbol = fields.symbol();
  private byte[] copy = new byte[0];
  private boolean inArray;
  private int messageFrom;
  private int messageTo;
  private Kind kind;
  private Refusal refusal;

  /** Begins with these bytes, which must stay: one JSON object, or an array of them. */
  public void reset(byte[] data, int from, int to) {
    json.reset(data, from, to);
    array.reset();
    inArray = json.take('[');
  }

  /** Begins with a copy of these bytes: one JSON object, or an array of them. */
  public void reset(Buffer data) {
    int length = data.length();
    if (copy.length < length) {
      copy = new byte[Math.max(length, 2 * copy.length)];
    }
    data.getBytes(copy);
    reset(copy, 0, length);
  }

  /** Reads the next message; false when there is none. */
  public boolean next() {
    if (atEnd()) {
      return false;
    }
    messageFrom = json.at;
    boolean good = fields.read();
    messageTo = json.at;
    if (!good || !(atEnd() || (inArray && json.peek() == ','))) {
      good = false;
      skipMalformed();
    }
    if (inArray) {
      json.take(',');
    }
    refusal = good ? judged() : Refusal.MALFORMED_JSON;
    kind = refusal == null ? kindOf(fields.type) : Kind.REFUSED;
    return true;
  }

  private boolean atEnd() {
    int next = json.peek();
    return next == -1 || (inArray && next == ']');
  }

  private void skipMalformed() {
    if (inArray) {
      array.skipMalformed(messageFrom);
    } else {
      json.at = json.end;
    }
    messageTo = json.at;
  }

  private Refusal judged() {
    return messageTo - messageFrom > MAX_BYTES ? Refusal.OVERSIZED : TickRules.judge(fields);
  }

  private static Kind kindOf(TickFields.Type type) {
    return switch (type) {
      case HEARTBEAT -> Kind.HEARTBEAT;
      case END -> Kind.END;
      default -> Kind.TICK;
    };
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
    return refusalText(refusal);
  }

  /** The same for a refusal the caller decided on. Allocates. */
  public String refusalText(Refusal reason) {
    if (reason.field() == null) {
      return reason.expectation();
    }
    String found = FoundValue.of(reason.field(), json.data, messageFrom, messageTo);
    return reason.expectation() + ", was " + found;
  }

  /** The message, cut to 200 bytes. Allocates. */
  public String sample() {
    int length = Math.min(messageTo - messageFrom, SAMPLE_BYTES);
    return new String(json.data, messageFrom, length, StandardCharsets.UTF_8);
  }

  /**
   * The upper-cased symbol's ASCII bytes lie in this array, from {@link #symbolFrom()}, until the
   * next message is read.
   */
  public byte[] symbolBytes() {
    return symbol.bytes();
  }

  public int symbolFrom() {
    return symbol.from();
  }

  public int symbolLength() {
    return symbol.length();
  }

  /** {@link Symbols#hash} of the symbol. */
  public int symbolHash() {
    return Symbols.hash(symbol.bytes(), symbol.from(), symbol.length());
  }

  /** The symbol as a String. Allocates. */
  public String symbol() {
    return new String(symbol.bytes(), symbol.from(), symbol.length(), StandardCharsets.US_ASCII);
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
    return fields.hasWindow();
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

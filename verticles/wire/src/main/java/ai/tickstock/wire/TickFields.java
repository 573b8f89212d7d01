package ai.tickstock.wire;

import static ai.tickstock.wire.JsonBytes.asciiBytes;

import java.util.Arrays;

/**
 * The fields of one tick or control message as they stand in the JSON, not judged yet. Of equal
 * names the last counts; a field that is null is not there. Not thread-safe.
 */
final class TickFields {
  /** The message's type. */
  enum Type {
    TICK,
    HEARTBEAT,
    END,
    OTHER
  }

  private static final byte[] HEAD = asciiBytes("{\"type\":\"market_tick\",\"symbol\":\"");
  private static final byte[] PRICE = asciiBytes("\",\"price\":");
  private static final byte[] VOLUME = asciiBytes(",\"volume\":");
  private static final byte[] TIMESTAMP = asciiBytes(",\"timestamp\":");
  private static final byte[] SOURCE = asciiBytes(",\"source\":");
  private static final byte[] TICK = asciiBytes("market_tick");
  private static final byte[] HEARTBEAT = asciiBytes("heartbeat");
  private static final byte[] END = asciiBytes("end");
  private static final int CANONICAL =
      TickKey.TYPE.bit()
          | TickKey.SYMBOL.bit()
          | TickKey.PRICE.bit()
          | TickKey.VOLUME.bit()
          | TickKey.TIMESTAMP.bit();

  private static final int FLAGS = TickKey.OC.bit() | TickKey.HL.bit() | TickKey.VOL.bit();

  private static final int WINDOW =
      TickKey.OPEN.bit()
          | TickKey.HIGH.bit()
          | TickKey.LOW.bit()
          | TickKey.WINDOW_START.bit()
          | TickKey.WINDOW_END.bit();

  private final JsonCursor json;
  private final TickSymbol symbol = new TickSymbol();
  private int present;
  private int wrong;

  Type type;
  double price;
  double volume;

  /** Unix milliseconds; {@link Long#MIN_VALUE} if below 0 or 1e17 and more. */
  long timestampMillis;

  /** The timestamp as it stands, in seconds, only where {@link #timestampMillis} could not say. */
  double hugeSeconds;

  int flags;
  double open;
  double high;
  double low;
  long windowStartMillis;
  long windowEndMillis;

  TickFields(JsonCursor json) {
    this.json = json;
  }

  TickSymbol symbol() {
    return symbol;
  }

  /** Whether the field is there, with a value of its kind. */
  boolean has(TickKey key) {
    return (present & key.bit()) != 0;
  }

  /** Whether the field is there, with a value of another kind. */
  boolean isWrong(TickKey key) {
    return (wrong & key.bit()) != 0;
  }

  boolean hasWrongFlag() {
    return (wrong & FLAGS) != 0;
  }

  boolean hasWindow() {
    return (present & WINDOW) == WINDOW;
  }

  boolean hasPartOfWindow() {
    return ((present | wrong) & WINDOW) != 0;
  }

  /** Reads one object; false if it is malformed. */
  boolean read() {
    present = 0;
    wrong = 0;
    volume = 0;
    flags = 0;
    int start = json.at;
    if (readCanonical()) {
      type = Type.TICK;
      present = CANONICAL;
      return json.takeNow('}') || (json.take(',') ? readMembers() : json.take('}'));
    }
    json.at = start;
    type = Type.OTHER;
    return json.take('{') && (json.take('}') || readMembers());
  }

  /** Reads what every trade has, in our own writer's order; in vain if it is anything else. */
  private boolean readCanonical() {
    if (!(json.take(HEAD) && symbol.readPlain(json) && json.take(PRICE) && json.takeNumber())) {
      return false;
    }
    price = json.number.asDouble();
    if (!(json.take(VOLUME) && json.takeNumber())) {
      return false;
    }
    volume = plusZero(json.number.asDouble());
    if (!(json.take(TIMESTAMP) && json.takeNumber())) {
      return false;
    }
    readTimestamp();
    return json.take(SOURCE) && json.skipString();
  }

  private void readTimestamp() {
    timestampMillis = json.number.asMillis();
    if (timestampMillis == Long.MIN_VALUE) {
      hugeSeconds = json.number.asDouble();
    }
  }

  /** Reads members up to the closing brace; false if one is malformed. */
  private boolean readMembers() {
    do {
      json.skipBlanks();
      int from = json.at + 1;
      if (!json.skipString()) {
        return false;
      }
      int to = json.at - 1;
      TickKey key =
          json.escaped ? TickKey.of(json.decoded(from, to)) : TickKey.of(json.data, from, to);
      if (!json.take(':')) {
        return false;
      }
      json.skipBlanks();
      if (!(key == null ? json.skipValue() : readField(key))) {
        return false;
      }
    } while (json.take(','));
    return json.take('}');
  }

  private boolean readField(TickKey key) {
    present &= ~key.bit();
    wrong &= ~key.bit();
    if (json.takeNull()) {
      forget(key);
      return true;
    }
    int from = json.at;
    boolean read =
        switch (key) {
          case TYPE, SYMBOL -> json.skipString();
          case OC, HL, VOL -> json.takeTrue() || json.takeFalse();
          default -> json.takeNumber();
        };
    if (read) {
      present |= key.bit();
      keep(key, from);
      return true;
    }
    wrong |= key.bit();
    forget(key);
    json.at = from;
    return json.skipValue();
  }

  private void forget(TickKey key) {
    switch (key) {
      case TYPE -> type = Type.OTHER;
      case VOLUME -> volume = 0;
      case OC, HL, VOL -> flags &= ~flag(key);
      default -> {
        // Nothing of it is asked for while it is not there.
      }
    }
  }

  private void keep(TickKey key, int from) {
    switch (key) {
      case TYPE -> type = type(from + 1, json.at - 1);
      case SYMBOL -> symbol.read(json, from + 1, json.at - 1);
      case OC, HL, VOL -> flags = json.data[from] == 't' ? flags & ~flag(key) : flags | flag(key);
      case TIMESTAMP -> readTimestamp();
      case WINDOW_START -> windowStartMillis = json.number.asMillis();
      case WINDOW_END -> windowEndMillis = json.number.asMillis();
      default -> keepPrice(key, json.number.asDouble());
    }
  }

  private void keepPrice(TickKey key, double value) {
    switch (key) {
      case PRICE -> price = value;
      case VOLUME -> volume = plusZero(value);
      case OPEN -> open = value;
      case HIGH -> high = value;
      default -> low = value;
    }
  }

  /** Minus zero is zero. */
  private static double plusZero(double value) {
    return value + 0.0;
  }

  private static int flag(TickKey key) {
    return switch (key) {
      case OC -> TickReader.NOT_OPEN_CLOSE;
      case HL -> TickReader.NOT_HIGH_LOW;
      default -> TickReader.NOT_VOLUME;
    };
  }

  private Type type(int from, int to) {
    byte[] text = json.data;
    int start = from;
    int end = to;
    if (json.escaped) {
      text = asciiBytes(json.decoded(from, to));
      start = 0;
      end = text.length;
    }
    return is(TICK, text, start, end)
        ? Type.TICK
        : is(HEARTBEAT, text, start, end)
            ? Type.HEARTBEAT
            : is(END, text, start, end) ? Type.END : Type.OTHER;
  }

  private static boolean is(byte[] expected, byte[] text, int from, int to) {
    return Arrays.equals(text, from, to, expected, 0, expected.length);
  }
}

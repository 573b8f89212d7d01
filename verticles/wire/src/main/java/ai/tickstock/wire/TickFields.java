package ai.tickstock.wire;

import ai.tickstock.market.Symbols;
import java.nio.charset.StandardCharsets;

/**
 * The fields of one tick or control message as they stand in the JSON, not judged yet. Not
 * thread-safe.
 */
final class TickFields {
  static final int TYPE_TICK = 0;
  static final int TYPE_HEARTBEAT = 1;
  static final int TYPE_END = 2;
  static final int TYPE_OTHER = 3;

  static final int PRICE = 1;
  static final int VOLUME = 1 << 1;
  static final int TIMESTAMP = 1 << 2;
  static final int FLAG = 1 << 3;
  private static final int OPEN = 1 << 4;
  private static final int HIGH = 1 << 5;
  private static final int LOW = 1 << 6;
  private static final int WINDOW_START = 1 << 7;
  private static final int WINDOW_END = 1 << 8;

  /** All that makes a window. */
  static final int WINDOW = OPEN | HIGH | LOW | WINDOW_START | WINDOW_END;

  private static final byte[] HEAD = ascii("{\"type\":\"market_tick\",\"symbol\":\"");
  private static final byte[] PRICE_KEY = ascii("\",\"price\":");
  private static final byte[] VOLUME_KEY = ascii(",\"volume\":");
  private static final byte[] TIMESTAMP_KEY = ascii(",\"timestamp\":");
  private static final byte[] SOURCE_KEY = ascii(",\"source\":");
  private static final byte[] TICK = ascii("\"market_tick\"");
  private static final byte[] HEARTBEAT = ascii("\"heartbeat\"");
  private static final byte[] END = ascii("\"end\"");
  private static final String[] KEYS = {
    "price",
    "volume",
    "timestamp",
    "oc",
    "hl",
    "vol",
    "open",
    "high",
    "low",
    "window_start",
    "window_end",
    "symbol",
    "type"
  };
  private static final byte[][] KEY_BYTES = new byte[KEYS.length][];

  static {
    for (int i = 0; i < KEYS.length; i++) {
      KEY_BYTES[i] = ascii('"' + KEYS[i] + '"');
    }
  }

  private final JsonCursor json;
  private final byte[] ownSymbol = new byte[Symbols.MAX_LENGTH];
  private int present;
  private int wrong;

  int type;
  byte[] symbolBytes = ownSymbol;
  int symbolFrom;

  /** Length of the symbol; 0 if it is not one, -1 if there is none. */
  int symbolLength;

  double price;
  double volume;
  double timestampSeconds;
  long timestampMillis;
  int flags;
  double open;
  double high;
  double low;
  long windowStartMillis;
  long windowEndMillis;

  TickFields(JsonCursor json) {
    this.json = json;
  }

  boolean has(int field) {
    return (present & field) == field;
  }

  boolean hasAny(int field) {
    return ((present | wrong) & field) != 0;
  }

  boolean isWrong(int field) {
    return (wrong & field) != 0;
  }

  private void clear() {
    present = 0;
    wrong = 0;
    type = TYPE_OTHER;
    symbolLength = -1;
    volume = 0;
    flags = 0;
  }

  /** Reads a trade in our own writer's order; false, without a step, if it is anything else. */
  boolean readCanonical() {
    int start = json.at;
    clear();
    if (json.take(HEAD)
        && takePlainSymbol()
        && json.take(PRICE_KEY)
        && json.readNumber()
        && takePrice()
        && json.take(VOLUME_KEY)
        && json.readNumber()
        && takeVolume()
        && json.take(TIMESTAMP_KEY)
        && json.readNumber()
        && takeTimestamp()
        && json.take(SOURCE_KEY)
        && json.skipString()
        && json.at < json.end
        && json.data[json.at] == '}') {
      json.at++;
      type = TYPE_TICK;
      return true;
    }
    json.at = start;
    return false;
  }

  private boolean takePlainSymbol() {
    int from = json.at;
    int at = from;
    while (at < json.end && Symbols.isSymbolCharacter(json.data[at])) {
      at++;
    }
    json.at = at;
    symbolBytes = json.data;
    symbolFrom = from;
    symbolLength = at - from;
    return symbolLength > 0 && symbolLength <= Symbols.MAX_LENGTH;
  }

  private boolean takePrice() {
    price = json.asDouble();
    present |= PRICE;
    return true;
  }

  private boolean takeVolume() {
    volume = json.asDouble();
    present |= VOLUME;
    return true;
  }

  private boolean takeTimestamp() {
    timestampMillis = json.asMillis();
    timestampSeconds = timestampMillis / 1000.0;
    if (timestampMillis == Long.MIN_VALUE) {
      timestampSeconds = json.asDouble();
    }
    present |= TIMESTAMP;
    return true;
  }

  /**
   * Reads an object with its fields in any order; false if it is malformed. The last of equal names
   * counts.
   */
  boolean read() {
    clear();
    if (!json.take('{')) {
      return false;
    }
    if (json.take('}')) {
      return true;
    }
    do {
      json.skipBlanks();
      int key = key();
      if (key < 0 && !json.skipString()) {
        return false;
      }
      if (!json.take(':')) {
        return false;
      }
      json.skipBlanks();
      if (!(key < 0 ? json.skipValue() : readField(key))) {
        return false;
      }
    } while (json.take(','));
    return json.take('}');
  }

  private int key() {
    for (int i = 0; i < KEY_BYTES.length; i++) {
      if (json.take(KEY_BYTES[i])) {
        return i;
      }
    }
    return -1;
  }

  private boolean readField(int key) {
    return switch (key) {
      case 0 -> number(PRICE) && takePrice() || json.skipValue();
      case 1 -> number(VOLUME) && takeVolume() || json.skipValue();
      case 2 -> number(TIMESTAMP) && takeTimestamp() || json.skipValue();
      case 3 -> flag(TickReader.NOT_OPEN_CLOSE);
      case 4 -> flag(TickReader.NOT_HIGH_LOW);
      case 5 -> flag(TickReader.NOT_VOLUME);
      case 6, 7, 8, 9, 10 -> windowField(OPEN << (key - 6)) || json.skipValue();
      case 11 -> readSymbol();
      default -> readType();
    };
  }

  /**
   * Reads a number; if another value stands there it is not read, and remembered as wrong unless it
   * is null.
   */
  private boolean number(int field) {
    present &= ~field;
    wrong &= ~field;
    int next = json.peek();
    if (next == '-' || (next >= '0' && next <= '9')) {
      return json.readNumber();
    }
    if (next != 'n') {
      wrong |= field;
    }
    return false;
  }

  private boolean windowField(int field) {
    if (!number(field)) {
      return false;
    }
    present |= field;
    switch (field) {
      case OPEN -> open = json.asDouble();
      case HIGH -> high = json.asDouble();
      case LOW -> low = json.asDouble();
      case WINDOW_START -> windowStartMillis = json.asMillis();
      default -> windowEndMillis = json.asMillis();
    }
    return true;
  }

  private boolean flag(int flag) {
    if (json.takeFalse()) {
      flags |= flag;
      return true;
    }
    flags &= ~flag;
    if (json.takeTrue() || json.takeNull()) {
      return true;
    }
    wrong |= FLAG;
    return json.skipValue();
  }

  private boolean readType() {
    int start = json.at;
    if (json.take(TICK)) {
      type = TYPE_TICK;
    } else if (json.take(HEARTBEAT)) {
      type = TYPE_HEARTBEAT;
    } else if (json.take(END)) {
      type = TYPE_END;
    } else {
      type = TYPE_OTHER;
    }
    return json.at > start || json.skipValue();
  }

  /**
   * Copies the symbol, upper-cased. One with an escape is rare enough to be decoded by way of a
   * String.
   */
  private boolean readSymbol() {
    int from = json.at;
    symbolLength = json.peek() == 'n' ? -1 : 0;
    if (json.peek() != '"') {
      return json.skipValue();
    }
    if (!json.skipString()) {
      return false;
    }
    int to = json.at - 1;
    symbolBytes = ownSymbol;
    symbolFrom = 0;
    int length = 0;
    for (int i = from + 1; i < to; i++, length++) {
      int c = json.data[i];
      if (c == '\\') {
        copyEscaped(from + 1, to);
        return true;
      }
      c = c >= 'a' && c <= 'z' ? c - 32 : c;
      if (length == Symbols.MAX_LENGTH || !Symbols.isSymbolCharacter(c)) {
        return true;
      }
      ownSymbol[length] = (byte) c;
    }
    symbolLength = length;
    return true;
  }

  private void copyEscaped(int from, int to) {
    StringBuilder decoded = new StringBuilder();
    for (int i = from; i < to && decoded.length() <= Symbols.MAX_LENGTH; i++) {
      char c = (char) (json.data[i] & 0xff);
      if (c == '\\') {
        c = (char) json.data[++i];
        if (c == 'u') {
          c =
              (char)
                  Integer.parseInt(new String(json.data, i + 1, 4, StandardCharsets.US_ASCII), 16);
          i += 4;
        }
      }
      decoded.append(c >= 'a' && c <= 'z' ? (char) (c - 32) : c);
    }
    String symbol = decoded.toString();
    if (Symbols.isValid(symbol)) {
      symbolLength = symbol.length();
      for (int i = 0; i < symbolLength; i++) {
        ownSymbol[i] = (byte) symbol.charAt(i);
      }
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

package ai.tickstock.wire;

import ai.tickstock.market.Symbols;

/** The symbol of one message, upper-cased, as a range of ASCII bytes. Not thread-safe. */
final class TickSymbol {
  private final byte[] own = new byte[Symbols.MAX_LENGTH];
  private byte[] bytes = own;
  private int from;
  private int length;

  /** Reads up to the quote a symbol that needs no change; false if it is not such a one. */
  boolean readPlain(JsonCursor json) {
    byte[] data = json.data;
    int start = json.at;
    int last = Math.min(json.end, start + Symbols.MAX_LENGTH + 1);
    int at = start;
    while (at < last && Symbols.isSymbolCharacter(data[at])) {
      at++;
    }
    json.at = at;
    bytes = data;
    from = start;
    length = at - start;
    return length > 0 && length <= Symbols.MAX_LENGTH;
  }

  /**
   * Takes the string between these places, just stepped over; {@link #length()} 0 if it is none.
   */
  void read(JsonCursor json, int start, int end) {
    bytes = own;
    from = 0;
    length = json.escaped ? copy(json.decoded(start, end)) : copy(json.data, start, end);
  }

  private int copy(String text) {
    byte[] decoded = JsonBytes.asciiBytes(text);
    return copy(decoded, 0, decoded.length);
  }

  private int copy(byte[] data, int start, int end) {
    int count = end - start;
    if (count > Symbols.MAX_LENGTH) {
      return 0;
    }
    for (int i = 0; i < count; i++) {
      byte c = data[start + i];
      own[i] = c >= 'a' && c <= 'z' ? (byte) (c - ' ') : c;
      if (!Symbols.isSymbolCharacter(own[i])) {
        return 0;
      }
    }
    return count;
  }

  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  /** 0 if it is not a symbol. */
  int length() {
    return length;
  }
}

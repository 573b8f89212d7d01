package ai.tickstock.wire;

import java.util.Arrays;

/** The fields of a tick or control message that are read; all others are stepped over. */
enum TickKey {
  TYPE("type"),
  SYMBOL("symbol"),
  PRICE("price"),
  VOLUME("volume"),
  TIMESTAMP("timestamp"),
  OC("oc"),
  HL("hl"),
  VOL("vol"),
  OPEN("open"),
  HIGH("high"),
  LOW("low"),
  WINDOW_START("window_start"),
  WINDOW_END("window_end");

  private static final int MAX_LENGTH = 12;

  /** By length: few names are as long as another. */
  private static final TickKey[][] BY_LENGTH = new TickKey[MAX_LENGTH + 1][];

  static {
    for (int length = 0; length <= MAX_LENGTH; length++) {
      int wanted = length;
      BY_LENGTH[length] =
          Arrays.stream(values()).filter(key -> key.ascii.length == wanted).toArray(TickKey[]::new);
    }
  }

  private final String text;
  private final byte[] ascii;

  TickKey(String text) {
    this.text = text;
    ascii = JsonBytes.asciiBytes(text);
  }

  /** The name in the message. */
  String text() {
    return text;
  }

  /** A bit of its own. */
  int bit() {
    return 1 << ordinal();
  }

  /** The key these bytes spell; null if it is none of them. */
  static TickKey of(byte[] data, int from, int to) {
    if (to - from > MAX_LENGTH) {
      return null;
    }
    for (TickKey key : BY_LENGTH[to - from]) {
      if (Arrays.equals(data, from, to, key.ascii, 0, key.ascii.length)) {
        return key;
      }
    }
    return null;
  }

  /** The key with this name; null if it is none of them. */
  static TickKey of(String name) {
    byte[] bytes = JsonBytes.asciiBytes(name);
    return of(bytes, 0, bytes.length);
  }
}

package ai.tickstock.wire;

import java.nio.charset.StandardCharsets;

/** The value of one field as it stands in a message, for people. */
final class FoundValue {
  private static final int MAX_BYTES = 40;

  private FoundValue() {}

  /**
   * The last value of this name in an object, cut to 40 bytes; {@code missing} if there is none.
   */
  static String of(String name, byte[] data, int from, int to) {
    JsonCursor json = new JsonCursor();
    json.reset(data, from, to);
    String found = "missing";
    if (!json.take('{')) {
      return found;
    }
    do {
      json.skipBlanks();
      int key = json.at + 1;
      if (!json.skipString()) {
        return found;
      }
      boolean same = json.decoded(key, json.at - 1).equals(name);
      if (!json.take(':')) {
        return found;
      }
      json.skipBlanks();
      int value = json.at;
      if (!json.skipValue()) {
        return found;
      }
      found = same ? cut(data, value, json.at) : found;
    } while (json.take(','));
    return found;
  }

  private static String cut(byte[] data, int from, int to) {
    int length = to - from;
    return length > MAX_BYTES
        ? new String(data, from, MAX_BYTES, StandardCharsets.UTF_8) + "…"
        : new String(data, from, length, StandardCharsets.UTF_8);
  }
}

package ai.tickstock.wire;

/**
 * Finds the end of a malformed message in an array, so that one bad message costs no other. Takes
 * time in proportion to the array. Not thread-safe.
 */
final class TickArray {
  /** Messages that never end are looked at this often; each look may take the whole array. */
  private static final int MAX_LOOKS = 16;

  private final JsonCursor json;
  private int looks;

  TickArray(JsonCursor json) {
    this.json = json;
  }

  void reset() {
    looks = 0;
  }

  /**
   * Moves to where the malformed message that begins here ends: before the first comma outside of
   * its strings and brackets; where they are not in pairs, before the first with an object behind.
   */
  void skipMalformed(int from) {
    json.at = from;
    if (looks < MAX_LOOKS) {
      if (skipToComma()) {
        return;
      }
      looks++;
    }
    skipToObject(from);
  }

  private boolean skipToComma() {
    int depth = 0;
    while (json.at < json.end && depth >= 0) {
      byte b = json.data[json.at];
      if (depth == 0 && (b == ',' || b == ']')) {
        return true;
      }
      if (b == '"') {
        if (!json.skipString()) {
          return false;
        }
      } else {
        depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
        json.at++;
      }
    }
    return false;
  }

  private void skipToObject(int from) {
    for (int comma = from; comma < json.end; comma++) {
      if (json.data[comma] == ',') {
        json.at = comma + 1;
        if (json.peek() == '{') {
          json.at = comma;
          return;
        }
      }
    }
    json.at = json.end;
  }
}

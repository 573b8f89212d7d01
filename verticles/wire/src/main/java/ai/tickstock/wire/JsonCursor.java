package ai.tickstock.wire;

import java.util.Arrays;

/**
 * Walks over JSON in a byte array without allocating. Every method that may fail says so by its
 * result; none throws, whatever the bytes are. After a failure the position is where the doubt
 * arose. Not thread-safe.
 */
final class JsonCursor {
  private static final int MAX_DEPTH = 32;
  private static final byte[] TRUE = JsonBytes.asciiBytes("true");
  private static final byte[] FALSE = JsonBytes.asciiBytes("false");
  private static final byte[] NULL = JsonBytes.asciiBytes("null");

  byte[] data;
  int at;
  int end;

  /** Whether the string last stepped over holds an escape. */
  boolean escaped;

  final JsonNumber number = new JsonNumber();

  void reset(byte[] bytes, int from, int to) {
    data = bytes;
    at = from;
    end = to;
  }

  void skipBlanks() {
    while (at < end && isBlank(data[at])) {
      at++;
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** Steps over a character, after blanks; false if another one stands there. */
  boolean take(char expected) {
    skipBlanks();
    return takeNow(expected);
  }

  /** Steps over a character; false, without a step, if another one stands there. */
  boolean takeNow(char expected) {
    if (at < end && data[at] == expected) {
      at++;
      return true;
    }
    return false;
  }

  /** The character that comes next, after blanks; -1 at the end. */
  int peek() {
    skipBlanks();
    return at < end ? data[at] & 0xff : -1;
  }

  /** Steps over exactly these bytes; false, without a step, if others stand there. */
  boolean take(byte[] expected) {
    int to = at + expected.length;
    if (to > end || !Arrays.equals(data, at, to, expected, 0, expected.length)) {
      return false;
    }
    at = to;
    return true;
  }

  /** Steps over a number, which is then in {@link #number}; false if none stands there. */
  boolean takeNumber() {
    int to = number.read(data, at, end);
    if (to == JsonNumber.NONE) {
      return false;
    }
    at = to;
    return true;
  }

  boolean takeTrue() {
    return take(TRUE);
  }

  boolean takeFalse() {
    return take(FALSE);
  }

  boolean takeNull() {
    return take(NULL);
  }

  /** Steps over a string; false if there is none, or it has no end or a character it must not. */
  boolean skipString() {
    escaped = false;
    if (!takeNow('"')) {
      return false;
    }
    while (at < end) {
      byte b = data[at++];
      if (b == '"') {
        return true;
      }
      if (b == '\\') {
        escaped = true;
        if (!skipEscape()) {
          return false;
        }
      } else if (b >= 0 && b < ' ') {
        return false;
      }
    }
    return false;
  }

  private boolean skipEscape() {
    if (at >= end) {
      return false;
    }
    byte b = data[at++];
    if (b != 'u') {
      return "\"\\/bfnrt".indexOf(b) >= 0;
    }
    for (int last = at + 4; at < last; at++) {
      if (at >= end || Character.digit(data[at], 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * What the string between these places says, ASCII only: other characters become {@code '?'}. It
   * must be one that was stepped over. Allocates.
   */
  String decoded(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      char c = (char) data[i];
      if (c == '\\') {
        char escape = (char) data[++i];
        c = escape == 'u' ? hex(i + 1) : unescaped(escape);
        i += escape == 'u' ? 4 : 0;
      }
      text.append(c < 0x80 ? c : '?');
    }
    return text.toString();
  }

  private char hex(int from) {
    int code = 0;
    for (int i = from; i < from + 4; i++) {
      code = code << 4 | Character.digit(data[i], 16);
    }
    return (char) code;
  }

  private static char unescaped(char escape) {
    return switch (escape) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> escape;
    };
  }

  /** Steps over any value, after blanks; false if it is malformed or nested deeper than 32. */
  boolean skipValue() {
    return skipValue(0);
  }

  private boolean skipValue(int depth) {
    return switch (peek()) {
      case '"' -> skipString();
      case '{' -> depth < MAX_DEPTH && skipMembers(depth, '}', true);
      case '[' -> depth < MAX_DEPTH && skipMembers(depth, ']', false);
      case 't' -> takeTrue();
      case 'f' -> takeFalse();
      case 'n' -> takeNull();
      default -> takeNumber();
    };
  }

  private boolean skipMembers(int depth, char close, boolean named) {
    at++;
    if (take(close)) {
      return true;
    }
    do {
      skipBlanks();
      if (named && !(skipString() && take(':'))) {
        return false;
      }
      if (!skipValue(depth + 1)) {
        return false;
      }
    } while (take(','));
    return take(close);
  }
}

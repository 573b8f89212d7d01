package ai.tickstock.wire;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * Walks over JSON in a byte array without allocating. Every method that may fail says so by its
 * result and leaves the position where it was in doubt; none throws, whatever the bytes are. Not
 * thread-safe.
 */
final class JsonCursor {
  private static final int MAX_DEPTH = 32;
  private static final int EXACT_DIGITS = 15;
  private static final double[] POWERS_OF_TEN = new double[23];

  static {
    double power = 1;
    for (int i = 0; i < POWERS_OF_TEN.length; i++, power *= 10) {
      POWERS_OF_TEN[i] = power;
    }
  }

  byte[] data;
  int at;
  int end;

  private long digits;
  private int digitCount;
  private int scale;
  private boolean negative;
  private boolean plain;
  private int numberFrom;

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
    if (at < end && data[at] == expected) {
      at++;
      return true;
    }
    return false;
  }

  /** The character that comes next, after blanks; -1 at the end. */
  int peek() {
    skipBlanks();
    return at < end ? data[at] : -1;
  }

  /** Steps over exactly these bytes; false, without a step, if others stand there. */
  boolean take(byte[] expected) {
    int length = expected.length;
    if (end - at < length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (data[at + i] != expected[i]) {
        return false;
      }
    }
    at += length;
    return true;
  }

  /** Steps over a string whose opening quote is next; false if it is none or has no end. */
  boolean skipString() {
    if (at >= end || data[at] != '"') {
      return false;
    }
    for (at++; at < end; at++) {
      byte b = data[at];
      if (b == '"') {
        at++;
        return true;
      }
      if (b == '\\') {
        if (!skipEscape()) {
          return false;
        }
      } else if (b >= 0 && b < 0x20) {
        return false;
      }
    }
    return false;
  }

  private boolean skipEscape() {
    at++;
    if (at >= end) {
      return false;
    }
    if (data[at] == 'u') {
      for (int i = 0; i < 4; i++) {
        at++;
        if (at >= end || Character.digit(data[at], 16) < 0) {
          return false;
        }
      }
      return true;
    }
    return "\"\\/bfnrt".indexOf(data[at]) >= 0;
  }

  /** Steps over any value; false if it is malformed or nested deeper than 32. */
  boolean skipValue() {
    return skipValue(0);
  }

  private boolean skipValue(int depth) {
    int next = peek();
    if (next == '"') {
      return skipString();
    }
    if (next == '{') {
      return depth < MAX_DEPTH && skipMembers(depth, '}', true);
    }
    if (next == '[') {
      return depth < MAX_DEPTH && skipMembers(depth, ']', false);
    }
    return skipLiteral() || readNumber();
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

  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  boolean takeTrue() {
    skipBlanks();
    return take(TRUE);
  }

  boolean takeFalse() {
    skipBlanks();
    return take(FALSE);
  }

  boolean takeNull() {
    skipBlanks();
    return take(NULL);
  }

  private boolean skipLiteral() {
    return takeTrue() || takeFalse() || takeNull();
  }

  /** Reads a JSON number; its value is then {@link #asDouble()} or {@link #asMillis()}. */
  boolean readNumber() {
    skipBlanks();
    numberFrom = at;
    digits = 0;
    digitCount = 0;
    scale = 0;
    plain = true;
    negative = at < end && data[at] == '-';
    if (negative) {
      at++;
    }
    int integerFrom = at;
    readDigits();
    int integerDigits = at - integerFrom;
    if (integerDigits == 0 || (integerDigits > 1 && data[integerFrom] == '0')) {
      return false;
    }
    if (at < end && data[at] == '.') {
      at++;
      int fractionFrom = at;
      readDigits();
      scale = at - fractionFrom;
      if (scale == 0) {
        return false;
      }
    }
    return !(at < end && (data[at] | 0x20) == 'e') || readExponent();
  }

  private void readDigits() {
    while (at < end) {
      int digit = data[at] - '0';
      if (digit < 0 || digit > 9) {
        return;
      }
      if (digitCount < 18) {
        digits = digits * 10 + digit;
      }
      if (digits != 0) {
        digitCount++;
      }
      at++;
    }
  }

  private boolean readExponent() {
    plain = false;
    at++;
    if (at < end && (data[at] == '+' || data[at] == '-')) {
      at++;
    }
    int from = at;
    while (at < end && data[at] >= '0' && data[at] <= '9') {
      at++;
    }
    return at > from;
  }

  /**
   * The number just read, correctly rounded: a quotient of two integers that are both exact as a
   * double is, all others are left to the JDK.
   */
  double asDouble() {
    if (plain && digitCount <= EXACT_DIGITS && scale < POWERS_OF_TEN.length) {
      double magnitude = scale == 0 ? digits : digits / POWERS_OF_TEN[scale];
      return negative ? -magnitude : magnitude;
    }
    return Double.parseDouble(text());
  }

  /**
   * The number just read as seconds, in whole milliseconds, cut; {@link Long#MIN_VALUE} if below 0
   * or beyond 1e17.
   */
  long asMillis() {
    if (negative) {
      return Long.MIN_VALUE;
    }
    if (plain && digitCount <= 17 && scale <= 17) {
      long millis = digits;
      for (int i = scale; i > 3; i--) {
        millis /= 10;
      }
      if (digitCount - scale > 14) {
        return Long.MIN_VALUE;
      }
      for (int i = scale; i < 3; i++) {
        millis *= 10;
      }
      return millis;
    }
    return exactMillis();
  }

  private long exactMillis() {
    double rough = asDouble();
    if (!(rough < 1e17) || at - numberFrom > 64) {
      return Long.MIN_VALUE;
    }
    return rough < 1e-3
        ? 0
        : new BigDecimal(text()).movePointRight(3).setScale(0, RoundingMode.DOWN).longValue();
  }

  private String text() {
    return new String(data, numberFrom, at - numberFrom, StandardCharsets.ISO_8859_1);
  }
}

package ai.tickstock.wire;

import java.nio.charset.StandardCharsets;

/**
 * One JSON number in a byte array: {@code digits * 10^-scale}. Allocates nothing for numbers of up
 * to 15 digits, and for most of up to 18. Not thread-safe.
 */
final class JsonNumber {
  /** What {@link #read} answers when no number stands there. */
  static final int NONE = -1;

  /** As many digits as always fit into a long. */
  private static final int MAX_DIGITS = 18;

  private static final long MAX_EXACT = 1L << 53;
  private static final int MAX_EXPONENT = 100_000_000;
  private static final int MAX_MILLIS_DIGITS = 17;
  private static final double[] POWERS_OF_TEN = new double[23];
  private static final long[] LONG_POWERS_OF_TEN = new long[MAX_DIGITS + 1];

  static {
    double power = 1;
    for (int i = 0; i < POWERS_OF_TEN.length; i++, power *= 10) {
      POWERS_OF_TEN[i] = power;
    }
    long longPower = 1;
    for (int i = 0; i < LONG_POWERS_OF_TEN.length; i++, longPower *= 10) {
      LONG_POWERS_OF_TEN[i] = longPower;
    }
  }

  private byte[] data;
  private int from;
  private int to;
  private boolean negative;

  /** The first 18 digits that count. */
  private long digits;

  /** How many digits there are, from the first that is not 0. */
  private int digitCount;

  private int scale;

  /** Reads the number at this place and answers where it ends, or {@link #NONE}. */
  int read(byte[] bytes, int start, int end) {
    data = bytes;
    from = start;
    digits = 0;
    digitCount = 0;
    scale = 0;
    negative = start < end && bytes[start] == '-';
    int integer = negative ? start + 1 : start;
    int at = readDigits(integer, end);
    if (at == integer || (at > integer + 1 && bytes[integer] == '0')) {
      return NONE;
    }
    if (at < end && bytes[at] == '.') {
      int fraction = at + 1;
      at = readDigits(fraction, end);
      scale = at - fraction;
      if (scale == 0) {
        return NONE;
      }
    }
    if (at < end && (bytes[at] | 0x20) == 'e') {
      at = readExponent(at + 1, end);
    }
    to = at;
    return at;
  }

  private int readDigits(int start, int end) {
    byte[] bytes = data;
    long sum = digits;
    int count = digitCount;
    int at = start;
    for (; at < end; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      if (count < MAX_DIGITS) {
        sum = sum * 10 + digit;
      }
      if (sum != 0) {
        count++;
      }
    }
    digits = sum;
    digitCount = count;
    return at;
  }

  private int readExponent(int start, int end) {
    int at = start;
    boolean down = at < end && data[at] == '-';
    if (down || (at < end && data[at] == '+')) {
      at++;
    }
    int first = at;
    int exponent = 0;
    for (; at < end && data[at] >= '0' && data[at] <= '9'; at++) {
      exponent = Math.min(exponent * 10 + data[at] - '0', MAX_EXPONENT);
    }
    scale += down ? exponent : -exponent;
    return at == first ? NONE : at;
  }

  /**
   * The number just read, correctly rounded; infinite if it is too great. Two integers that are
   * both exact as doubles have a correctly rounded quotient and product; others are left to the
   * JDK.
   */
  double asDouble() {
    boolean exact = digitCount <= MAX_DIGITS && digits <= MAX_EXACT;
    if (!exact || Math.abs(scale) >= POWERS_OF_TEN.length) {
      return Double.parseDouble(new String(data, from, to - from, StandardCharsets.ISO_8859_1));
    }
    double magnitude = scale > 0 ? digits / POWERS_OF_TEN[scale] : digits * POWERS_OF_TEN[-scale];
    return negative ? -magnitude : magnitude;
  }

  /**
   * The number just read, as seconds, in whole milliseconds, exactly, finer digits cut; {@link
   * Long#MIN_VALUE} if it is below 0 or 1e17 milliseconds and more.
   */
  long asMillis() {
    if (digits == 0) {
      return 0;
    }
    if (negative) {
      return Long.MIN_VALUE;
    }
    int known = Math.min(digitCount, MAX_DIGITS);
    int shift = digitCount - known - scale + 3;
    if (known + shift > MAX_MILLIS_DIGITS) {
      return Long.MIN_VALUE;
    }
    if (shift >= 0) {
      return digits * LONG_POWERS_OF_TEN[shift];
    }
    return -shift > MAX_DIGITS ? 0 : digits / LONG_POWERS_OF_TEN[-shift];
  }
}

package ai.tickstock.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing, reusable piece of JSON text. Not thread-safe. */
final class JsonBytes {
  private static final long EXACT = 1L << 53;
  private static final double[] POWERS = {1, 1e2, 1e4, 1e6, 1e8};

  private byte[] bytes = new byte[512];
  private int length;
  private final byte[] reversed = new byte[20];

  /** The second last written, in Unix milliseconds and in digits: the next is often the same. */
  private long secondMillis = Long.MAX_VALUE;

  private final byte[] second = new byte[20];
  private int secondLength;

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  /** Turns the closing brace of the object just written into a comma. */
  JsonBytes reopen() {
    return replaceLast(',');
  }

  /** Puts another character in the place of the last one. */
  JsonBytes replaceLast(char c) {
    bytes[length - 1] = (byte) c;
    return this;
  }

  private void need(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  JsonBytes raw(byte[] ascii) {
    need(ascii.length);
    System.arraycopy(ascii, 0, bytes, length, ascii.length);
    length += ascii.length;
    return this;
  }

  JsonBytes raw(byte[] source, int from, int count) {
    need(count);
    System.arraycopy(source, from, bytes, length, count);
    length += count;
    return this;
  }

  JsonBytes raw(char c) {
    need(1);
    bytes[length++] = (byte) c;
    return this;
  }

  /** Plain ASCII that needs no escape, such as a symbol. */
  @SuppressWarnings("deprecation") // The one way to copy a String's low bytes without allocating.
  JsonBytes ascii(String text) {
    int count = text.length();
    need(count);
    text.getBytes(0, count, bytes, length);
    length += count;
    return this;
  }

  /** Any text as a JSON string, with its quotes. */
  JsonBytes string(String text) {
    raw('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        raw('\\').raw(c);
      } else if (c < 0x20) {
        ascii(String.format("\\u%04x", (int) c));
      } else if (c < 0x80) {
        raw(c);
      } else {
        int end = Character.isHighSurrogate(c) && i + 1 < text.length() ? i + 2 : i + 1;
        raw(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
        i = end - 1;
      }
    }
    return raw('"');
  }

  JsonBytes number(long value) {
    if (value < 0) {
      if (value == Long.MIN_VALUE) {
        return ascii(Long.toString(value));
      }
      raw('-');
      value = -value;
    }
    int count = 0;
    do {
      reversed[count++] = (byte) ('0' + value % 10);
      value /= 10;
    } while (value != 0);
    need(count);
    while (count > 0) {
      bytes[length++] = reversed[--count];
    }
    return this;
  }

  /** A number that reads back to the same bits, in few digits; {@code null} if it is not finite. */
  JsonBytes number(double value) {
    if (!(Math.abs(value) < Double.POSITIVE_INFINITY)) {
      return ascii("null");
    }
    long whole = (long) value;
    if (whole == value && whole != 0 && Math.abs(whole) < EXACT) {
      return number(whole);
    }
    for (int i = 1; i < POWERS.length; i++) {
      double shifted = Math.rint(value * POWERS[i]);
      if (!(Math.abs(shifted) < EXACT)) {
        break;
      }
      if (shifted / POWERS[i] == value && (value != 0 || 1 / value > 0)) {
        return decimal((long) shifted, 2 * i);
      }
    }
    return ascii(Double.toString(value));
  }

  private JsonBytes decimal(long digits, int scale) {
    while (scale > 0 && digits % 10 == 0) {
      digits /= 10;
      scale--;
    }
    if (scale == 0) {
      return number(digits);
    }
    if (digits < 0) {
      raw('-');
      digits = -digits;
    }
    int count = 0;
    while (digits != 0 || count <= scale) {
      reversed[count++] = (byte) ('0' + digits % 10);
      digits /= 10;
    }
    need(count + 1);
    while (count > 0) {
      if (count == scale) {
        bytes[length++] = '.';
      }
      bytes[length++] = reversed[--count];
    }
    return this;
  }

  /** Unix milliseconds as seconds with three decimals. */
  JsonBytes seconds(long millis) {
    long sinceSecond = millis - secondMillis;
    if (sinceSecond < 0 || sinceSecond >= 1000) {
      return newSecond(millis);
    }
    raw(second, 0, secondLength);
    int fraction = (int) sinceSecond;
    need(4);
    bytes[length++] = '.';
    bytes[length++] = (byte) ('0' + fraction / 100);
    bytes[length++] = (byte) ('0' + fraction / 10 % 10);
    bytes[length++] = (byte) ('0' + fraction % 10);
    return this;
  }

  private JsonBytes newSecond(long millis) {
    long seconds = Math.floorDiv(millis, 1000L);
    byte[] text = asciiBytes(Long.toString(seconds));
    secondLength = text.length;
    System.arraycopy(text, 0, second, 0, secondLength);
    secondMillis = seconds * 1000;
    return seconds(millis);
  }

  static byte[] asciiBytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

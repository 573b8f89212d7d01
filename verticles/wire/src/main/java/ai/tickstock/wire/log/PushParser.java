package ai.tickstock.wire.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what Redis sends on a connection that hears (RESP3): messages by the hundred thousand,
 * found by looking at the bytes where they lie, and a few answers. Not thread-safe.
 */
final class PushParser {
  /** Who is told. Bytes are only lent. */
  interface Listener {
    /**
     * A message of a channel. Of one that is longer than {@link Payloads#MOST_BYTES} only the
     * beginning: it is nobody's.
     */
    void message(byte[] bytes, int channel, int channelLength, int payload, int payloadLength);

    /** Another push: {@code subscribe} or {@code unsubscribe}, and the channel it is about. */
    void pushed(String kind, String channel);

    /** An answer to a command; its first line, without the end. */
    void answered(String line);
  }

  private static final byte[] MESSAGE =
      ">3\r\n$7\r\nmessage\r\n$".getBytes(StandardCharsets.US_ASCII);
  private static final int INCOMPLETE = -1;
  private static final int BEGINNING = 200;

  private final Listener listener;
  private byte[] bytes = new byte[1 << 16];
  private int length;

  /** Where the number or text that was read last ends. */
  private int cursor;

  /** Bytes still to come of a message that is too long. */
  private long passing;

  PushParser(Listener listener) {
    this.listener = listener;
  }

  /** Makes room for more bytes and says where they go. */
  byte[] room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
    return bytes;
  }

  int length() {
    return length;
  }

  /** That many bytes have been put at {@link #length()}. */
  void filled(int more) {
    length += more;
    int at = pass(0);
    while (at < length) {
      int end = isMessage(at) ? message(at) : other(at);
      if (end == INCOMPLETE) {
        break;
      }
      at = pass(end);
    }
    System.arraycopy(bytes, at, bytes, 0, length - at);
    length -= at;
  }

  private int pass(int at) {
    int gone = (int) Math.min(passing, length - at);
    passing -= gone;
    return at + gone;
  }

  private boolean isMessage(int at) {
    return length - at > MESSAGE.length
        && Arrays.equals(bytes, at, at + MESSAGE.length, MESSAGE, 0, MESSAGE.length);
  }

  private int message(int at) {
    long channelLength = number(at + MESSAGE.length);
    if (channelLength < 0) {
      return INCOMPLETE;
    }
    int channel = cursor;
    int next = channel + (int) channelLength + 2;
    if (next + 1 >= length) {
      return INCOMPLETE;
    }
    long payloadLength = number(next + 1);
    int payload = cursor;
    if (payloadLength > Payloads.MOST_BYTES && payload + BEGINNING <= length) {
      listener.message(bytes, channel, (int) channelLength, payload, BEGINNING);
      passing = payloadLength + 2 - BEGINNING;
      return payload + BEGINNING;
    }
    if (payloadLength < 0 || payload + payloadLength + 2 > length) {
      return INCOMPLETE;
    }
    listener.message(bytes, channel, (int) channelLength, payload, (int) payloadLength);
    return payload + (int) payloadLength + 2;
  }

  private int other(int at) {
    int end = end(at);
    if (end == INCOMPLETE) {
      return INCOMPLETE;
    }
    if (bytes[at] == '>') {
      number(at + 1);
      String kind = text(cursor);
      listener.pushed(kind, bytes[cursor] == '$' ? text(cursor) : "");
    } else {
      int line = lineEnd(at);
      listener.answered(new String(bytes, at, line - 2 - at, StandardCharsets.UTF_8));
    }
    return end;
  }

  /** The bulk string that begins here; the cursor stands behind it. */
  private String text(int at) {
    int size = (int) number(at + 1);
    String text = new String(bytes, cursor, size, StandardCharsets.UTF_8);
    cursor += size + 2;
    return text;
  }

  /** Where the value that begins here ends. */
  private int end(int at) {
    int line = lineEnd(at);
    if (line == INCOMPLETE) {
      return INCOMPLETE;
    }
    switch (bytes[at]) {
      case '$', '=', '!' -> {
        long size = number(at + 1);
        long end = size < 0 ? line : line + size + 2;
        return end > length ? INCOMPLETE : (int) end;
      }
      case '*', '~', '>', '%', '|' -> {
        long values = number(at + 1) * (bytes[at] == '%' || bytes[at] == '|' ? 2 : 1);
        int end = line;
        for (long i = 0; i < values && end != INCOMPLETE; i++) {
          end = end < length ? end(end) : INCOMPLETE;
        }
        return end;
      }
      default -> {
        return line;
      }
    }
  }

  private int lineEnd(int at) {
    for (int i = at; i + 1 < length; i++) {
      if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
        return i + 2;
      }
    }
    return INCOMPLETE;
  }

  /** The number up to the end of the line; negative if there is none (yet). */
  private long number(int at) {
    long number = 0;
    for (int i = at; i + 1 < length; i++) {
      byte digit = bytes[i];
      if (digit == '\r') {
        cursor = i + 2;
        return number;
      }
      if (digit < '0' || digit > '9') {
        return -1;
      }
      number = number * 10 + digit - '0';
    }
    return -1;
  }
}

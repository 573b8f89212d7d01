package ai.tickstock.app.bridge;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Finds when the last event of an entry was made, looking at nothing but the entry's end. */
final class LastTimestamp {
  /** Nothing was found. */
  static final long UNKNOWN = -1;

  private static final byte[] KEY = "\"timestamp\":".getBytes(StandardCharsets.US_ASCII);
  private static final int FARTHEST = 4_096;

  private LastTimestamp() {}

  /** Unix milliseconds, or {@link #UNKNOWN}. */
  static long of(Buffer data) {
    int first = Math.max(0, data.length() - FARTHEST);
    for (int at = data.length() - KEY.length; at >= first; at--) {
      if (data.getByte(at) == '"' && isKey(data, at)) {
        return millis(data, at + KEY.length);
      }
    }
    return UNKNOWN;
  }

  private static boolean isKey(Buffer data, int at) {
    for (int i = 0; i < KEY.length; i++) {
      if (data.getByte(at + i) != KEY[i]) {
        return false;
      }
    }
    return true;
  }

  private static long millis(Buffer data, int from) {
    int at = from;
    while (at < data.length() && data.getByte(at) == ' ') {
      at++;
    }
    int begin = at;
    while (at < data.length() && at - begin < 24 && isNumber(data.getByte(at))) {
      at++;
    }
    try {
      return Math.round(Double.parseDouble(data.getString(begin, at)) * 1_000);
    } catch (NumberFormatException notANumber) {
      return UNKNOWN;
    }
  }

  private static boolean isNumber(byte b) {
    return (b >= '0' && b <= '9') || b == '.' || b == '-' || b == '+' || b == 'e' || b == 'E';
  }
}

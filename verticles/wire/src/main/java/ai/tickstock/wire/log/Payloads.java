package ai.tickstock.wire.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What came over a channel with a log: news of the log, a plain client's message, or rubbish. */
final class Payloads {
  /** What a payload is. */
  enum Kind {
    /** Bears an offset, or announces: says that the log has grown, and is not believed further. */
    NEWS,
    /** A JSON object that is not in the log. */
    MESSAGE,
    /** Not a JSON object. */
    INVALID
  }

  private static final JsonFactory JSON = new JsonFactory();
  private static final byte[] ANNOUNCEMENT = ascii("{\"type\":\"appended\",\"epoch\":");
  private static final byte[] EPOCH = ascii(",\"epoch\":");
  private static final byte[] OFFSET = ascii(",\"offset\":");
  private static final byte[] PUB = ascii(",\"pub\":\"");
  private static final byte[] SEQ = ascii("\",\"seq\":");

  private Payloads() {}

  static Kind kind(byte[] bytes, int from, int length) {
    return endsLikeOurs(bytes, from, from + length) || startsWith(ANNOUNCEMENT, bytes, from, length)
        ? Kind.NEWS
        : parsed(bytes, from, length);
  }

  /**
   * Whether it ends in {@code ,"epoch":E,"offset":O,"pub":"p","seq":S}}. Only looks at the tail:
   * this is done for every message of the busiest channel. A tail like this at the end of the
   * outermost object cannot be part of a string, whose quotes would be escaped.
   */
  private static boolean endsLikeOurs(byte[] bytes, int from, int to) {
    if (to - from < 2 || bytes[to - 1] != '}' || bytes[from] != '{') {
      return false;
    }
    int at = beforeDigits(bytes, from, to - 1);
    at = before(SEQ, bytes, from, at);
    if (at < 0) {
      return false;
    }
    while (at > from && (bytes[at - 1] != '"' || bytes[at - 2] == '\\')) {
      at--;
    }
    at = before(PUB, bytes, from, at);
    at = at < 0 ? at : beforeDigits(bytes, from, at);
    at = before(OFFSET, bytes, from, at);
    at = at < 0 ? at : beforeDigits(bytes, from, at);
    return before(EPOCH, bytes, from, at) > from;
  }

  private static int beforeDigits(byte[] bytes, int from, int to) {
    int at = to;
    while (at > from && bytes[at - 1] >= '0' && bytes[at - 1] <= '9') {
      at--;
    }
    return at == to ? -1 : at;
  }

  private static int before(byte[] what, byte[] bytes, int from, int to) {
    int at = to - what.length;
    if (at < from) {
      return -1;
    }
    for (int i = 0; i < what.length; i++) {
      if (bytes[at + i] != what[i]) {
        return -1;
      }
    }
    return at;
  }

  private static boolean startsWith(byte[] what, byte[] bytes, int from, int length) {
    return length >= what.length && before(what, bytes, from, from + what.length) == from;
  }

  private static Kind parsed(byte[] bytes, int from, int length) {
    try (JsonParser parser = JSON.createParser(bytes, from, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Kind.INVALID;
      }
      boolean isNews = false;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        isNews |= field.equals("offset");
        isNews |=
            field.equals("type")
                && value == JsonToken.VALUE_STRING
                && parser.getText().equals("appended");
        parser.skipChildren();
      }
      return parser.nextToken() != null ? Kind.INVALID : isNews ? Kind.NEWS : Kind.MESSAGE;
    } catch (IOException e) {
      return Kind.INVALID;
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

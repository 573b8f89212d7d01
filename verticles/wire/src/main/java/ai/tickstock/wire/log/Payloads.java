package ai.tickstock.wire.log;

import ai.tickstock.wire.message.Texts;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
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
    /** Not a JSON object, or one that nobody should have to read. */
    INVALID
  }

  /** What a plain client's message may be, in words. */
  static final String EXPECTED =
      "expected one JSON object of at most 1048576 bytes, nested 64 deep at most, without numbers"
          + " of more than 100 characters, NUL characters and halves of surrogate pairs";

  /** Bytes a message may have. */
  static final int MOST_BYTES = 1 << 20;

  private static final int MOST_DEPTH = 64;
  private static final int LONGEST_NUMBER = 100;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).build())
          .build();
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
    if (length > MOST_BYTES || !isUtf8Object(bytes, from, from + length)) {
      return Kind.INVALID;
    }
    try (JsonParser parser = JSON.createParser(bytes, from, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Kind.INVALID;
      }
      boolean isNews = false;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = sound(parser).currentName();
        JsonToken value = parser.nextToken();
        isNews |= field.equals("offset");
        isNews |=
            field.equals("type")
                && value == JsonToken.VALUE_STRING
                && parser.getText().equals("appended");
        skip(parser);
      }
      return parser.nextToken() != null ? Kind.INVALID : isNews ? Kind.NEWS : Kind.MESSAGE;
    } catch (IOException e) {
      return Kind.INVALID;
    }
  }

  /**
   * By its ends. The parser takes other encodings and a byte order mark too; amid the other
   * messages of an entry they would make all of it unreadable.
   */
  private static boolean isUtf8Object(byte[] bytes, int begin, int end) {
    int from = begin;
    int to = end;
    while (from < to && isBlank(bytes[from])) {
      from++;
    }
    while (to > from && isBlank(bytes[to - 1])) {
      to--;
    }
    return to - from >= 2 && bytes[from] == '{' && bytes[from + 1] != 0 && bytes[to - 1] == '}';
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** To the end of a value. Whoever reads it later must be able to. */
  private static void skip(JsonParser parser) throws IOException {
    int depth = 0;
    JsonToken token = parser.currentToken();
    while (true) {
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token.isNumeric() && parser.getTextLength() > LONGEST_NUMBER) {
        throw new JsonParseException(parser, "a number that is too long");
      } else if (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME) {
        sound(parser);
      }
      if (depth == 0) {
        return;
      }
      token = parser.nextToken();
    }
  }

  private static JsonParser sound(JsonParser parser) throws IOException {
    if (!Texts.isSound(
        parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength())) {
      throw new JsonParseException(parser, Texts.EXPECTED);
    }
    return parser;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

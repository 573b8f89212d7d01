package ai.tickstock.wire.message;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.CharBuffer;
import java.util.Map;

/**
 * Text that comes from outside. JSON can say what no database stores and no UTF-8 carries: the
 * character NUL, and half of a surrogate pair. What has neither is sound.
 */
public final class Texts {
  /** What is expected of a text, in words. */
  public static final String EXPECTED =
      "expected text without NUL characters and halves of surrogate pairs";

  private static final char REPLACEMENT = '\uFFFD';

  private Texts() {}

  /** Whether a text can be stored and sent. */
  public static boolean isSound(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isLowSurrogate(c)) {
        return false;
      }
      if (Character.isHighSurrogate(c)) {
        if (++i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }

  /** The same of some characters of an array. */
  public static boolean isSound(char[] characters, int from, int length) {
    return isSound(CharBuffer.wrap(characters, from, length));
  }

  /** The text with everything that is not sound replaced; null stays null. */
  static String sound(String text) {
    if (text == null || isSound(text)) {
      return text;
    }
    StringBuilder sound = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == 0 || c >= 0xD800 && c <= 0xDFFF ? REPLACEMENT : c)
        .forEach(sound::appendCodePoint);
    return sound.toString();
  }

  /**
   * A name somebody gave something, to be shown in an error: cut, on one line, and quoted where it
   * is blank.
   */
  public static String name(String given) {
    String shown = shown(given, Fields.SHOWN_CHARACTERS);
    return shown.isBlank() ? '"' + shown + '"' : shown;
  }

  /** What somebody wrote, to be shown in an error: cut, and on one line. */
  public static String shown(String written, int characters) {
    return Fields.cut(sound(written), characters).replaceAll("[\\p{Cntrl}\u2028\u2029]", "\uFFFD");
  }

  /** Where in an object the first text stands, or the first name, that is not sound; else null. */
  public static String unsoundIn(JsonObject json) {
    for (Map.Entry<String, Object> member : json) {
      String inside = isSound(member.getKey()) ? unsound(member.getValue()) : "";
      if (inside != null) {
        return name(member.getKey()) + inside;
      }
    }
    return null;
  }

  private static String unsound(Object value) {
    if (value instanceof String text) {
      return isSound(text) ? null : "";
    }
    if (value instanceof JsonObject object) {
      String inside = unsoundIn(object);
      return inside == null ? null : "." + inside;
    }
    if (value instanceof JsonArray list) {
      for (int i = 0; i < list.size(); i++) {
        String inside = unsound(list.getValue(i));
        if (inside != null) {
          return "[" + i + "]" + inside;
        }
      }
    }
    return null;
  }
}

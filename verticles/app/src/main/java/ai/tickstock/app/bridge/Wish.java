package ai.tickstock.app.bridge;

import ai.tickstock.wire.log.LogPosition;
import ai.tickstock.wire.message.Texts;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * What a browser asks for when it registers.
 *
 * @param position the last it has had, null if it has had nothing
 * @param mine whether it wants its user's own alerts alone, and nothing of everybody's
 */
record Wish(Filter filter, LogPosition position, boolean mine) {
  private static final Set<String> KNOWN =
      Set.of(
          "symbols",
          "timeframes",
          "patterns",
          "indicators",
          "kinds",
          "min_confidence",
          "position",
          "mine");

  /**
   * @throws IllegalArgumentException naming the field, what is expected and what it was
   */
  static Wish from(JsonObject headers) {
    for (String name : headers.fieldNames()) {
      if (!KNOWN.contains(name)) {
        throw new IllegalArgumentException(
            Texts.name(name)
                + ": no such filter; there are "
                + String.join(", ", new java.util.TreeSet<>(KNOWN)));
      }
    }
    return new Wish(
        Filter.from(headers),
        position(headers.getValue("position")),
        mine(headers.getValue("mine")));
  }

  private static boolean mine(Object value) {
    String text = value == null ? "false" : value.toString();
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("mine: expected true or false, was " + value);
    }
    return text.equals("true");
  }

  private static LogPosition position(Object value) {
    if (value == null) {
      return null;
    }
    String[] parts = value.toString().split("-", 2);
    try {
      long epoch = Long.parseLong(parts[0]);
      long offset = Long.parseLong(parts[1]);
      if (epoch >= 0 && offset >= 0) {
        return new LogPosition(epoch, offset);
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      // Said below, for a negative one as well.
    }
    throw new IllegalArgumentException(
        "position: expected one that was given before, such as 1764000000000-123, was " + value);
  }
}

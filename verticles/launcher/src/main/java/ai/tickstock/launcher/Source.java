package ai.tickstock.launcher;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The configured source of ticks, in words. */
final class Source {
  private static final int WELL_KNOWN = 20;

  private Source() {}

  static String of(JsonObject config) {
    JsonObject source = config.getJsonObject("source");
    return switch (source.getString("type")) {
      case "synthetic" -> synthetic(source.getJsonObject("synthetic"));
      case "replay" -> "a replay of " + source.getJsonObject("replay").getString("file");
      default -> "none, others publish them";
    };
  }

  private static String synthetic(JsonObject synthetic) {
    JsonArray names = synthetic.getJsonArray("symbols");
    int generated = synthetic.getInteger("symbolCount");
    int symbols = generated > 0 ? generated : names.isEmpty() ? WELL_KNOWN : names.size();
    return String.format(
        "a synthetic market of %,d symbols, about %s ticks/s, after %d sessions of history",
        symbols, synthetic.getValue("rate"), synthetic.getInteger("historySessions"));
  }
}

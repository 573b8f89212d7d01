package ai.tickstock.app.backtests;

import ai.tickstock.store.BacktestReader;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** Comma-separated values, RFC 4180; times as ISO-8601, UTC. */
final class Csv {
  private static final List<String> TRADE = BacktestReader.TRADE_FIELDS;

  private Csv() {}

  /** The heading of a table of trades. */
  static String tradesHeading() {
    return String.join(",", TRADE) + "\r\n";
  }

  /** The lines of some trades. */
  static String trades(List<JsonObject> trades) {
    StringBuilder lines = new StringBuilder();
    for (JsonObject trade : trades) {
      for (int i = 0; i < TRADE.size(); i++) {
        Object value = trade.getValue(TRADE.get(i));
        field(lines, TRADE.get(i).endsWith("_at") ? time(value) : value);
        lines.append(i + 1 < TRADE.size() ? "," : "\r\n");
      }
    }
    return lines.toString();
  }

  /** The heading of a table of what was worth how much. */
  static String equityHeading() {
    return "time,equity,benchmark\r\n";
  }

  /** A line of it. */
  static void equity(StringBuilder lines, Object time, Object equity, Object benchmark) {
    field(lines, time(time));
    field(lines.append(','), equity);
    field(lines.append(','), benchmark);
    lines.append("\r\n");
  }

  private static Object time(Object seconds) {
    return seconds instanceof Number number
        ? Instant.ofEpochMilli(Math.round(number.doubleValue() * 1_000)).toString()
        : null;
  }

  private static void field(StringBuilder line, Object value) {
    String text = value == null ? "" : value.toString();
    boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    if (isPlain) {
      line.append(text);
    } else {
      line.append('"').append(text.replace("\"", "\"\"")).append('"');
    }
  }
}

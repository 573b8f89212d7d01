package ai.tickstock.app.delivery;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An alert in words. */
final class AlertText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private AlertText() {}

  /** One line: {@code Oversold: AAPL RSI(14) below 30 (29.5), 5min bar of 2025-10-15 14:30 UTC}. */
  static String line(JsonObject alert) {
    StringBuilder line = new StringBuilder(alert.getBoolean("test", false) ? "Test: " : "");
    line.append(alert.getString("name", "Alert")).append(": ").append(alert.getString("symbol"));
    if (alert.getString("pattern") != null) {
      line.append(' ').append(alert.getString("pattern")).append(pattern(alert));
    } else if (alert.getString("condition") != null) {
      line.append(' ').append(alert.getString("condition"));
      Double value = alert.getDouble("value");
      line.append(value == null ? "" : String.format(Locale.ROOT, " (%.6g)", value));
    }
    line.append(", ").append(alert.getString("timeframe")).append(" bar of ");
    line.append(TIME.format(Instant.ofEpochSecond(alert.getLong("bar_time", 0L))));
    return line.toString().replaceAll("\\p{Cntrl}+", " ");
  }

  private static String pattern(JsonObject alert) {
    String direction = alert.getString("direction");
    Double confidence = alert.getDouble("confidence");
    String sure = confidence == null ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * confidence);
    String both = direction == null ? sure : sure.isEmpty() ? direction : direction + ", " + sure;
    return both.isEmpty() ? "" : " (" + both + ")";
  }
}

package ai.tickstock.pl.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.pl.analysis.PgWorld;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Map;
import java.util.TreeMap;

/** What {@code indicator_history} holds: by event id, a number or an object of outputs. */
record StoredHistory(Map<String, Object> values) {
  private static final double SAME = 1e-10;

  static StoredHistory of(PgWorld world) {
    Map<String, Object> values = new TreeMap<>();
    for (Row row :
        world.rows("select symbol, timeframe, bar_timestamp, \"values\" from indicator_history")) {
      JsonObject labels = row.getJsonObject(3);
      for (String label : labels.fieldNames()) {
        long start = row.getOffsetDateTime(2).toEpochSecond();
        String id = row.getString(0) + "|" + label + "|" + row.getString(1) + "|" + start;
        values.put(id, labels.getValue(label));
      }
    }
    return new StoredHistory(values);
  }

  /** Every event that counts has its value in it, and no value is without its event. */
  void compare(Map<String, JsonObject> published) {
    assertThat(values.keySet()).isEqualTo(published.keySet()).isNotEmpty();
    published.forEach(
        (id, event) -> {
          JsonObject outputs = event.getJsonObject("metadata").getJsonObject("outputs");
          if (outputs == null) {
            near(id, event.getDouble("value"), (Number) values.get(id));
          } else {
            JsonObject stored = (JsonObject) values.get(id);
            assertThat(stored.fieldNames()).as(id).isEqualTo(outputs.fieldNames());
            outputs
                .fieldNames()
                .forEach(name -> near(id, outputs.getDouble(name), stored.getNumber(name)));
          }
        });
  }

  private static void near(String id, Double published, Number stored) {
    assertThat(stored == null).as(id).isEqualTo(published == null);
    if (published != null) {
      assertThat(stored.doubleValue())
          .as(id)
          .isCloseTo(published, within(SAME * Math.max(1, Math.abs(published))));
    }
  }
}

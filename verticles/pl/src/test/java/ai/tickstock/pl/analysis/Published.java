package ai.tickstock.pl.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.log.LogBatch;
import ai.tickstock.wire.log.LogEntry;
import ai.tickstock.wire.log.LogGap;
import ai.tickstock.wire.log.LogReader;
import ai.tickstock.wire.log.TopicOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Everything a log holds, read from its beginning.
 *
 * @param first the first sequence of each publisher
 */
public record Published(List<JsonObject> events, Map<String, Long> first) {

  /** Reads a log up to its head; blocks. */
  public static Published read(Vertx vertx, BusFactory factory, TopicOptions topic) {
    List<JsonObject> events = new ArrayList<>();
    Map<String, Long> marks = new HashMap<>();
    Map<String, Long> first = new HashMap<>();
    Promise<Void> atHead = Promise.promise();
    Bus bus = factory.create(vertx);
    vertx.runOnContext(
        go ->
            bus.read(
                    topic,
                    "test",
                    LogReader.Start.beginning(),
                    false,
                    new LogReader.Listener() {
                      @Override
                      public Future<?> batch(LogBatch batch) {
                        for (LogEntry entry : batch.entries()) {
                          first.putIfAbsent(entry.publisher(), entry.seq());
                          collect(entry, marks, events);
                        }
                        if (batch.atHead()) {
                          atHead.tryComplete();
                        }
                        return Future.succeededFuture();
                      }

                      @Override
                      public void gap(LogGap gap) {
                        atHead.tryFail(gap.toString());
                      }
                    })
                .onFailure(atHead::tryFail));
    try {
      atHead.future().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
      bus.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return new Published(events, first);
  }

  private static void collect(LogEntry entry, Map<String, Long> marks, List<JsonObject> events) {
    assertThat(entry.skip()).as("appended twice").isZero();
    assertThat(entry.seq())
        .as("dense sequence of " + entry.publisher())
        .isEqualTo(marks.getOrDefault(entry.publisher(), entry.seq() - 1) + 1);
    marks.put(entry.publisher(), entry.seq() + entry.count() - 1);
    new JsonArray(entry.data()).forEach(event -> events.add((JsonObject) event));
  }

  /** By event id, the event of the highest revision, which is also the last. */
  public Map<String, JsonObject> latest() {
    assertThat(first.values()).containsOnly(1L);
    Map<String, JsonObject> latest = new TreeMap<>();
    for (JsonObject event : events) {
      JsonObject before = latest.put(event.getString("event_id"), event);
      if (before != null) {
        assertThat(event.getLong("revision"))
            .as(event.encode() + " after " + before.encode())
            .isGreaterThan(before.getLong("revision"));
      }
    }
    return latest;
  }
}

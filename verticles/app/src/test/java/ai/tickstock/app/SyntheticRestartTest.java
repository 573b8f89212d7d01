package ai.tickstock.app;

import static ai.tickstock.app.Eventually.await;
import static ai.tickstock.app.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.app.delivery.MemoryAlerts;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.LocalCodec;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.jobs.MemoryJobBoards;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.LogBatch;
import ai.tickstock.wire.log.LogEntry;
import ai.tickstock.wire.log.LogGap;
import ai.tickstock.wire.log.LogPosition;
import ai.tickstock.wire.log.LogReader;
import ai.tickstock.wire.log.MemoryBroker;
import ai.tickstock.wire.log.TopicOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A synthetic market started again where the log, or what it remembers itself, has been wiped. */
@Timeout(240)
class SyntheticRestartTest {
  private static final TopicOptions TOPIC = Topics.from(new JsonObject()).topic(Channels.TICKS);
  private static final long MINUTE = 60_000;
  private static final long AMEND_WINDOW = 15 * MINUTE;
  private static final long DAY = 1_440 * MINUTE;

  private final Vertx vertx = Vertx.vertx();
  @TempDir private Path data;

  @BeforeEach
  void open() {
    LocalCodec.register(vertx.eventBus());
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void aLogThatWasWipedGetsTheHistoryAgainButForWhatADatabaseWouldCountTwice() throws Exception {
    List<Long> first = run(new MemoryBroker());
    long bookmark = Long.parseLong(Files.readString(bookmarks().get(0)).split(" ")[0]);
    List<Long> again = run(new MemoryBroker());
    assertThat(Collections.min(again))
        .isEqualTo(Collections.min(first))
        .isLessThan(bookmark - DAY / 4);
    assertThat(again)
        .anyMatch(millis -> millis > bookmark)
        .anyMatch(millis -> millis < bookmark - AMEND_WINDOW - MINUTE)
        .noneMatch(millis -> millis > bookmark - AMEND_WINDOW - MINUTE && millis <= bookmark);
  }

  @Test
  void withoutItsBookmarkTheMarketGoesOnWhereTheLogEnds() throws Exception {
    MemoryBroker broker = new MemoryBroker();
    List<Long> first = run(broker);
    for (Path file : bookmarks()) {
      Files.delete(file);
    }
    List<Long> both = run(broker);
    assertThat(both.size()).isGreaterThan(first.size());
    assertThat(both).isSorted();
  }

  @Test
  void aBookmarkThatCannotBeReadIsNone() throws Exception {
    run(new MemoryBroker());
    for (Path file : bookmarks()) {
      Files.write(file, new byte[] {(byte) 0xff, 0, 7});
    }
    assertThat(Collections.min(run(new MemoryBroker())))
        .isLessThan(System.currentTimeMillis() - DAY / 4);
  }

  private List<Path> bookmarks() throws Exception {
    try (Stream<Path> files = Files.list(data)) {
      return files.filter(file -> file.toString().endsWith(".position")).toList();
    }
  }

  /** Runs the half until it publishes live; tells the times of all ticks that are in the log. */
  private List<Long> run(MemoryBroker broker) throws Exception {
    Bus bus = broker.create(vertx);
    Times times = new Times();
    await(bus.read(TOPIC, "test", LogReader.Start.beginning(), false, times));
    JsonObject synthetic =
        new JsonObject()
            .put("historySessions", 1)
            .put("symbols", new JsonArray().add("A").add("B"));
    JsonObject config =
        new JsonObject()
            .put("data", new JsonObject().put("directory", data.toString()))
            .put("source", new JsonObject().put("synthetic", synthetic));
    long began = System.currentTimeMillis();
    AppBackends backends =
        new AppBackends(
            broker,
            new MemoryJobBoards(),
            MemoryAlerts.backends(),
            new SimpleMeterRegistry(),
            Clock.systemUTC());
    AppHalf half = await(AppHalf.deploy(vertx, config, backends));
    until(vertx, () -> times.last > began);
    await(half.close());
    LogPosition end = await(bus.newest(TOPIC)).end();
    until(vertx, () -> end.equals(times.place));
    await(bus.close());
    return List.copyOf(times.all);
  }

  /** The times of the ticks read. */
  private static final class Times implements LogReader.Listener {
    final List<Long> all = Collections.synchronizedList(new ArrayList<>());
    volatile long last;
    volatile LogPosition place;

    @Override
    public Future<?> batch(LogBatch batch) {
      for (LogEntry entry : batch.entries()) {
        JsonArray messages = entry.data().toJsonArray();
        for (int i = 0; i < messages.size(); i++) {
          take(messages.getJsonObject(i));
        }
        place = entry.end();
      }
      return Future.succeededFuture();
    }

    private void take(JsonObject message) {
      if ("market_tick".equals(message.getString("type"))) {
        last = Math.round(message.getDouble("timestamp") * 1_000);
        all.add(last);
      }
    }

    @Override
    public void gap(LogGap gap) {
      throw new AssertionError(gap);
    }
  }
}

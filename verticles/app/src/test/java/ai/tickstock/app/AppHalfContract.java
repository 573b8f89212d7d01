package ai.tickstock.app;

import static ai.tickstock.app.Eventually.await;
import static ai.tickstock.app.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.app.bridge.EventBatch;
import ai.tickstock.app.delivery.MemoryAlerts;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.LocalCodec;
import ai.tickstock.wire.TickReader;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.jobs.MemoryJobBoards;
import ai.tickstock.wire.log.Appender;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.log.LogBatch;
import ai.tickstock.wire.log.LogEntry;
import ai.tickstock.wire.log.LogGap;
import ai.tickstock.wire.log.LogReader;
import ai.tickstock.wire.message.ErrorReport;
import ai.tickstock.wire.message.ErrorReport.Severity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the consumer half promises, whatever the logs are kept in. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
abstract class AppHalfContract {
  @TempDir Path data;

  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final List<JsonObject> handedOn = new CopyOnWriteArrayList<>();
  private BusFactory buses;
  private Context context;
  private Bus bus;

  /** Buses over the same logs, for the whole test. */
  abstract BusFactory buses();

  @BeforeEach
  void open() throws Exception {
    buses = buses();
    context = vertx.getOrCreateContext();
    await(onContext(() -> Future.succeededFuture(bus = buses.create(vertx))));
    LocalCodec.register(vertx.eventBus());
    vertx
        .eventBus()
        .<Object>addInboundInterceptor(
            delivery -> {
              if (delivery.message().address().equals(Addresses.events(Channels.PATTERNS))) {
                take((EventBatch) delivery.message().body());
              }
              delivery.next();
            });
  }

  private void take(EventBatch batch) {
    for (LogEntry entry : batch.entries()) {
      JsonArray events = entry.data().toJsonArray();
      for (int i = entry.skip(); i < entry.count(); i++) {
        handedOn.add(events.getJsonObject(i));
      }
    }
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private JsonObject config(String type) {
    JsonObject synthetic = new JsonObject().put("historySessions", 1).put("rate", 500);
    return new JsonObject()
        .put("data", new JsonObject().put("directory", data.toString()))
        .put("source", new JsonObject().put("type", type).put("synthetic", synthetic));
  }

  private AppHalf deploy(JsonObject config) throws Exception {
    return await(
        AppHalf.deploy(
            vertx,
            config,
            new AppBackends(
                buses,
                new MemoryJobBoards(),
                MemoryAlerts.backends(),
                metrics,
                Clock.systemUTC())));
  }

  /** A bus and its appenders belong to one context. */
  private <T> Future<T> onContext(Supplier<Future<T>> action) {
    return Future.future(done -> context.runOnContext(go -> action.get().onComplete(done)));
  }

  private void patterns(Appender to, int from, int count) throws Exception {
    await(
        onContext(
            () -> {
              IntStream.range(from, from + count).forEach(n -> to.append(pattern(n)));
              return to.flush();
            }));
  }

  private static Buffer pattern(int n) {
    return Buffer.buffer(
        "{\"event_type\":\"pattern_detected\",\"pattern\":\"Doji\",\"symbol\":\"S\",\"n\":"
            + n
            + ",\"timestamp\":"
            + System.currentTimeMillis() / 1000.0
            + ",\"metadata\":{\"bar_timestamp\":\"2026-01-01 00:00:00\"}}");
  }

  private List<Integer> numbers() {
    return handedOn.stream().map(event -> event.getInteger("n")).toList();
  }

  @Test
  void eventsAreHandedOnOnceEachAlsoOverARestart() throws Exception {
    Appender pl =
        await(bus.appender(Topics.from(new JsonObject()).topic(Channels.PATTERNS), "pl.patterns"));
    patterns(pl, 0, 1_500);
    AppHalf half = deploy(config("none"));
    until(vertx, () -> handedOn.size() == 1_500);
    patterns(pl, 1_500, 500);
    until(vertx, () -> handedOn.size() == 2_000);
    await(half.close());
    patterns(pl, 2_000, 700);
    AppHalf again = deploy(config("none"));
    until(vertx, () -> handedOn.size() >= 2_700);
    until(vertx, () -> processed(again, "pattern") == 700);
    await(again.close());
    assertThat(numbers()).isEqualTo(IntStream.range(0, 2_700).boxed().toList());
    assertThat(
            metrics.get("tickstock_stage_seconds").tag("stage", "event_delivery").timer().count())
        .isPositive();
  }

  private static long processed(AppHalf half, String job) {
    return half.health().getJsonObject("jobs").getJsonObject(job).getLong("messages_processed");
  }

  @Test
  void reportedErrorsAreWrittenToTheLog() throws Exception {
    try (Lines lines = new Lines()) {
      AppHalf half = deploy(config("none"));
      for (int i = 0; i < 500; i++) {
        String sample = "a\nb " + i;
        ErrorReport report =
            new ErrorReport(
                Severity.WARNING,
                "pl.feed",
                "price_invalid",
                "no",
                sample,
                3,
                Instant.ofEpochSecond(1));
        await(bus.publish(Channels.ERRORS, report.json().toBuffer()));
      }
      await(bus.publish(Channels.ERRORS, Buffer.buffer("not JSON")));
      until(vertx, () -> lines.seen().stream().filter(AppHalfContract::isReport).count() >= 20);
      await(half.close());
      assertThat(lines.seen()).contains("WARN pl.feed reports price_invalid (3 times): no a b 0");
      assertThat(lines.seen().stream().filter(AppHalfContract::isReport).count()).isLessThan(45);
    }
  }

  private static boolean isReport(String line) {
    return line.startsWith("WARN pl.feed reports");
  }

  @Test
  void theSyntheticMarketIsInTheLogFromItsHistoryToNowAndEnds() throws Exception {
    Set<String> symbols = new ConcurrentSkipListSet<>();
    List<String> kinds = new CopyOnWriteArrayList<>();
    AtomicLong ticks = new AtomicLong();
    AtomicLong last = new AtomicLong();
    AtomicLong disordered = new AtomicLong();
    TickReader reader = new TickReader();
    await(
        bus.read(
            Topics.from(new JsonObject()).topic(Channels.TICKS),
            "test",
            LogReader.Start.beginning(),
            false,
            listener(
                entry -> {
                  byte[] bytes = entry.data().getBytes();
                  reader.reset(bytes, 0, bytes.length);
                  while (reader.next()) {
                    if (reader.kind() == TickReader.Kind.TICK) {
                      ticks.incrementAndGet();
                      symbols.add(reader.symbol());
                      disordered.addAndGet(reader.timestampMillis() < last.get() ? 1 : 0);
                      last.set(reader.timestampMillis());
                    } else {
                      kinds.add(reader.kind().name());
                    }
                  }
                })));
    AppHalf half = deploy(config("synthetic"));
    until(vertx, () -> last.get() > System.currentTimeMillis() - 2_000);
    until(vertx, () -> half.health().getDouble("lag_seconds") < 3);
    assertThat(half.health().getString("status")).isEqualTo("healthy");
    await(half.close());
    until(vertx, () -> kinds.contains("END"));
    assertThat(symbols).hasSize(20);
    assertThat(disordered.get()).isZero();
    assertThat(ticks.get()).isGreaterThan(50_000);
    assertThat(half.health().getJsonObject("counts").getLong("ticks_published"))
        .isEqualTo(ticks.get());
    long before = ticks.get();
    AppHalf again = deploy(config("synthetic"));
    until(vertx, () -> ticks.get() > before + 200);
    await(again.close());
    assertThat(disordered.get()).as("history is not published again").isZero();
  }

  private static LogReader.Listener listener(Consumer<LogEntry> taker) {
    return new LogReader.Listener() {
      @Override
      public Future<?> batch(LogBatch batch) {
        batch.entries().forEach(taker);
        return Future.succeededFuture();
      }

      @Override
      public void gap(LogGap gap) {
        throw new AssertionError(gap);
      }
    };
  }

  @Test
  void aRefusedOptionFailsTheDeploymentNamingItsKey() {
    JsonObject badRate = config("synthetic");
    badRate.getJsonObject("source").getJsonObject("synthetic").put("rate", -1);
    JsonObject badOverflow = config("synthetic");
    badOverflow.put("publisher", new JsonObject().put("overflow", "pray"));
    assertThatThrownBy(() -> deploy(config("dice"))).hasMessageContaining("source.type: expected");
    assertThatThrownBy(() -> deploy(badRate))
        .hasMessageContaining("source.synthetic.rate: expected");
    assertThatThrownBy(() -> deploy(badOverflow))
        .hasMessageContaining("publisher.overflow: expected one of wait, spool, drop, was pray");
    assertThat(vertx.deploymentIDs()).isEmpty();
  }
}

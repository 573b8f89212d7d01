package ai.tickstock.pl.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.market.Symbols;
import ai.tickstock.pl.Addresses;
import ai.tickstock.pl.Backends;
import ai.tickstock.pl.BarChanges;
import ai.tickstock.pl.CommitRequest;
import ai.tickstock.store.FeedGap;
import ai.tickstock.store.PastReader;
import ai.tickstock.store.write.PartitionState;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.LocalCodec;
import ai.tickstock.wire.TickWriter;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.jobs.MemoryJobBoards;
import ai.tickstock.wire.log.Appender;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.MemoryBroker;
import ai.tickstock.wire.message.ErrorReport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The feed and its aggregation instances over the in-memory log, with a store in memory that fails
 * when told.
 */
@Timeout(240)
class AggregationTest {
  private static final long START = 1_700_000_040_000L;

  private final JsonObject config =
      new JsonObject()
          .put("aggregation", new JsonObject().put("instances", 3).put("commitMillis", 20));
  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final MemoryBroker broker = MemoryBroker.factory();
  private final StoreInMemory store = new StoreInMemory();
  private final GapsInMemory gaps = new GapsInMemory();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final List<JsonObject> errors = new CopyOnWriteArrayList<>();
  private MessageConsumer<CommitRequest> persistence;
  private Bus bus;

  @BeforeEach
  void open() throws Exception {
    LocalCodec.register(vertx.eventBus());
    persistence = vertx.eventBus().localConsumer(Addresses.COMMIT, this::commit);
    get(onContext(() -> Future.succeededFuture(bus = broker.create(vertx))));
    get(bus.subscribe(Channels.ERRORS, message -> errors.add(new JsonObject(message))));
  }

  @AfterEach
  void close() throws Exception {
    get(vertx.close());
  }

  private void commit(Message<CommitRequest> message) {
    store
        .commit(message.body().ownerToken(), message.body().commit())
        .onSuccess(changes -> message.reply(new BarChanges(changes), LocalCodec.options()))
        .onFailure(error -> message.fail(store.code(), error.toString()));
  }

  private Aggregation deploy() throws Exception {
    return get(
        Aggregation.deploy(
            vertx,
            config,
            new Backends(
                broker,
                new MemoryJobBoards(),
                store,
                gaps,
                null,
                PastReader.UNCHANGED,
                null,
                null,
                metrics,
                Clock.systemUTC())));
  }

  @Test
  void everySymbolsTicksReachItsPartitionOnce() throws Exception {
    Aggregation aggregation = deploy();
    publish("replay:1", this::threeMinutesOfTwentySymbols);
    awaitBars(60);
    assertThat(store.trades()).isEqualTo(3 * 20 * 10);
    assertThat(store.least()).isEqualTo(store.greatest());
    get(aggregation.close());
  }

  @Test
  void aRestartBehindAFailedCommitLosesNothingAndCountsNothingTwice() throws Exception {
    Aggregation first = deploy();
    store.failAfter(
        1, CommitRequest.BUSY); // one instance's commit gets through, the others' do not
    publish("replay:1", this::threeMinutesOfTwentySymbols);
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> store.commits() >= 1 && store.failures() >= 3);
    assertThat(store.least()).isLessThan(store.greatest());
    store.freeze();
    get(first.close());
    store.thaw();

    Aggregation second = deploy();
    awaitBars(60);
    assertThat(store.trades()).isEqualTo(3 * 20 * 10);
    get(second.close());
  }

  @Test
  void whatWasReadBeforeARestartIsClosedByAnEndThatIsReadAfterIt() throws Exception {
    Aggregation first = deploy();
    publish(
        "replay:1",
        ticks -> {
          for (int symbol = 0; symbol < 20; symbol++) {
            String name = "S" + symbol;
            ticks.accept(writer -> writer.tick(name, 100, 10, START));
          }
        });
    Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> store.least() >= 20);
    get(first.close());

    publish("replay:1", ticks -> ticks.accept(writer -> writer.end(START)));
    Aggregation second = deploy();
    awaitBars(20);
    get(second.close());
  }

  @Test
  void aStoreThatIsAwayOnlyDelays() throws Exception {
    Aggregation aggregation = deploy();
    store.failAfter(0, CommitRequest.BUSY);
    publish("replay:1", this::threeMinutesOfTwentySymbols);
    Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> store.failures() >= 5);
    store.thaw();
    awaitBars(60);
    assertThat(store.trades()).isEqualTo(3 * 20 * 10);
    get(aggregation.close());
  }

  @Test
  void afterAStoreThatWasAwayTimePassesWithoutTicksAsBefore() throws Exception {
    config.getJsonObject("aggregation").put("commitTicks", 1_000);
    Aggregation aggregation = deploy();
    store.failAfter(0, CommitRequest.BUSY);
    for (int i = 1; i <= 3; i++) {
      publish("replay:" + i, ticks -> threeMinutesOfTwentySymbols(ticks, 100));
      Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> store.failures() >= 1);
    }
    store.thaw();
    awaitBars(60);
    publish("live:1", ticks -> ticks.accept(writer -> writer.tick("A", 1, 1, START + 659_800)));
    awaitBars(61);
    get(aggregation.close());
  }

  @Test
  void whoIsFencedOffWritesNothingMore() throws Exception {
    Aggregation fenced = deploy();
    store.failAfter(0, CommitRequest.NOT_OWNER);
    publish("replay:1", this::threeMinutesOfTwentySymbols);
    Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> store.failures() >= 3);
    Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> fenced.trouble() != null);
    assertThat(fenced.trouble()).contains("another process owns these partitions");
    store.thaw();
    get(fenced.close());
    assertThat(store.commits()).isZero();

    Aggregation owner = deploy();
    awaitBars(60);
    assertThat(store.trades()).isEqualTo(3 * 20 * 10);
    get(owner.close());
  }

  @Test
  void whatCannotBeDeployedWhollyIsNotDeployedAtAll() {
    store.refuseTakeOverAfter(2);
    assertThatThrownBy(this::deploy).hasMessageContaining("told to fail");
    assertThat(vertx.deploymentIDs()).isEmpty();
  }

  @Test
  void aFeedThatIsRefusedLeavesNoInstanceBehind() {
    config.put("feed", new JsonObject().put("maxSymbols", 0));
    assertThatThrownBy(this::deploy).hasMessageContaining("feed.maxSymbols");
    assertThat(vertx.deploymentIDs()).isEmpty();
  }

  @Test
  void whatIsRefusedIsCountedAndReportedByReasonAndTheRestGoesOn() throws Exception {
    Aggregation aggregation = deploy();
    append(
        "replay:bad",
        appender ->
            List.of(
                    "{\"type\":\"market_tick\",\"symbol\":\"A\",\"price\":-1,\"timestamp\":1700000040}",
                    "{\"type\":\"market_tick\",\"symbol\":\"A\",\"price\":1,\"timestamp\":1700000040000}",
                    "{\"type\":\"market_tick\",\"symbol\":\"A\",\"price\":1,\"timestamp\":9000000000}",
                    "{\"type\":\"quote\",\"symbol\":\"A\"}")
                .forEach(bad -> appender.append(Buffer.buffer(bad))));
    publish("replay:1", this::threeMinutesOfTwentySymbols);
    awaitBars(60);
    assertThat(aggregation.facts())
        .containsEntry("ticks_refused", 4L)
        .containsEntry("ticks_processed", 604L);
    for (String reason :
        List.of("price_invalid", "timestamp_milliseconds", "timestamp_future", "unknown_type")) {
      assertThat(metrics.counter("tickstock_refused_total", "reason", reason).count()).isEqualTo(1);
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> errors.stream().anyMatch(error -> reason.equals(error.getString("reason"))));
    }
    get(aggregation.close());
  }

  @Test
  void inASymbolFloodThoseWithoutAnOpenBarMakeRoomAndNothingOfTheOthersIsLost() throws Exception {
    config.put("feed", new JsonObject().put("maxSymbols", 20));
    Aggregation aggregation = deploy();
    int rounds = 30;
    for (int round = 0; round < rounds; round++) {
      long minute = START + round * 60_000L;
      String flood = "FLOOD" + round + "-";
      publish(
          "live:1",
          ticks -> {
            ticks.accept(writer -> writer.heartbeat(minute + 300));
            ticks.accept(writer -> writer.tick("A", 100, 10, minute + 400));
            for (int i = 0; i < 19; i++) {
              String symbol = flood + i;
              ticks.accept(writer -> writer.tick(symbol, 1, 1, minute + 500));
            }
            ticks.accept(writer -> writer.tick("A", 101, 10, minute + 59_000));
          });
    }
    publish("live:1", ticks -> ticks.accept(writer -> writer.end(START + rounds * 60_000L + 300)));
    awaitBars(rounds * 20);
    assertThat(store.trades()).isEqualTo(rounds * 21L);
    assertThat(metrics.counter("tickstock_symbols_retired_total").count())
        .isGreaterThanOrEqualTo((rounds - 1) * 19);
    assertThat(metrics.get("tickstock_symbols").gauge().value()).isLessThanOrEqualTo(20);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> errors.stream().anyMatch(error -> "symbols_retired".equals(reason(error))));
    assertThat(aggregation.facts()).containsEntry("ticks_refused", 0L);
    get(aggregation.close());
  }

  @Test
  void whileEverySymbolHasABarUnderWayNewOnesAreRefusedWithTheReason() throws Exception {
    config.put("feed", new JsonObject().put("maxSymbols", 20));
    Aggregation aggregation = deploy();
    publish(
        "live:1",
        ticks -> {
          for (int i = 0; i < 50; i++) {
            String symbol = "S" + i;
            ticks.accept(writer -> writer.tick(symbol, 1, 1, START + 500));
          }
          ticks.accept(writer -> writer.tick("LATER", 1, 1, START + 60_300));
          ticks.accept(writer -> writer.end(START + 120_300));
        });
    awaitBars(21);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> errors.stream().anyMatch(error -> "too_many_symbols".equals(reason(error))));
    assertThat(aggregation.facts()).containsEntry("ticks_refused", 30L);
    get(aggregation.close());
  }

  private static String reason(JsonObject error) {
    return error.getString("reason");
  }

  @Test
  void aHoleInTheLogIsRecordedAndReported() throws Exception {
    publish("replay:1", this::threeMinutesOfTwentySymbols);
    Aggregation first = deploy();
    awaitBars(60);
    get(first.close());
    publish("live:1", ticks -> ticks.accept(writer -> writer.tick("A", 1, 1, START + 600_000)));
    publish("live:2", ticks -> ticks.accept(writer -> writer.tick("A", 1, 1, START + 600_001)));
    broker.trim(Channels.TICKS, 603);
    Aggregation second = deploy();
    Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> gaps.all().size() == 1);
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () -> errors.stream().anyMatch(error -> "feed_gap".equals(error.getString("reason"))));
    get(second.close());
  }

  @Test
  void ticksAPublisherSaysItDroppedAreAHoleToo() throws Exception {
    Aggregation aggregation = deploy();
    ErrorReport dropped =
        new ErrorReport(
            ErrorReport.Severity.ERROR,
            "app.publisher",
            "tick_dropped",
            "ticks dropped, the log takes no more",
            null,
            7,
            Instant.ofEpochMilli(START));
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () -> {
              get(onContext(() -> bus.publish(Channels.ERRORS, dropped.json().toBuffer())));
              return !gaps.all().isEmpty();
            });
    FeedGap gap = gaps.all().get(0);
    assertThat(gap.kind()).isEqualTo(FeedGap.Kind.DROPPED);
    assertThat(gap.missing()).isEqualTo(7);
    assertThat(gap.toMillis()).isEqualTo(START);
    assertThat(DroppedTicks.of(Buffer.buffer("no report"))).isNull();
    get(aggregation.close());
  }

  @Test
  void whatWasReadOfEachPublisherIsToldAlsoAfterARestart() throws Exception {
    publish("live:1", ticks -> ticks.accept(writer -> writer.tick("A", 1, 1, START)));
    Aggregation first = deploy();
    JsonObject read = new JsonObject().put("from", 1L).put("through", 1L).put("messages", 1L);
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> read.equals(delivered(first, "live:1")));
    Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> store.commits() >= 1);
    get(first.close());

    publish("live:1", ticks -> ticks.accept(writer -> writer.tick("A", 2, 1, START + 1)));
    Aggregation second = deploy();
    JsonObject more = new JsonObject().put("from", 2L).put("through", 2L).put("messages", 1L);
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> more.equals(delivered(second, "live:1")));
    get(second.close());
  }

  private static JsonObject delivered(Aggregation aggregation, String publisher) {
    JsonObject publishers = aggregation.delivery().getJsonObject("publishers");
    return publishers == null ? null : publishers.getJsonObject(publisher);
  }

  /** Ten trades a minute of each symbol, three minutes long. */
  private void threeMinutesOfTwentySymbols(Consumer<Consumer<TickWriter>> ticks) {
    threeMinutesOfTwentySymbols(ticks, 6_000);
  }

  private void threeMinutesOfTwentySymbols(Consumer<Consumer<TickWriter>> ticks, int every) {
    for (int time = 0; time < 180_000; time += every) {
      for (int symbol = 0; symbol < 20; symbol++) {
        String name = "S" + symbol;
        long millis = START + time;
        ticks.accept(writer -> writer.tick(name, 100, 10, millis));
      }
    }
    ticks.accept(writer -> writer.end(START + 180_000));
  }

  private void publish(String publisher, Consumer<Consumer<Consumer<TickWriter>>> ticks)
      throws Exception {
    TickWriter writer = new TickWriter("test");
    append(
        publisher,
        appender ->
            ticks.accept(
                one -> {
                  one.accept(writer);
                  appender.append(writer.bytes(), 0, writer.length());
                }));
  }

  private void append(String publisher, Consumer<Appender> story) throws Exception {
    get(
        onContext(
            () ->
                bus.appender(Topics.from(config).topic(Channels.TICKS), publisher)
                    .compose(
                        appender -> {
                          story.accept(appender);
                          return appender.flush();
                        })));
  }

  /** A bus and its appenders belong to one context. */
  private <T> Future<T> onContext(Supplier<Future<T>> action) {
    return Future.future(done -> context.runOnContext(go -> action.get().onComplete(done)));
  }

  private void awaitBars(int count) {
    Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> store.bars() == count);
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @Test
  void readingBeginsWhereTheLeastPartitionIs() {
    FeedStart start =
        new FeedStart(
            List.of(
                state(0, 1, 500, Map.of("a", 300L, "b", 200L)),
                state(1, 1, 400, Map.of("a", 250L)),
                state(2, 2, 100, Map.of("a", 310L, "b", 210L))));
    assertThat(start.reader().position().toString()).isEqualTo("1-400");
    assertThat(start.reader().marks()).isEqualTo(Map.of("a", 250L));
    Publisher b = new Publisher("b", start);
    assertThat(b.isStored(0, 200)).isTrue();
    assertThat(b.isStored(0, 201)).isFalse();
    assertThat(b.isStored(1, 1)).isFalse();
    assertThat(b.isStored(2, 210)).isTrue();
  }

  private static PartitionState state(
      int partition, long epoch, long offset, Map<String, Long> marks) {
    assertThat(partition).isLessThan(Symbols.PARTITIONS);
    return new PartitionState(partition, epoch, offset, marks, 0, new byte[0], 0);
  }
}

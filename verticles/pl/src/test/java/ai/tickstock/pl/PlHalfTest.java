package ai.tickstock.pl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.pl.backtest.BacktestStores;
import ai.tickstock.pl.indicators.IndicatorVerticle;
import ai.tickstock.store.PastReader;
import ai.tickstock.store.StoreFixture;
import ai.tickstock.store.write.PgFeedGapWriter;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.TickWriter;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.jobs.MemoryJobBoards;
import ai.tickstock.wire.log.Appender;
import ai.tickstock.wire.log.MemoryBroker;
import ai.tickstock.wire.log.TopicOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole half, over the in-memory twin and a real PostgreSQL. */
@Timeout(240)
class PlHalfTest {
  private static final long START = Instant.parse("2025-10-15T14:30:00Z").toEpochMilli();
  private static final JsonObject CONFIG = new JsonObject();

  private final StoreFixture store = new StoreFixture();
  private final Vertx vertx = store.vertx;
  private final MemoryBroker broker = MemoryBroker.factory();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void ticksBecomeStoredBarsAndBarEventsAndARestartInsideAMinuteLosesNothing() throws Exception {
    PlHalf half = deploy();
    publish("replay:a", ticks -> minutes(ticks, 0, 150));
    until(() -> half.health().getJsonObject("counts").getLong("ticks_processed") == 300);
    half.close().await(60, TimeUnit.SECONDS);

    PlHalf again = deploy();
    publish("replay:a", ticks -> minutes(ticks, 150, 300));
    until(() -> minuteBars() == 10);
    assertThat(store.rows("select distinct trades, volume, open, close from ohlcv_bars_1min"))
        .extracting(
            row -> List.of(row.getLong(0), row.getDouble(1), row.getDouble(2), row.getDouble(3)))
        .containsExactly(List.of(60L, 600.0, 100.0, 159.0));
    until(() -> events("bars") == changes());
    assertThat(again.health().getString("status")).isEqualTo("healthy");
    again.close().await(60, TimeUnit.SECONDS);
    assertThat(store.number("select min(log_offset) from feed_position")).isEqualTo(601);
  }

  @Test
  void aHalfWhosePartitionsAnotherTookOverSaysSoAndStops() throws Exception {
    PlHalf fenced = deploy();
    publish("replay:a", ticks -> minutes(ticks, 0, 100));
    until(() -> fenced.health().getJsonObject("counts").getLong("ticks_processed") == 200);
    assertThat(fenced.health().getString("status")).isEqualTo("healthy");
    Vertx elsewhere = Vertx.vertx();
    PlHalf owner = deploy(elsewhere);
    publish("replay:a", ticks -> minutes(ticks, 100, 300));

    until(() -> fenced.health().getString("status").equals("unhealthy"));
    assertThat(fenced.health().getString("error"))
        .contains("the feed has stopped: another process owns these partitions");
    until(() -> minuteBars() == 10);
    assertThat(store.number("select sum(trades)::bigint from ohlcv_bars_1min")).isEqualTo(600);
    assertThat(owner.health().getString("status")).isEqualTo("healthy");

    fenced.close().await(60, TimeUnit.SECONDS);
    owner.close().await(60, TimeUnit.SECONDS);
    elsewhere.close().await(60, TimeUnit.SECONDS);
    assertThat(store.number("select min(log_offset) from feed_position")).isEqualTo(601);
  }

  /** As when a user's rule has an indicator computed. */
  @Test
  void aStageThatWasReplacedOutlivesTheVerticleThatHadItReplaced() throws Exception {
    StageSlot<IndicatorVerticle> slot =
        new StageSlot<>(vertx, () -> new IndicatorVerticle(backends()));
    slot.deploy(CONFIG).await(60, TimeUnit.SECONDS);
    VerticleBase other =
        new VerticleBase() {
          @Override
          public Future<?> start() {
            return slot.replace(CONFIG);
          }
        };
    String id = vertx.deployVerticle(other).await(60, TimeUnit.SECONDS);
    vertx.undeploy(id).await(60, TimeUnit.SECONDS);
    assertThat(vertx.deploymentIDs()).hasSize(1);
    slot.undeploy().await(60, TimeUnit.SECONDS);
    assertThat(vertx.deploymentIDs()).isEmpty();
  }

  private PlHalf deploy() throws Exception {
    return deploy(vertx);
  }

  private PlHalf deploy(Vertx vertx) throws Exception {
    return PlHalf.deploy(vertx, CONFIG, backends()).await(60, TimeUnit.SECONDS);
  }

  private Backends backends() {
    return new Backends(
        broker,
        new MemoryJobBoards(),
        store.writer,
        new PgFeedGapWriter(store.database),
        store.reader,
        PastReader.UNCHANGED,
        store.analysis,
        BacktestStores.over(store.database),
        new SimpleMeterRegistry(),
        Clock.systemUTC());
  }

  /** A tick of two symbols every second, from a second to another one; at last the end. */
  private static void minutes(PublishedTicks ticks, int from, int to) {
    for (int second = from; second < to; second++) {
      long millis = START + second * 1_000L;
      ticks.add(writer -> writer.tick("AAPL", 100 + millis / 1_000 % 60, 10, millis));
      ticks.add(writer -> writer.tick("MSFT", 100 + millis / 1_000 % 60, 10, millis));
    }
    if (to == 300) {
      ticks.add(writer -> writer.end(START + 300_000));
    }
  }

  private void publish(String publisher, Consumer<PublishedTicks> story) throws Exception {
    TopicOptions topic = Topics.from(CONFIG).topic(Channels.TICKS);
    Future.<Void>future(
            done ->
                vertx.runOnContext(
                    go ->
                        broker
                            .create(vertx)
                            .appender(topic, publisher)
                            .compose(
                                appender -> {
                                  story.accept(new PublishedTicks(appender));
                                  return appender.flush();
                                })
                            .onComplete(done)))
        .await(60, TimeUnit.SECONDS);
  }

  private record PublishedTicks(Appender appender, TickWriter writer) {
    PublishedTicks(Appender appender) {
      this(appender, new TickWriter("test"));
    }

    void add(Consumer<TickWriter> message) {
      message.accept(writer);
      appender.append(writer.bytes(), 0, writer.length());
    }
  }

  private long minuteBars() {
    return store.number("select count(*) from ohlcv_bars_1min");
  }

  private long changes() {
    return store.number("select sum(change_no)::bigint from feed_position");
  }

  /** The events of all partitions in a log, as its publishers' marks tell. */
  private long events(String stage) {
    TopicOptions topic = Topics.from(CONFIG).topic(Channels.BARS);
    return StoreFixture.await(
        Future.future(
            done ->
                vertx.runOnContext(
                    go -> {
                      var bus = broker.create(vertx);
                      Future<Long> sum = Future.succeededFuture(0L);
                      for (int partition = 0; partition < 64; partition++) {
                        String publisher = "pl." + stage + "." + partition;
                        sum =
                            sum.compose(
                                before -> bus.mark(topic, publisher).map(mark -> before + mark));
                      }
                      sum.onComplete(done);
                    })));
  }

  private void until(BooleanSupplier condition) throws Exception {
    while (!condition.getAsBoolean()) {
      vertx.timer(20, TimeUnit.MILLISECONDS).await(60, TimeUnit.SECONDS);
    }
  }
}

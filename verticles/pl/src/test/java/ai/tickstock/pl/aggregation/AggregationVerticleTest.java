package ai.tickstock.pl.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.Addresses;
import ai.tickstock.pl.Backends;
import ai.tickstock.pl.BarChanges;
import ai.tickstock.pl.CommitRequest;
import ai.tickstock.store.write.BarCommit;
import ai.tickstock.store.write.PartitionState;
import ai.tickstock.wire.LocalCodec;
import ai.tickstock.wire.log.LogPosition;
import ai.tickstock.wire.log.MemoryBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One instance, fed batch by batch. */
@Timeout(240)
class AggregationVerticleTest {
  private static final long START = 1_700_000_040_000L;
  private static final LogPosition HEAD = new LogPosition(1, 2);

  private final Vertx vertx = Vertx.vertx();
  private final List<CommitRequest> commits = new CopyOnWriteArrayList<>();

  @BeforeEach
  void open() throws Exception {
    LocalCodec.register(vertx.eventBus());
    vertx
        .eventBus()
        .<CommitRequest>localConsumer(
            Addresses.COMMIT,
            message -> {
              commits.add(message.body());
              message.reply(new BarChanges(List.of()), LocalCodec.options());
            });
    PartitionState fresh =
        new PartitionState(Symbols.partition("A"), 0, 0, Map.of(), Long.MIN_VALUE, new byte[0], 0);
    Backends backends =
        new Backends(
            MemoryBroker.factory(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            new SimpleMeterRegistry(),
            Clock.systemUTC());
    vertx
        .deployVerticle(
            new AggregationVerticle(backends, 0, "me", List.of(fresh), new FeedProgress(1)),
            new DeploymentOptions()
                .setConfig(
                    new JsonObject().put("aggregation", new JsonObject().put("commitMillis", 20))))
        .await(60, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  private void send(TickBatch batch) throws Exception {
    batch.position = HEAD;
    batch.marks = Map.of("p", 2L);
    batch.eventClock = START + 61_000;
    vertx
        .eventBus()
        .request(Addresses.ticks(0), batch, LocalCodec.options())
        .await(60, TimeUnit.SECONDS);
  }

  /** The word that all are done may come when every tick is stored. */
  @Test
  void openRollUpsAreStoredWhenAllAreDoneThoughNothingElseIsNew() throws Exception {
    TickBatch ticks = new TickBatch();
    ticks.newSymbols.add(new TickBatch.NewSymbol(0, "A"));
    ticks.add(0, START, 10, 1, 0, 1, 0);
    ticks.add(0, START + 1_000, 11, 1, 0, 1, 1);
    send(ticks);
    Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> !commits.isEmpty());
    assertThat(timeframes()).doesNotContain(Timeframe.HOUR_1);

    TickBatch done = new TickBatch();
    done.allDone = true;
    send(done);
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> timeframes().contains(Timeframe.HOUR_1));
  }

  private List<Timeframe> timeframes() {
    return commits.stream()
        .flatMap(request -> request.commit().recompute().stream())
        .map(BarCommit.RollUp::timeframe)
        .toList();
  }
}

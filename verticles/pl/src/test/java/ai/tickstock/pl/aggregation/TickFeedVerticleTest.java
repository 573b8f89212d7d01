package ai.tickstock.pl.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.pl.Addresses;
import ai.tickstock.pl.Backends;
import ai.tickstock.wire.LocalCodec;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.LogBatch;
import ai.tickstock.wire.log.LogEntry;
import ai.tickstock.wire.log.LogPosition;
import ai.tickstock.wire.log.LogReader;
import ai.tickstock.wire.log.MemoryBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The feed over a log that is read as the test says. */
@Timeout(240)
class TickFeedVerticleTest {
  private static final String ENTRY =
      """
      [{"type":"market_tick","symbol":"A","price":10,"volume":1,"timestamp":1700000040},
       {"type":"end","timestamp":1700000040}]""";

  private final Vertx vertx = Vertx.vertx();
  private final CompletableFuture<LogReader.Listener> listener = new CompletableFuture<>();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  /** Else its position could be stored without them, and whoever starts behind it never knows. */
  @Test
  void theWordThatAllAreDoneGoesWithTheMessageThatSaysItThoughMoreMayFollow() throws Exception {
    LocalCodec.register(vertx.eventBus());
    CompletableFuture<Boolean> allDone = new CompletableFuture<>();
    vertx
        .eventBus()
        .<TickBatch>localConsumer(
            Addresses.ticks(0),
            message -> {
              allDone.complete(message.body().allDone && message.body().size == 1);
              message.reply(null);
            });
    deploy();
    LogEntry entry = new LogEntry(1, 1, "replay:1", 1, 2, 0, Buffer.buffer(ENTRY));
    LogReader.Listener feed = listener.get(60, TimeUnit.SECONDS);
    vertx.runOnContext(go -> feed.batch(new LogBatch(List.of(entry), false)));
    assertThat(allDone.get(60, TimeUnit.SECONDS)).isTrue();
  }

  private void deploy() throws Exception {
    Backends backends =
        new Backends(
            anyVertx -> bus(),
            null,
            null,
            new GapsInMemory(),
            null,
            null,
            null,
            null,
            new SimpleMeterRegistry(),
            Clock.systemUTC());
    JsonObject config = new JsonObject().put("aggregation", new JsonObject().put("instances", 1));
    vertx
        .deployVerticle(
            new TickFeedVerticle(backends, new FeedStart(List.of()), new FeedProgress(1)),
            new DeploymentOptions().setConfig(config))
        .await(60, TimeUnit.SECONDS);
  }

  /** The in-memory bus, but for reading. */
  private Bus bus() {
    Bus real = MemoryBroker.factory().create(vertx);
    return (Bus)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Bus.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("read")) {
                return method.invoke(real, arguments);
              }
              listener.complete((LogReader.Listener) arguments[4]);
              return Future.succeededFuture(new Standing());
            });
  }

  /** A reader that delivers nothing by itself. */
  private static final class Standing implements LogReader {
    @Override
    public LogPosition position() {
      return LogPosition.START;
    }

    @Override
    public Map<String, Long> marks() {
      return Map.of();
    }

    @Override
    public long lag() {
      return 0;
    }

    @Override
    public Future<Void> commit(LogPosition position) {
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> close() {
      return Future.succeededFuture();
    }
  }
}

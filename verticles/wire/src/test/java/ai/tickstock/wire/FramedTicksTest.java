package ai.tickstock.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.wire.log.Appender;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.RedisBus;
import ai.tickstock.wire.log.RedisBusOptions;
import ai.tickstock.wire.log.RedisForTests;
import ai.tickstock.wire.log.TopicOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a plain client of a real Redis hears of ticks, in both framings, is what the contract says.
 */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class FramedTicksTest {
  private static final long NOW_MILLIS = 1_697_385_660_456L;

  private static RedisForTests redis;
  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @BeforeAll
  static void start() {
    redis = RedisForTests.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  @Test
  void tickFramingPublishesEveryMessageWithItsPlace() throws Exception {
    publish("tick");
    for (String message : new String[] {"marketTick", "marketTick", "heartbeat", "end"}) {
      String json = heard.take();
      assertThat(Contract.faults(message, json)).as(json).isEmpty();
      assertThat(new JsonObject(json).fieldNames()).contains("epoch", "offset", "pub", "seq");
      assertThat(refusal(json)).as(json).isNull();
    }
  }

  @Test
  void announceFramingPublishesOneNotice() throws Exception {
    publish("announce");
    String json = heard.take();
    assertThat(Contract.faults("appended", json)).as(json).isEmpty();
    assertThat(new JsonObject(json).getInteger("count")).isEqualTo(4);
  }

  private void publish(String framing) throws Exception {
    JsonObject config = new JsonObject().put("publisher", new JsonObject().put("framing", framing));
    TopicOptions topic = Topics.from(config).topic(Channels.TICKS);
    vertx
        .deployVerticle(
            new VerticleBase() {
              @Override
              public Future<?> start() {
                Bus bus = RedisBus.factory(RedisBusOptions.of(redis.url())).create(vertx);
                return bus.subscribe(topic.channel(), message -> heard.add(message.toString()))
                    .compose(listening -> bus.appender(topic, "test \"" + framing + '"'))
                    .compose(FramedTicksTest::append);
              }
            })
        .toCompletionStage()
        .toCompletableFuture()
        .get();
  }

  private static Future<Void> append(Appender appender) {
    TickWriter writer = new TickWriter("polygon");
    writer.tick("AAPL", 150.25, 1000, NOW_MILLIS);
    appender.append(writer.bytes(), 0, writer.length());
    writer.tick("BRK.B", 150.25, 0.5, NOW_MILLIS);
    writer.flags(TickReader.NOT_HIGH_LOW);
    writer.vendor("1\"}", ",\"offset\":7}");
    appender.append(writer.bytes(), 0, writer.length());
    writer.heartbeat(NOW_MILLIS);
    appender.append(writer.bytes(), 0, writer.length());
    writer.end(NOW_MILLIS);
    appender.append(writer.bytes(), 0, writer.length());
    return appender.flush();
  }

  private static Refusal refusal(String json) {
    TickReader reader = new TickReader();
    reader.reset(Buffer.buffer(json));
    assertThat(reader.next()).isTrue();
    return reader.refusal();
  }
}

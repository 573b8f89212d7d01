package ai.tickstock.wire.log;

import static ai.tickstock.wire.log.Recorder.told;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.wire.log.LogReader.Start;
import ai.tickstock.wire.log.TopicOptions.Framing;
import ch.qos.logback.classic.Level;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only happens to a real server and a real network. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class RedisFaultsTest {
  private static final String CHANNEL = LogRig.CHANNEL;
  private static final TopicOptions TOPIC =
      new TopicOptions(CHANNEL, Framing.TICK, Set.of("r"), 100_000, 1_000_000);

  @AutoClose private static final RedisForTests redis = RedisForTests.start();
  private Vertx vertx;

  @BeforeEach
  void begin() {
    redis.restartEmpty();
    vertx = Vertx.vertx();
  }

  @AfterEach
  void end() {
    Node.await(vertx.close());
  }

  private static BusFactory buses(String url) {
    return RedisBus.factory(
        RedisBusOptions.of(url)
            .withFlush(Duration.ofMillis(1), 64 << 20)
            .withTimeouts(Duration.ofMillis(700), Duration.ofMillis(700))
            .withLease(Duration.ofMillis(600)));
  }

  private Node node() {
    return Node.on(vertx, buses(redis.url()));
  }

  @Test
  void aConnectionCutAnywhereInsideAnAppendLosesAndDoublesNothing() {
    Random random = new Random(1);
    try (NastyWire wire = new NastyWire(redis.port())) {
      Node publisher = Node.on(vertx, buses(wire.url()));
      Appender appender = publisher.appender(TOPIC, "p");
      Recorder recorder = Node.on(vertx, buses(wire.url())).read(TOPIC, "r");
      int sent = 0;
      for (int cut = 0; cut < 40; cut++) {
        wire.cutAfter(1 + random.nextInt(3_000));
        int more = 1 + random.nextInt(60);
        publisher.add(appender, sent + 1, sent + more);
        sent += more;
        if (cut % 4 == 0) {
          publisher.run(appender::flush);
        }
      }
      wire.cutAfter(Long.MAX_VALUE);
      publisher.run(appender::flush);
      recorder.await(sent);
      assertThat(recorder.read()).isEqualTo(told("p", 1, sent));
      assertThat(recorder.gaps()).isEmpty();
      assertThat(wire.cuts()).isGreaterThan(5);
    }
  }

  @Test
  void aHalfOpenConnectionIsNoticed() {
    try (NastyWire wire = new NastyWire(redis.port())) {
      Node publisher = Node.on(vertx, buses(wire.url()));
      Appender appender = publisher.appender(TOPIC, "p");
      Recorder recorder =
          Node.on(vertx, buses(wire.url())).read(TOPIC, "r", Start.beginning(), true);
      publisher.append(appender, 1, 3);
      recorder.await(3);
      wire.silence();
      publisher.append(appender, 4, 6);
      recorder.await(6);
      Node client = node();
      Node.await(
          "adopting again",
          () -> {
            client.run(() -> client.bus().publish(CHANNEL, Buffer.buffer("{\"n\":7}")));
            return recorder.size() > 6;
          });
      assertThat(recorder.read().subList(0, 6)).isEqualTo(told("p", 1, 6));
    }
  }

  @Test
  void aServerThatHangsForAWhileLosesAndDoublesNothing() {
    Node publisher = node();
    Appender appender = publisher.appender(TOPIC, "p");
    Recorder recorder = node().read(TOPIC, "r");
    publisher.append(appender, 1, 3);
    recorder.await(3);
    redis.freeze();
    publisher.add(appender, 4, 2_500);
    Node.await("not at head", () -> !recorder.isAtHead());
    assertThat(publisher.ask(appender::stalled)).isNotNull();
    redis.thaw();
    publisher.run(appender::flush);
    recorder.await(2_500);
    assertThat(recorder.read()).isEqualTo(told("p", 1, 2_500));
  }

  /** Else two event loops would drive one reader, and its listener. */
  @Test
  void aReaderIsCalledByItsOwnEventLoopAfterItsConnectionsWereGivenUp() {
    Node publisher = node();
    Appender appender = publisher.appender(TOPIC, "p");
    List<Recorder> recorders =
        Stream.of("a", "b", "c").map(name -> node().read(TOPIC, name)).toList();
    try (Lines lines = new Lines(Level.DEBUG)) {
      redis.freeze();
      Node.await("given up", () -> lines.count("Redis hearing: connection lost (Timeout") == 3);
      redis.thaw();
      Node.await("heard again", () -> lines.count("Redis hearing: connected again") == 3);
    }
    for (int n = 1; n <= 100; n++) {
      publisher.append(appender, n, n);
    }
    recorders.forEach(recorder -> recorder.await(100));
    assertThat(recorders).allSatisfy(recorder -> assertThat(recorder.threads()).hasSize(1));
  }

  @Test
  void aServerThatForgotTheScriptIsGivenIt() {
    Node publisher = node();
    Appender appender = publisher.appender(TOPIC, "p");
    publisher.append(appender, 1, 3);
    redis.cli("SCRIPT", "FLUSH");
    publisher.append(appender, 4, 3_500);
    Recorder recorder = node().read(TOPIC, "r");
    recorder.await(3_500);
    assertThat(recorder.read()).isEqualTo(told("p", 1, 3_500));
  }

  @Test
  void aServerEmptiedWithoutARestartIsGivenTheTailAgain() {
    Node publisher = node();
    Appender appender = publisher.appender(TOPIC, "p");
    publisher.append(appender, 1, 30);
    redis.cli("FLUSHALL");
    publisher.append(appender, 31, 40);
    Recorder recorder = node().read(TOPIC, "r");
    recorder.await(40);
    assertThat(recorder.read()).isEqualTo(told("p", 1, 40));
  }

  @Test
  void whatSomebodyElseWroteIntoTheStreamIsPassedOver() {
    Node publisher = node();
    Appender appender = publisher.appender(TOPIC, "p");
    publisher.append(appender, 1, 3);
    Recorder recorder = node().read(TOPIC, "r");
    redis.cli("XADD", CHANNEL, "*", "hello", "world");
    redis.cli("XADD", CHANNEL, "*", "hello", "again");
    publisher.append(appender, 4, 5);
    publisher.append(appender, 6, 6);
    recorder.await(6);
    assertThat(recorder.read()).isEqualTo(told("p", 1, 6));
    assertThat(recorder.gaps()).isEmpty();
    assertThat(recorder.places().get(5).offset()).isEqualTo(6);
  }

  @Test
  void anEpochNeverGoesBackThoughTheClockDoes() {
    long future = 9_000_000_000_000L;
    redis.cli("HSET", "{" + CHANNEL + "}:head", "epoch", "" + future);
    Node publisher = node();
    Appender appender = publisher.appender(TOPIC, "p");
    publisher.append(appender, 1, 2);
    Recorder recorder = node().read(TOPIC, "r");
    recorder.await(2);
    assertThat(recorder.places().get(0).epoch()).isEqualTo(future + 1);
    redis.restart();
    publisher.append(appender, 3, 3);
    recorder.await(3);
    assertThat(recorder.places().get(2).epoch()).isEqualTo(future + 2);
    redis.restartEmpty();
    publisher.append(appender, 4, 4);
    recorder.await(4);
    assertThat(recorder.places().get(3).epoch()).isGreaterThanOrEqualTo(future + 3);
    assertThat(recorder.read()).isEqualTo(told("p", 1, 4));
  }

  @Test
  void plainToolsSeeTheSubscriberAndTheLog() {
    Node publisher = node();
    Appender appender = publisher.appender(TOPIC, "p");
    node().read(TOPIC, "r");
    assertThat(redis.cli("PUBSUB", "NUMSUB", CHANNEL)).endsWith(":1\r\n");
    publisher.append(appender, 1, 2);
    assertThat(redis.cli("XREVRANGE", CHANNEL, "+", "-", "COUNT", "10"))
        .contains("-1\r\n", "pub\r\n$1\r\np\r\n", "count\r\n$1\r\n2\r\n")
        .contains("[{\"n\":1},{\"n\":2}]");
    assertThat(redis.cli("HGET", "{" + CHANNEL + "}:head", "pub:p")).endsWith("\r\n2\r\n");
  }

  @Test
  void numbersAboveTenToTheFourteenAreWrittenInFull() {
    long offset = 4_503_599_627_370_490L;
    redis.cli("HSET", "{" + CHANNEL + "}:head", "head", "" + offset, "pub:p", "" + offset);
    Node listener = node();
    StringBuffer heard = new StringBuffer();
    listener.run(() -> listener.bus().subscribe(CHANNEL, heard::append));
    Node publisher = node();
    Appender appender = publisher.appender(TOPIC, "p");
    assertThat(appender.nextSeq()).isEqualTo(offset + 1);
    publisher.append(appender, 1, 12);
    Node.await("heard", () -> heard.indexOf("\"seq\":" + (offset + 12) + "}") > 0);
    assertThat(heard)
        .contains("\"offset\":" + (offset + 10) + ",\"pub\":\"p\",\"seq\":" + (offset + 10));
    assertThat(redis.cli("XREVRANGE", CHANNEL, "+", "-", "COUNT", "1"))
        .contains("-" + (offset + 1));
  }

  @Test
  void anAdopterWhoseLeaseIsSomebodyElsesSaysSoAndStopsUntilItIsFree() {
    Lines lines = new Lines();
    Node node = node();
    Recorder recorder = node.read(TOPIC, "r", Start.beginning(), true);
    node.run(() -> node.bus().publish(CHANNEL, Buffer.buffer("{\"n\":1}")));
    recorder.await(1);
    String lease = "{" + CHANNEL + "}:adopter";
    redis.cli("SET", lease, "somebody else", "PX", "1500");
    node.run(() -> node.bus().publish(CHANNEL, Buffer.buffer("{\"n\":2}")));
    Node.await(
        "adopting again",
        () -> {
          node.run(() -> node.bus().publish(CHANNEL, Buffer.buffer("{\"n\":3}")));
          return recorder.size() > 1;
        });
    assertThat(recorder.read().get(1)).endsWith("=3");
    lines.close();
    assertThat(lines.seen())
        .contains("WARN " + CHANNEL + ": another process adopts what plain clients publish now");
  }
}

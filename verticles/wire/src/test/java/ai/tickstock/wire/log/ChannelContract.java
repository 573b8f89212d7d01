package ai.tickstock.wire.log;

import static ai.tickstock.wire.log.Recorder.told;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.wire.log.LogReader.Start;
import ai.tickstock.wire.log.TopicOptions.Framing;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a channel with a log promises the world around it, and how its flow is held back. */
abstract class ChannelContract extends LogRig {
  @Test
  void aFullLogRefusesToGrowUntilTheSlowestDurableReaderHasCommitted() {
    TopicOptions topic = topic(Framing.TICK, Set.of("r", "never-came"), 1_000);
    Node publisher = node();
    Appender appender = publisher.appender(topic, "p");
    publisher.append(appender, 1, 600);
    publisher.add(appender, 601, 1_200);
    Node.await("stalled", () -> publisher.ask(appender::stalled) != null);
    Node readers = node();
    Recorder recorder = readers.read(topic, "r");
    recorder.await(600);
    readers.run(() -> recorder.reader.commit(recorder.reader.position()));
    Node.await(
        "stalled by the other",
        () -> String.valueOf(publisher.ask(appender::stalled)).contains("never-came"));
    assertThat(publisher.ask(appender::pending)).isEqualTo(600);
    Recorder other = readers.read(topic, "never-came");
    other.await(600);
    readers.run(() -> other.reader.commit(other.reader.position()));
    publisher.run(appender::flush);
    recorder.await(1_200);
    assertThat(recorder.read()).isEqualTo(told("p", 1, 1_200));
    assertThat(publisher.ask(appender::stalled)).isNull();
  }

  @Test
  void whatADurableReaderHasNotCommittedIsNotTrimmed() {
    TopicOptions topic = topic(Framing.ANNOUNCE, Set.of("r"), 1_000);
    Node publisher = node();
    Appender appender = publisher.appender(topic, "p");
    publisher.append(appender, 1, 500);
    publisher.append(appender, 501, 1_000);
    Node readers = node();
    Recorder first = readers.read(topic, "r");
    first.await(1_000);
    readers.run(() -> first.reader.commit(first.places().get(699)));
    publisher.append(appender, 1_001, 1_400);
    Recorder again =
        readers.read(
            topic, "r", new Start(first.places().get(699), java.util.Map.of("p", 700L)), false);
    again.await(700);
    assertThat(again.read()).isEqualTo(told("p", 701, 1_400));
    assertThat(again.gaps()).isEmpty();
  }

  @Test
  void withoutDurableReadersTheOldestGiveWay() {
    Node publisher = node();
    TopicOptions topic = topic(Framing.ANNOUNCE, Set.of(), 1_000);
    Appender appender = publisher.appender(topic, "p");
    for (int i = 0; i < 30; i++) {
      publisher.append(appender, i * 100 + 1, i * 100 + 100);
    }
    Recorder recorder = node().read(topic, "r");
    Node.await("the last", () -> recorder.read().contains("p/3000=3000"));
    assertThat(recorder.size()).isBetween(100, 1_000);
    assertThat(recorder.gaps()).isEmpty();
  }

  @Test
  void anAppenderIsFullUntilTheReadersHaveCommitted() {
    TopicOptions topic = topic(Framing.ANNOUNCE, Set.of("r"), 1_000_000);
    Node publisher = Node.on(vertx, buses(20_000));
    Appender appender = publisher.appender(topic, "p");
    int sent = 0;
    while (!publisher.ask(appender::isFull)) {
      publisher.append(appender, sent + 1, sent + 100);
      sent += 100;
    }
    assertThat(sent).isBetween(500, 3_000);
    assertThat(publisher.ask(appender::stalled)).contains("'r'");
    Promise<Void> drained = Promise.promise();
    publisher.ask(
        () -> {
          appender.onDrain(drained::tryComplete);
          return null;
        });
    Node readers = node();
    Recorder recorder = readers.read(topic, "r");
    recorder.await(sent);
    assertThat(drained.future().isComplete()).isFalse();
    readers.run(() -> recorder.reader.commit(recorder.reader.position()));
    Node.await(drained.future());
    assertThat(publisher.ask(appender::isFull)).isFalse();
    assertThat(publisher.ask(appender::stalled)).isNull();
  }

  @Test
  void tickFramingShowsEveryMessageWithItsPlace() {
    Node listener = node();
    List<JsonObject> heard = Collections.synchronizedList(new ArrayList<>());
    listener.run(() -> listener.bus().subscribe(CHANNEL, b -> heard.add(new JsonObject(b))));
    Node publisher = node();
    Appender appender = publisher.appender(TOPIC, "p \"1\"");
    publisher.append(appender, 1, 3);
    Node.await("heard", () -> heard.size() == 3);
    assertThat(heard.get(2).fieldNames()).containsExactly("n", "epoch", "offset", "pub", "seq");
    assertThat(heard.stream().map(m -> m.getLong("offset"))).containsExactly(1L, 2L, 3L);
    assertThat(heard.get(2).getString("pub")).isEqualTo("p \"1\"");
    assertThat(heard.get(2).getLong("seq")).isEqualTo(3L);
    assertThat(heard.get(2).getLong("epoch")).isGreaterThan(1_600_000_000_000L);
  }

  @Test
  void announceFramingShowsOneSmallMessagePerFlush() {
    Node listener = node();
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    listener.run(() -> listener.bus().subscribe(CHANNEL, b -> heard.add(b.toString())));
    Node publisher = node();
    publisher.append(publisher.appender(topic(Framing.ANNOUNCE, Set.of(), 1_000), "p"), 1, 3);
    Node.await("heard", () -> heard.size() == 1);
    assertThat(heard.get(0))
        .matches("\\{\"type\":\"appended\",\"epoch\":\\d{13},\"offset\":1,\"count\":3}");
  }

  @Test
  void exactlyOneOfTwoAdoptersAppendsWhatPlainClientsPublishAndSaysSo() {
    Lines lines = new Lines();
    Recorder one = node().read(TOPIC, "r", Start.beginning(), true);
    Recorder two = node().read(TOPIC, "s", Start.beginning(), true);
    Node client = node();
    for (int n = 1; n <= 100; n++) {
      int value = n;
      client.run(() -> client.bus().publish(CHANNEL, Buffer.buffer("{\"n\":" + value + "}")));
    }
    one.await(100);
    two.await(100);
    assertThat(one.read()).isEqualTo(two.read());
    assertThat(one.read().stream().map(m -> m.substring(m.indexOf('=') + 1)))
        .isEqualTo(Stream.iterate(1, n -> n + 1).limit(100).map(n -> "" + n).toList());
    assertThat(one.read().get(0)).startsWith("adopted:");
    lines.close();
    assertThat(lines.seen())
        .contains("INFO " + CHANNEL + ": what plain clients publish is adopted here");
  }

  @Test
  void aStandbyTakesOverWhenTheAdopterDies() {
    Vertx mortal = Vertx.vertx();
    Node.on(mortal, buses()).read(TOPIC, "r", Start.beginning(), true);
    Recorder standby = node().read(TOPIC, "s", Start.beginning(), true);
    Node client = node();
    Node.await(mortal.close());
    AtomicInteger n = new AtomicInteger();
    Node.await(
        "adopted by the standby",
        () -> {
          String message = "{\"n\":" + n.incrementAndGet() + "}";
          client.run(() -> client.bus().publish(CHANNEL, Buffer.buffer(message)));
          return standby.size() > 0;
        });
    assertThat(standby.read()).doesNotHaveDuplicates();
  }

  @Test
  void anAdopterThatIsClosedHandsOverAtOnce() {
    Node first = node();
    Recorder adopter = first.read(TOPIC, "r", Start.beginning(), true);
    Node client = node();
    client.run(() -> client.bus().publish(CHANNEL, Buffer.buffer("{\"n\":1}")));
    adopter.await(1);
    first.run(adopter.reader::close);
    Recorder second = node().read(TOPIC, "s", Start.beginning(), true);
    client.run(() -> client.bus().publish(CHANNEL, Buffer.buffer("{\"n\":2}")));
    second.await(2);
    assertThat(second.read().stream().map(m -> m.substring(m.indexOf('='))))
        .containsExactly("=1", "=2");
  }

  @Test
  void aPublishedOffsetIsNeverBelieved() {
    Recorder recorder = node().read(TOPIC, "r", Start.beginning(), true);
    Node client = node();
    for (String forged :
        List.of(
            "{\"n\":7,\"offset\":999}",
            "{\"n\":8,\"epoch\":1,\"offset\":999,\"pub\":\"p\",\"seq\":5}",
            "{\"type\":\"appended\",\"epoch\":9999999999999,\"offset\":5,\"count\":10}",
            "{\"n\":1}")) {
      client.run(() -> client.bus().publish(CHANNEL, Buffer.buffer(forged)));
    }
    Appender appender = client.appender(TOPIC, "p");
    client.append(appender, 1, 1);
    recorder.await(2);
    assertThat(recorder.read()).contains("p/1=1").hasSize(2);
    assertThat(recorder.places().get(1).offset()).isEqualTo(2);
    assertThat(recorder.gaps()).isEmpty();
  }

  @Test
  void whatIsNotAJsonObjectIsReportedAndKeptOut() {
    Node node = node();
    List<JsonObject> errors = Collections.synchronizedList(new ArrayList<>());
    node.run(() -> node.bus().subscribe("tickstock:errors", b -> errors.add(new JsonObject(b))));
    Recorder recorder = node.read(TOPIC, "r", Start.beginning(), true);
    Node client = node();
    for (String payload :
        List.of("{\"n\":", "[1]", "", "{\"n\":1} x", "{\"n\":1,\"strange\":[{}]}")) {
      client.run(() -> client.bus().publish(CHANNEL, Buffer.buffer(payload)));
    }
    recorder.await(1);
    assertThat(recorder.size()).isEqualTo(1);
    assertThat(invalid.stream().map(InvalidPayload::sample))
        .containsExactly("{\"n\":", "[1]", "", "{\"n\":1} x");
    Node.await("errors", () -> errors.size() == 4);
    assertThat(errors.get(0).getString("reason")).isEqualTo("invalid_json");
    assertThat(errors.get(0).getString("sample")).isEqualTo("{\"n\":");
  }

  @Test
  void anAdoptersLeaseThatTheServerForgotIsTakenAgain() {
    Recorder recorder = node().read(TOPIC, "r", Start.beginning(), true);
    server.restartEmpty();
    Node client = node();
    AtomicInteger n = new AtomicInteger();
    Node.await(
        "adopted again",
        () -> {
          String message = "{\"n\":" + n.incrementAndGet() + "}";
          client.run(() -> client.bus().publish(CHANNEL, Buffer.buffer(message)));
          return recorder.size() > 0;
        });
  }

  @Test
  void plainChannelsReachEveryoneAndAgainAfterALoss() {
    Node one = node();
    Node two = node();
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    one.run(() -> one.bus().subscribe("plain", b -> heard.add("1" + b)));
    two.run(() -> two.bus().subscribe("plain", b -> heard.add("2" + b)));
    two.run(() -> two.bus().publish("plain", Buffer.buffer("a")));
    Node.await("both", () -> heard.size() == 2);
    assertThat(heard).containsExactlyInAnyOrder("1a", "2a");
    server.kill();
    server.start();
    Node.await(
        "again",
        () -> {
          two.run(() -> two.bus().publish("plain", Buffer.buffer("b")).otherwiseEmpty());
          return heard.contains("1b") && heard.contains("2b");
        });
  }

  @Test
  void aServerThatIsAwayOnlyDelays() {
    server.kill();
    Node node = node();
    Promise<Appender> appender = Promise.promise();
    Promise<LogReader> reader = Promise.promise();
    Recorder recorder = new Recorder();
    node.ask(
        () -> {
          node.bus().appender(TOPIC, "p").onComplete(appender);
          node.bus().read(TOPIC, "r", Start.beginning(), true, recorder).onComplete(reader);
          return null;
        });
    assertThat(node.run(() -> node.bus().health().map(h -> "up").otherwise("away")))
        .isEqualTo("away");
    server.start();
    Node.await(reader.future());
    node.append(Node.await(appender.future()), 1, 2);
    recorder.await(2);
    Node.await("health", () -> node.run(() -> node.bus().health().map(true).otherwise(false)));
  }

  @Test
  void aRefusedIdentityFails() {
    Node node = node();
    for (String publisher : List.of("", "a\nb", "x".repeat(201))) {
      assertThat(
              node.run(
                  () -> node.bus().appender(TOPIC, publisher).map("taken").otherwise("refused")))
          .isEqualTo("refused");
    }
  }

  @Test
  void theLogIsTrimmedBehindTheSlowestDurableReaderKeepingSomeHistory() {
    TopicOptions topic = new TopicOptions(CHANNEL, Framing.ANNOUNCE, Set.of("r"), 1_000, 64_000);
    Node publisher = node();
    Appender appender = publisher.appender(topic, "p");
    Node readers = node();
    Recorder recorder = readers.read(topic, "r");
    for (int sent = 0; sent < 10_000; sent += 100) {
      publisher.append(appender, sent + 1, sent + 100);
      if (sent % 1_000 == 0) {
        recorder.await(sent + 100);
        readers.run(() -> recorder.reader.commit(recorder.reader.position()));
      }
    }
    recorder.await(10_000);
    Recorder tool = readers.read(topic, "tool");
    Node.await("the last", () -> tool.read().contains("p/10000=10000"));
    assertThat(tool.size()).isBetween(1_000, 5_000);
    assertThat(recorder.gaps()).isEmpty();
  }

  @Test
  void theAppendersOfOneBusShareTheirBound() {
    TopicOptions topic = topic(Framing.ANNOUNCE, Set.of("r"), 1_000_000);
    Node publisher = Node.on(vertx, buses(20_000));
    Appender one = publisher.appender(topic, "one");
    Appender two = publisher.appender(topic, "two");
    for (int sent = 0; !publisher.ask(one::isFull); sent += 100) {
      publisher.append(one, sent + 1, sent + 100);
    }
    assertThat(publisher.ask(two::isFull)).isTrue();
    publisher.run(one::close);
    assertThat(publisher.ask(two::isFull)).isFalse();
  }
}

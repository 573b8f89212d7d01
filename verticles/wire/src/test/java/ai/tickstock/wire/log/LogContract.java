package ai.tickstock.wire.log;

import static ai.tickstock.wire.log.Recorder.told;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.wire.log.LogReader.Start;
import ai.tickstock.wire.log.TopicOptions.Framing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a channel with a log promises, whatever keeps it. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
abstract class LogContract {
  static final String CHANNEL = "test:ticks";
  static final TopicOptions TOPIC =
      new TopicOptions(CHANNEL, Framing.TICK, Set.of(), 100_000, 1_000_000);

  Vertx vertx;
  final List<InvalidPayload> invalid = Collections.synchronizedList(new ArrayList<>());

  static TopicOptions topic(Framing framing, Set<String> durable, long capacity) {
    return new TopicOptions(CHANNEL, framing, durable, 0, capacity);
  }

  /** Options with times fit for a test. */
  RedisBusOptions options(String url) {
    return RedisBusOptions.of(url)
        .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofMillis(600))
        .onInvalidPayload(invalid::add);
  }

  /** A way to the server. */
  abstract BusFactory buses();

  /** One with other bounds for what an appender holds. */
  abstract BusFactory buses(long retainBytes);

  /** Stops the server as if by a power cut. */
  abstract void kill();

  /** Starts it with all it had. */
  abstract void start();

  /** Remembers the server's state. */
  abstract void remember();

  /** Kills it if it runs, and starts it with the state remembered. */
  abstract void restartAsRemembered();

  abstract void restartEmpty();

  /** Somebody with a console drops the log's messages before an offset. */
  abstract void trim(long firstOffset);

  @BeforeEach
  void begin() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void end() {
    Node.await(vertx.close());
  }

  Node node() {
    return Node.on(vertx, buses());
  }

  @Test
  void whatIsAppendedIsReadInOrderAtContiguousOffsets() {
    Node publisher = node();
    Appender appender = publisher.appender(TOPIC, "p");
    assertThat(appender.nextSeq()).isEqualTo(1);
    publisher.append(appender, 1, 2_500);
    Recorder recorder = node().read(TOPIC, "r");
    recorder.await(2_500);
    assertThat(recorder.read()).isEqualTo(told("p", 1, 2_500));
    long epoch = recorder.places().get(0).epoch();
    assertThat(recorder.places().get(2_499)).isEqualTo(new LogPosition(epoch, 2_500));
    assertThat(epoch).isGreaterThan(1_600_000_000_000L);
    assertThat(appender.retained()).isZero();
    assertThat(appender.stalled()).isNull();
  }

  @Test
  void aReaderIsWokenByTheChannelAndToldWhenItStandsAtTheHead() {
    Recorder recorder = node().read(TOPIC, "r");
    Node.await("at head", recorder::isAtHead);
    Node publisher = node();
    Appender appender = publisher.appender(TOPIC, "p");
    publisher.append(appender, 1, 3);
    recorder.await(3);
    Node.await("at head", recorder::isAtHead);
    Node.await("no lag", () -> recorder.reader.lag() == 0);
  }

  @Test
  void severalPublishersAreReadEachInItsOwnOrder() {
    Node publisher = node();
    Appender a = publisher.appender(TOPIC, "a");
    Appender b = publisher.appender(TOPIC, "b");
    Recorder recorder = node().read(TOPIC, "r");
    for (int i = 0; i < 20; i++) {
      publisher.add(a, i * 100 + 1, i * 100 + 100);
      publisher.add(b, i * 50 + 1, i * 50 + 50);
    }
    publisher.run(a::flush);
    publisher.run(b::flush);
    recorder.await(3_000);
    assertThat(recorder.read().stream().filter(m -> m.startsWith("a/")))
        .isEqualTo(told("a", 1, 2_000));
    assertThat(recorder.read().stream().filter(m -> m.startsWith("b/")))
        .isEqualTo(told("b", 1, 1_000));
    assertThat(recorder.gaps()).isEmpty();
  }

  @Test
  void appendingAgainWhatTheLogHasChangesNothing() {
    Node publisher = node();
    publisher.append(publisher.appender(TOPIC, "p"), 1, 10);
    Node again = node();
    Appender appender = again.appender(TOPIC, "p");
    assertThat(appender.nextSeq()).isEqualTo(11);
    ((LogAppender) appender).startAt(1);
    again.append(appender, 1, 10);
    assertThat((long) again.run(() -> again.bus().mark(TOPIC, "p"))).isEqualTo(10);
    again.append(appender, 11, 11);
    Recorder recorder = node().read(TOPIC, "r");
    recorder.await(11);
    assertThat(recorder.read()).isEqualTo(told("p", 1, 11));
  }

  @Test
  void aFlushThatIsPartlyInTheLogIsCut() {
    Node publisher = node();
    publisher.append(publisher.appender(TOPIC, "p"), 1, 10);
    Appender other = publisher.appender(TOPIC, "p");
    ((LogAppender) other).startAt(6);
    publisher.append(other, 6, 15);
    Recorder recorder = node().read(TOPIC, "r");
    recorder.await(15);
    assertThat(recorder.read()).isEqualTo(told("p", 1, 15));
    assertThat(recorder.places().get(14).offset()).isEqualTo(15);
  }

  @Test
  void twoPublishersWithOneIdentityLeaveEachSequenceOnce() {
    Node one = node();
    Node two = node();
    Appender first = one.appender(TOPIC, "p");
    Appender second = two.appender(TOPIC, "p");
    for (int i = 0; i < 50; i++) {
      one.add(first, i * 20 + 1, i * 20 + 20);
      two.add(second, i * 20 + 1, i * 20 + 20);
    }
    one.run(first::flush);
    two.run(second::flush);
    Recorder recorder = node().read(TOPIC, "r");
    recorder.await(1_000);
    assertThat(recorder.read()).isEqualTo(told("p", 1, 1_000));
    assertThat(recorder.gaps()).isEmpty();
  }

  @Test
  void aPublisherThatDiedGoesOnBehindItsMark() {
    Vertx mortal = Vertx.vertx();
    Node dying = Node.on(mortal, buses());
    Appender appender = dying.appender(TOPIC, "p");
    dying.append(appender, 1, 7);
    dying.add(appender, 8, 9);
    Node.await(mortal.close());
    Node publisher = node();
    Appender heir = publisher.appender(TOPIC, "p");
    int next = (int) heir.nextSeq();
    assertThat(next).isIn(8, 10);
    publisher.append(heir, next, 20);
    Recorder recorder = node().read(TOPIC, "r");
    recorder.await(20);
    assertThat(recorder.read()).isEqualTo(told("p", 1, 20));
  }

  @Test
  void aServerThatRestartsBeginsANewEpochAndOffsetsGoOn() {
    Node publisher = node();
    Appender appender = publisher.appender(TOPIC, "p");
    publisher.append(appender, 1, 5);
    Recorder recorder = node().read(TOPIC, "r");
    recorder.await(5);
    kill();
    publisher.add(appender, 6, 8);
    start();
    publisher.run(appender::flush);
    recorder.await(8);
    assertThat(recorder.read()).isEqualTo(told("p", 1, 8));
    List<LogPosition> places = recorder.places();
    assertThat(places.get(5).epoch()).isGreaterThan(places.get(4).epoch());
    assertThat(places.get(5).offset()).isEqualTo(6);
    assertThat(recorder.gaps()).isEmpty();
  }

  @Test
  void aServerWithAnOlderHeadIsGivenTheTailAgainThoughNothingNewComes() {
    TopicOptions topic = topic(Framing.TICK, Set.of("r"), 1_000_000);
    Node publisher = node();
    Appender appender = publisher.appender(topic, "p");
    publisher.append(appender, 1, 5);
    remember();
    publisher.append(appender, 6, 12);
    assertThat(appender.retained()).isEqualTo(12);
    restartAsRemembered();
    Recorder recorder = node().read(topic, "r");
    recorder.await(12);
    assertThat(recorder.read()).isEqualTo(told("p", 1, 12));
    assertThat(recorder.gaps()).isEmpty();
  }

  @Test
  void anEmptiedServerIsGivenAllThatTheReadersMayLackAndTheyDropWhatTheyHad() {
    TopicOptions topic = topic(Framing.ANNOUNCE, Set.of("r"), 1_000_000);
    Node publisher = node();
    Appender appender = publisher.appender(topic, "p");
    Node readers = node();
    Recorder recorder = readers.read(topic, "r");
    publisher.append(appender, 1, 5);
    recorder.await(5);
    readers.run(() -> recorder.reader.commit(recorder.places().get(2)));
    restartEmpty();
    publisher.append(appender, 6, 9);
    recorder.await(9);
    assertThat(recorder.read()).isEqualTo(told("p", 1, 9));
    assertThat(recorder.gaps()).isEmpty();
    readers.run(() -> recorder.reader.commit(recorder.reader.position()));
    Node.await("freed", () -> publisher.ask(appender::retained) == 0);
  }

  @Test
  void aReaderIsToldThatItNoLongerStandsAtTheHead() {
    Recorder recorder = node().read(TOPIC, "r");
    Node.await("at head", recorder::isAtHead);
    kill();
    Node.await("away", () -> !recorder.isAtHead());
    start();
    Node.await("at head again", recorder::isAtHead);
  }

  @Test
  void aLogTrimmedUnderAReaderIsAHoleTold() {
    Node publisher = node();
    Appender appender = publisher.appender(TOPIC, "p");
    for (int n = 1; n <= 10; n++) {
      publisher.append(appender, n, n);
    }
    Recorder before = node().read(TOPIC, "r");
    before.await(10);
    Start start = new Start(before.places().get(2), java.util.Map.of("p", 3L));
    trim(8);
    Recorder recorder = node().read(TOPIC, "r", start, false);
    recorder.await(3);
    assertThat(recorder.read()).isEqualTo(told("p", 8, 10));
    assertThat(recorder.gaps())
        .containsExactly(
            new LogGap(CHANNEL, before.places().get(2), before.places().get(7), null, 4));
  }

  @Test
  void aSequenceThatJumpsIsAHoleTold() {
    Node publisher = node();
    publisher.append(publisher.appender(TOPIC, "p"), 1, 3);
    Recorder recorder = node().read(TOPIC, "r");
    recorder.await(3);
    Appender ahead = publisher.run(() -> publisher.bus().appender(TOPIC, "p", 5));
    assertThat(ahead.nextSeq()).isEqualTo(6);
    publisher.append(ahead, 6, 7);
    recorder.await(5);
    assertThat(recorder.gaps()).hasSize(1);
    assertThat(recorder.gaps().get(0).publisher()).isEqualTo("p");
    assertThat(recorder.gaps().get(0).missing()).isEqualTo(2);
  }

  @Test
  void readingBeginsBehindAnyMessageEvenInsideAFlush() {
    Node publisher = node();
    publisher.append(publisher.appender(TOPIC, "p"), 1, 10);
    Recorder all = node().read(TOPIC, "r");
    all.await(10);
    Recorder rest =
        node().read(TOPIC, "r", new Start(all.places().get(3), java.util.Map.of()), false);
    rest.await(6);
    assertThat(rest.read()).isEqualTo(told("p", 5, 10));
    assertThat(rest.reader.marks()).containsEntry("p", 10L);
    assertThat(rest.gaps()).isEmpty();
  }

  @Test
  void aBatchThatFailsIsDeliveredAgain() {
    Node publisher = node();
    Appender appender = publisher.appender(TOPIC, "p");
    AtomicInteger tries = new AtomicInteger();
    Recorder recorder = node().read(TOPIC, "r");
    Node.await("at head", recorder::isAtHead);
    recorder.before(
        batch ->
            tries.incrementAndGet() < 3 ? Future.failedFuture("no") : Future.succeededFuture());
    publisher.append(appender, 1, 4);
    recorder.await(4);
    publisher.append(appender, 5, 6);
    recorder.await(6);
    assertThat(recorder.read()).isEqualTo(told("p", 1, 6));
    assertThat(tries.get()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void theNextBatchWaitsUntilTheOneInHandIsTaken() {
    Node publisher = node();
    Appender appender = publisher.appender(TOPIC, "p");
    Promise<Void> gate = Promise.promise();
    AtomicInteger inHand = new AtomicInteger();
    Recorder recorder = node().read(TOPIC, "r");
    Node.await("at head", recorder::isAtHead);
    recorder.before(
        batch -> {
          inHand.incrementAndGet();
          return gate.future();
        });
    publisher.append(appender, 1, 1);
    publisher.append(appender, 2, 2);
    publisher.append(appender, 3, 3);
    Node.await("one in hand", () -> inHand.get() == 1);
    assertThat(recorder.size()).isZero();
    assertThat(recorder.reader.position().offset()).isZero();
    gate.complete();
    recorder.await(3);
    assertThat(recorder.read()).isEqualTo(told("p", 1, 3));
  }

  @Test
  void committedPositionsAreKept() {
    Node node = node();
    Recorder recorder = node.read(TOPIC, "r");
    assertThat(node.run(recorder.reader::committed)).isEqualTo(LogPosition.START);
    LogPosition position = new LogPosition(1_764_000_000_123L, 9_007_199_254L);
    node.run(() -> recorder.reader.commit(position));
    assertThat(node.run(recorder.reader::committed)).isEqualTo(position);
  }

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
  void largeMessagesAndLargeFlushesPass() {
    Node publisher = node();
    Appender appender = publisher.appender(TOPIC, "p");
    String large = "x".repeat(700_000);
    publisher.ask(
        () -> {
          appender.append(Buffer.buffer("{\"n\":1,\"text\":\"" + large + "\"}"));
          appender.append(Buffer.buffer(" {\"n\":2} \n"));
          return null;
        });
    publisher.append(appender, 3, 5_002);
    Recorder recorder = node().read(TOPIC, "r");
    recorder.await(5_002);
    assertThat(recorder.read()).isEqualTo(told("p", 1, 5_002));
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
  void exactlyOneOfTwoAdoptersAppendsWhatPlainClientsPublish() {
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
    restartEmpty();
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
    kill();
    start();
    Node.await(
        "again",
        () -> {
          two.run(() -> two.bus().publish("plain", Buffer.buffer("b")).otherwiseEmpty());
          return heard.contains("1b") && heard.contains("2b");
        });
  }

  @Test
  void aServerThatIsAwayOnlyDelays() {
    kill();
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
    start();
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
}

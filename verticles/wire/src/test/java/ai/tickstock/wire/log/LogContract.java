package ai.tickstock.wire.log;

import static ai.tickstock.wire.log.Recorder.told;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.wire.log.LogReader.Start;
import ai.tickstock.wire.log.TopicOptions.Framing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a log promises those who append to it and read it, whatever keeps it. */
abstract class LogContract extends LogRig {
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
  void whoFindsAnotherPublishingUnderItsIdentitySaysSo() {
    try (Lines lines = new Lines()) {
      Node behind = node();
      Appender late = behind.appender(TOPIC, "p");
      Node ahead = node();
      ahead.append(ahead.appender(TOPIC, "p"), 1, 20);
      behind.append(late, 1, 5);
      assertThat(lines.seen())
          .containsExactly(
              "WARN "
                  + TOPIC.channel()
                  + ": another process publishes as p, too; each message is in the log once");
    }
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
    server.kill();
    publisher.add(appender, 6, 8);
    server.start();
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
    server.remember();
    publisher.append(appender, 6, 12);
    assertThat(appender.retained()).isEqualTo(12);
    server.restartAsRemembered();
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
    server.restartEmpty();
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
    server.kill();
    Node.await("away", () -> !recorder.isAtHead());
    server.start();
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
    server.trim(CHANNEL, 8);
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
    Node.await("its marks", () -> java.util.Map.of("p", 10L).equals(rest.reader.marks()));
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
    assertThat(node.run(() -> node.bus().committed(TOPIC, "r"))).isEqualTo(LogPosition.START);
    LogPosition position = new LogPosition(1_764_000_000_123L, 9_007_199_254L);
    node.run(() -> recorder.reader.commit(position));
    assertThat(node.run(() -> node.bus().committed(TOPIC, "r"))).isEqualTo(position);
  }

  @Test
  void theNewestEntryIsTold() {
    Node node = node();
    assertThat(node.run(() -> node.bus().newest(TOPIC))).isNull();
    Appender appender = node.appender(TOPIC, "p");
    node.append(appender, 1, 3);
    node.append(appender, 4, 5);
    LogEntry newest = node.run(() -> node.bus().newest(TOPIC));
    assertThat(newest.seq()).isEqualTo(4);
    assertThat(newest.data().toString()).isEqualTo("[{\"n\":4},{\"n\":5}]");
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
}

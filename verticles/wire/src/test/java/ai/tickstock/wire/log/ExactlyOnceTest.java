package ai.tickstock.wire.log;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.wire.log.LogReader.Start;
import ai.tickstock.wire.log.TopicOptions.Framing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * However appends, flushes, restarts (with all, some or none of the data), commits, failing
 * listeners and reader restarts interleave: the reader applies every message exactly once, in order
 * per publisher.
 */
class ExactlyOnceTest {
  private static final TopicOptions TOPIC =
      new TopicOptions("property", Framing.TICK, Set.of("r"), 0, 1_000);

  /** One thing that happens. */
  record Step(String what, int who, int number) {}

  @Provide
  Arbitrary<List<Step>> stories() {
    Arbitrary<String> what =
        Arbitraries.frequency(
            net.jqwik.api.Tuple.of(8, "append"),
            net.jqwik.api.Tuple.of(3, "flush"),
            net.jqwik.api.Tuple.of(2, "restart"),
            net.jqwik.api.Tuple.of(1, "restart empty"),
            net.jqwik.api.Tuple.of(1, "restart older"),
            net.jqwik.api.Tuple.of(3, "commit"),
            net.jqwik.api.Tuple.of(1, "fail"),
            net.jqwik.api.Tuple.of(1, "reader dies"),
            net.jqwik.api.Tuple.of(1, "wait"));
    return Combinators.combine(
            what, Arbitraries.integers().between(0, 2), Arbitraries.integers().between(1, 90))
        .as(Step::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(40);
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void everyMessageIsAppliedExactlyOnce(@ForAll("stories") List<Step> steps) {
    Vertx vertx = Vertx.vertx();
    try {
      new Story(vertx).tell(steps);
    } finally {
      Node.await(vertx.close());
    }
  }

  /** The twin, three publishers, and a reader that keeps its place with what it applied. */
  private static final class Story {
    final MemoryBroker broker;
    final Node publishers;
    final Node readers;
    final List<Appender> appenders = new ArrayList<>();
    final int[] sent = new int[3];
    final List<String> applied = new ArrayList<>();
    final Map<String, Long> marks = new HashMap<>();
    final AtomicInteger failures = new AtomicInteger();
    LogPosition position = LogPosition.START;
    Recorder recorder;
    int taken;

    Story(Vertx vertx) {
      RedisBusOptions options =
          RedisBusOptions.of("memory").withFlush(Duration.ofMillis(1), 1 << 20);
      broker = new MemoryBroker(options, System::currentTimeMillis);
      publishers = Node.on(vertx, broker);
      readers = Node.on(vertx, broker);
      for (int i = 0; i < 3; i++) {
        appenders.add(publishers.appender(TOPIC, "p" + i));
      }
      read();
    }

    void tell(List<Step> steps) {
      steps.forEach(this::step);
      failures.set(0);
      Thread.yield();
      int all = sent[0] + sent[1] + sent[2];
      Node.await(
          "all " + all + " read",
          () -> {
            commit();
            return applied.size() + recorder.size() - taken >= all;
          });
      take();
      for (int i = 0; i < 3; i++) {
        String publisher = "p" + i + "/";
        assertThat(applied.stream().filter(m -> m.startsWith(publisher)))
            .isEqualTo(Recorder.told("p" + i, 1, sent[i]));
      }
      assertThat(recorder.gaps()).isEmpty();
    }

    void step(Step step) {
      Appender appender = appenders.get(step.who());
      switch (step.what()) {
        case "append" -> {
          publishers.add(appender, sent[step.who()] + 1, sent[step.who()] + step.number());
          sent[step.who()] += step.number();
        }
        case "flush" -> publishers.ask(() -> appender.flush().otherwiseEmpty());
        case "restart" -> broker.restart(Long.MAX_VALUE);
        case "restart older" -> broker.restart(step.number());
        case "restart empty" -> broker.restart(0);
        case "commit" -> commit();
        case "fail" -> failures.set(1);
        case "reader dies" -> {
          recorder.before(batch -> Future.failedFuture("dead"));
          readers.ask(recorder.reader::close);
          take();
          assertThat(recorder.gaps()).isEmpty();
          read();
        }
        default -> Node.await("something", () -> recorder.isAtHead() || recorder.size() > taken);
      }
    }

    void read() {
      Start start = new Start(position, marks);
      taken = 0;
      recorder = readers.read(TOPIC, "r", start, false);
      recorder.before(
          batch ->
              failures.getAndDecrement() > 0
                  ? Future.failedFuture("as told")
                  : Future.succeededFuture());
    }

    /** What has been read so far is applied, with the place and the marks, as one step. */
    void take() {
      readers.ask(
          () -> {
            List<String> read = recorder.read();
            List<LogPosition> places = recorder.places();
            for (int i = taken; i < read.size(); i++) {
              String message = read.get(i);
              applied.add(message);
              position = places.get(i);
              int slash = message.indexOf('/');
              marks.put(
                  message.substring(0, slash),
                  Long.parseLong(message.substring(slash + 1, message.indexOf('='))));
            }
            taken = read.size();
            return null;
          });
    }

    void commit() {
      take();
      LogPosition place = position;
      readers.ask(() -> recorder.reader.commit(place).otherwiseEmpty());
    }
  }
}

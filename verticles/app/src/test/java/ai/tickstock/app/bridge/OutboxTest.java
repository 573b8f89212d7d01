package ai.tickstock.app.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.app.bridge.Frame.Facts;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private final List<String> written = new ArrayList<>();
  private final Deque<Promise<Void>> underWay = new ArrayDeque<>();
  private final Outbox outbox = new Outbox(this::write, false);

  private Future<Void> write(String text) {
    written.add(text);
    Promise<Void> promise = Promise.promise();
    underWay.add(promise);
    return promise.future();
  }

  private static Frame alert(String text) {
    return new Frame(Feed.PATTERN_ALERT, facts(null), null, null, text);
  }

  private static Frame latest(String key, String kind, String text) {
    return new Frame(Feed.BAR_UPDATE, facts(kind), null, key, text);
  }

  private static Facts facts(String kind) {
    return new Facts("A", "1min", kind, null, null, Double.NaN, null);
  }

  private void takeAll() {
    while (!underWay.isEmpty()) {
      underWay.poll().complete();
    }
  }

  /** Fills what may be under way. */
  private void stuff() {
    outbox.say("x".repeat(Outbox.MOST_UNDER_WAY));
    outbox.flush();
    written.clear();
  }

  @Test
  void whatIsOfferedLeavesAtOnceWhileTheBrowserReads() {
    outbox.offer(alert("a"));
    outbox.offer(latest("k", "closed", "b"));
    outbox.flush();
    assertThat(written).containsExactly("a", "b");
  }

  @Test
  void aSlowBrowserGetsEveryAlertInOrderAndOfTheRestTheNewest() {
    stuff();
    outbox.offer(latest("k", "forming", "bar 1"));
    outbox.offer(alert("a1"));
    outbox.offer(latest("k", "forming", "bar 2"));
    outbox.offer(alert("a2"));
    outbox.offer(latest("other", "forming", "bar 3"));
    outbox.flush();
    assertThat(written).isEmpty();
    takeAll();
    assertThat(written).containsExactly("a1", "a2", "bar 2", "bar 3");
    assertThat(outbox.conflated()).isEqualTo(1);
  }

  @Test
  void manyMessagesLeaveInOrderThroughALineThatTakesThemAtOnce() {
    List<String> taken = new ArrayList<>();
    Outbox quick =
        new Outbox(
            text -> {
              taken.add(text);
              return Future.succeededFuture();
            },
            false);
    List<String> many = IntStream.range(0, 100_000).mapToObj(String::valueOf).toList();
    many.forEach(text -> quick.offer(alert(text)));
    quick.flush();
    assertThat(taken).isEqualTo(many);
    assertThat(quick.depth()).isZero();
  }

  @Test
  void aFormingBarNeverHidesAClosedOne() {
    stuff();
    outbox.offer(latest("k", "closed", "closed"));
    outbox.offer(latest("k", "forming", "late"));
    takeAll();
    assertThat(written).containsExactly("closed");
  }

  @Test
  void tooManyDifferentOnesMakeTheOldestGiveWay() {
    stuff();
    for (int i = 0; i < Outbox.MOST_LATEST + 3; i++) {
      outbox.offer(latest("k" + i, "closed", "b" + i));
    }
    takeAll();
    assertThat(written).hasSize(Outbox.MOST_LATEST).startsWith("b3");
    assertThat(outbox.dropped()).isEqualTo(3);
  }

  @Test
  void oneThatTakesNothingIsHopelessAfterAWhile() {
    stuff();
    assertThat(outbox.isHopeless(0)).as("nothing waits").isFalse();
    outbox.say("waits");
    assertThat(outbox.isHopeless(TimeUnit.HOURS.toNanos(1))).isFalse();
    assertThat(outbox.isHopeless(0)).isTrue();
  }

  @Test
  void oneWithTooMuchWaitingIsHopelessAtOnce() {
    stuff();
    outbox.say("x".repeat(Outbox.MOST_WAITING + 1));
    assertThat(outbox.isHopeless(TimeUnit.HOURS.toNanos(1))).isTrue();
  }

  @Test
  void roomIsMadeWhenThreeQuartersHaveLeft() {
    stuff();
    for (int i = 0; i < 4; i++) {
      outbox.say("x".repeat(Outbox.MOST_WAITING / 4));
    }
    Future<Void> room = outbox.room();
    assertThat(room.isComplete()).isFalse();
    underWay.poll().complete();
    underWay.poll().complete();
    assertThat(room.isComplete()).isFalse();
    takeAll();
    assertThat(room.isComplete()).isTrue();
  }

  @Test
  void afterAFailedWriteNothingMoreIsWritten() {
    outbox.say("a");
    outbox.flush();
    outbox.say("x".repeat(Outbox.MOST_UNDER_WAY));
    outbox.flush();
    outbox.say("never");
    underWay.poll().fail("closed");
    assertThat(written).hasSize(2);
  }

  @Property(tries = 300)
  void aBatchIsOneJsonArrayWithAllAlertsInOrder(
      @ForAll @Size(max = 200) List<@IntRange(min = 1, max = 20_000) Integer> sizes) {
    List<String> texts = new ArrayList<>();
    Outbox batching = new Outbox(this::write, true);
    for (int i = 0; i < sizes.size(); i++) {
      texts.add("\"" + i + "-" + "x".repeat(sizes.get(i)) + "\"");
      batching.offer(alert(texts.get(i)));
      if (i % 7 == 0) {
        batching.flush();
      }
    }
    batching.flush();
    takeAll();
    List<String> read = new ArrayList<>();
    for (String text : written) {
      if (text.startsWith("[")) {
        new io.vertx.core.json.JsonArray(text).forEach(one -> read.add("\"" + one + "\""));
      } else {
        read.add(text);
      }
    }
    assertThat(read).isEqualTo(texts);
    written.clear();
  }
}

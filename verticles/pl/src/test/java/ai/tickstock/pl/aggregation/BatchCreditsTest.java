package ai.tickstock.pl.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchCreditsTest {
  private final BatchCredits credits = new BatchCredits(2, 2);

  private List<TickBatch> sendToAll() {
    List<TickBatch> next = credits.next();
    credits.take(0);
    credits.take(1);
    return next;
  }

  @Test
  void anInstanceThatHasAllOfItsOwnHoldsUpTheFeedUntilOneComesBack() {
    List<TickBatch> first = sendToAll();
    assertThat(credits.room().succeeded()).isTrue();
    List<TickBatch> second = sendToAll();
    Future<Void> room = credits.room();
    assertThat(room.isComplete()).isFalse();
    credits.giveBack(0, first.get(0));
    credits.giveBack(0, second.get(0));
    assertThat(room.isComplete()).isFalse();
    credits.giveBack(1, first.get(1));
    assertThat(room.succeeded()).isTrue();
  }

  @Test
  void whoWaitsOnceMoreIsToldOnceMore() {
    for (int round = 0; round < 3; round++) {
      List<TickBatch> first = sendToAll();
      List<TickBatch> second = sendToAll();
      Future<Void> room = credits.room();
      assertThat(room.isComplete()).isFalse();
      for (int instance = 0; instance < 2; instance++) {
        credits.giveBack(instance, first.get(instance));
        credits.giveBack(instance, second.get(instance));
      }
      assertThat(room.succeeded()).isTrue();
    }
  }

  @Test
  void aBatchIsEmptyWhenItIsSentAgain() {
    TickBatch used = sendToAll().get(0);
    used.add(1, 60_000, 100, 10, 0, 1, 1);
    credits.giveBack(0, used);
    assertThat(credits.next().get(0)).isNotSameAs(used);
    credits.take(0);
    assertThat(credits.next().get(0)).isSameAs(used);
    assertThat(used.size).isZero();
  }

  @Test
  void closingRefusesWhoWaitsAndIsDoneWhenAllHaveComeBack() {
    List<TickBatch> first = sendToAll();
    List<TickBatch> second = sendToAll();
    Future<Void> room = credits.room();
    Future<Void> closed = credits.close();
    assertThat(room.failed()).isTrue();
    assertThat(credits.room().failed()).isTrue();
    assertThat(closed.isComplete()).isFalse();
    for (List<TickBatch> batches : List.of(first, second)) {
      credits.giveBack(0, batches.get(0));
      credits.giveBack(1, batches.get(1));
    }
    assertThat(credits.isIdle()).isTrue();
    assertThat(closed.succeeded()).isTrue();
  }

  @Test
  void closingIsDoneAtOnceWhereNobodyHasAny() {
    assertThat(credits.close().succeeded()).isTrue();
  }
}

package ai.tickstock.pl.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.BarChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChangeQueueTest {
  private final ChangeQueue queue = new ChangeQueue(3);

  @Test
  void whatFollowsIsTakenOnceItIsKnownThatNothingLiesBetween() {
    queue.begin(7, 10);
    assertThat(queue.isBehind()).isTrue();
    queue.page(new int[] {7}, List.of(), false);
    assertThat(queue.isBehind()).isFalse();
    push(11, 12, 12, 9);
    assertThat(numbers()).containsExactly(11L, 12L);
    assertThat(queue.isBehind()).isFalse();
  }

  @Test
  void aPushAfterAHoleIsReadFromTheDatabase() {
    inStep(10);
    push(13);
    assertThat(numbers()).isEmpty();
    assertThat(queue.partitionsBehind()).containsExactly(7);
    assertThat(queue.queuedOf(new int[] {7})).containsExactly(10);
    page(false, 11, 12, 13);
    assertThat(numbers()).containsExactly(11L, 12L, 13L);
    assertThat(queue.isBehind()).isFalse();
  }

  @Test
  void aPushThatOvertakesAPageIsNotLost() {
    queue.begin(7, 10);
    push(13);
    page(false, 11, 12);
    assertThat(queue.isBehind()).as("13 was heard of and not read").isTrue();
    page(false, 13);
    assertThat(queue.isBehind()).isFalse();
    assertThat(numbers()).containsExactly(11L, 12L, 13L);
  }

  @Test
  void aPageThatComesAfterThePushesItHoldsAddsNothingTwice() {
    queue.begin(7, 10);
    push(11, 12);
    assertThat(page(false, 11, 12, 13)).isEqualTo(1);
    assertThat(numbers()).containsExactly(11L, 12L, 13L);
  }

  @Test
  void aFullQueueTakesNoPushesAndCatchesUpLater() {
    inStep(0);
    push(1, 2, 3, 4, 5);
    assertThat(numbers()).containsExactly(1L, 2L, 3L);
    assertThat(queue.isBehind()).isTrue();
    queue.remove(3);
    push(6);
    assertThat(numbers()).as("4 and 5 come first").isEmpty();
    page(false, 4, 5, 6);
    assertThat(numbers()).containsExactly(4L, 5L, 6L);
    assertThat(queue.isBehind()).isFalse();
  }

  @Test
  void afterAFullPageThereMayBeMore() {
    inStep(0);
    push(9);
    page(true, 1, 2);
    assertThat(queue.isBehind()).isTrue();
    page(false, 3, 4, 5, 6, 7, 8, 9);
    assertThat(queue.isBehind()).isFalse();
  }

  @Test
  void anotherOnesPartitionIsLeftAlone() {
    push(1);
    queue.lookAgain();
    assertThat(numbers()).isEmpty();
    assertThat(queue.isBehind()).isFalse();
  }

  private void inStep(long changeNo) {
    queue.begin(7, changeNo);
    queue.page(new int[] {7}, List.of(), false);
  }

  private void push(long... changeNos) {
    LongStream.of(changeNos).forEach(no -> queue.push(change(no)));
  }

  private int page(boolean full, long... changeNos) {
    List<BarChange> page = LongStream.of(changeNos).mapToObj(ChangeQueueTest::change).toList();
    return queue.page(new int[] {7}, page, full);
  }

  private List<Long> numbers() {
    List<Long> numbers = new ArrayList<>();
    queue.iterator().forEachRemaining(change -> numbers.add(change.changeNo()));
    return numbers;
  }

  private static BarChange change(long changeNo) {
    Bar bar = new Bar("AAPL", Timeframe.MIN_1, Instant.EPOCH, 1, 1, 1, 1, 1, 1, 1, 0);
    return new BarChange(7, changeNo, bar, null, 0);
  }
}

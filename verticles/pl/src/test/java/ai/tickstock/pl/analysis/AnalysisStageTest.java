package ai.tickstock.pl.analysis;

import static ai.tickstock.pl.analysis.StageRun.bar;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.BarChange;
import ai.tickstock.wire.log.MemoryBroker;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class AnalysisStageTest {
  private final FakeStore store = new FakeStore();
  private final MemoryBroker broker = new MemoryBroker();
  private final StageRun run = RisingVerticle.run(store, broker);

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void everyClosedBarIsPublishedFromTheFirstOn() {
    RisingVerticle verticle = (RisingVerticle) run.start();
    run.commit(bar("AAPL", 0, 10));
    run.commit(bar("AAPL", 1, 12), bar("MSFT", 1, 7));
    run.awaitDone();
    assertThat(story())
        .containsExactlyInAnyOrder(
            "AAPL half 0 10.0 r0",
            "AAPL half 1 17.0 r0",
            "AAPL rising 1 12.0 r0",
            "MSFT half 1 7.0 r0");
    assertThat(verticle.messagesProcessed()).isEqualTo(3);
  }

  @Test
  void barsStoredBeforeTheStageCameAreCaughtUpOn() {
    store.commit(List.of(bar("AAPL", 0, 10), bar("AAPL", 1, 9)));
    run.start();
    run.awaitDone();
    assertThat(story()).containsExactly("AAPL half 0 10.0 r0", "AAPL half 1 14.0 r0");
  }

  @Test
  void aPushThatWasLostIsMadeUpForByTheNext() {
    run.start();
    store.commit(List.of(bar("AAPL", 0, 10), bar("AAPL", 1, 9)));
    run.commit(bar("AAPL", 2, 9));
    run.awaitDone();
    assertThat(story())
        .containsExactly("AAPL half 0 10.0 r0", "AAPL half 1 14.0 r0", "AAPL half 2 16.0 r0");
  }

  @Test
  void anAmendmentPublishesOnlyWhatDiffersAndTakesBackWhatNoLongerHolds() {
    run.start();
    run.commit(bar("AAPL", 0, 10), bar("AAPL", 1, 12), bar("AAPL", 2, 14));
    run.commit(bar("AAPL", 1, 9));
    run.commit(bar("AAPL", 3, 14));
    run.awaitDone();
    assertThat(story())
        .containsExactly(
            "AAPL half 0 10.0 r0",
            "AAPL half 1 17.0 r0",
            "AAPL rising 1 12.0 r0",
            "AAPL half 2 22.5 r0",
            "AAPL rising 2 14.0 r0",
            "AAPL half 1 14.0 r4",
            "AAPL rising 1 12.0 r4 retracted",
            "AAPL half 2 21.0 r4",
            "AAPL half 3 24.5 r0");
  }

  @Test
  void aBarThatClosesOutOfOrderRevisesWhatFollowsIt() {
    run.start();
    run.commit(bar("AAPL", 0, 10), bar("AAPL", 2, 12));
    run.commit(bar("AAPL", 1, 13));
    run.awaitDone();
    assertThat(story())
        .containsExactly(
            "AAPL half 0 10.0 r0",
            "AAPL half 2 17.0 r0",
            "AAPL rising 2 12.0 r0",
            "AAPL half 1 18.0 r3",
            "AAPL rising 1 13.0 r3",
            "AAPL half 2 21.0 r3",
            "AAPL rising 2 12.0 r3 retracted");
  }

  @Test
  void aStageKilledBetweenAppendAndCommitPublishesNothingTwice() {
    run.start();
    run.commit(bar("AAPL", 0, 10), bar("MSFT", 0, 10));
    run.awaitDone();
    run.faults.failCommits(Integer.MAX_VALUE);
    run.commit(bar("AAPL", 1, 12), bar("MSFT", 1, 9));
    StageRun.await(() -> run.published(RisingVerticle.TOPIC).events().size() == 5);
    run.stop();
    assertThat(store.isDone(RisingAnalysis.STAGE)).isFalse();
    run.faults.failCommits(0);
    run.start();
    run.commit(bar("AAPL", 2, 12));
    run.awaitDone();
    assertThat(story())
        .containsExactlyInAnyOrder(
            "AAPL half 0 10.0 r0",
            "MSFT half 0 10.0 r0",
            "AAPL half 1 17.0 r0",
            "AAPL rising 1 12.0 r0",
            "MSFT half 1 14.0 r0",
            "AAPL half 2 20.5 r0");
  }

  @Test
  void aDatabaseThatIsAwayHoldsItUpAndNothingIsLost() {
    run.start();
    run.faults.failCommits(2);
    run.commit(bar("AAPL", 0, 10));
    run.commit(bar("AAPL", 1, 10));
    run.faults.failCalls(2);
    run.commit(bar("AAPL", 0, 8));
    run.awaitDone();
    assertThat(story())
        .containsExactly(
            "AAPL half 0 10.0 r0",
            "AAPL half 1 15.0 r0",
            "AAPL half 0 8.0 r3",
            "AAPL half 1 14.0 r3",
            "AAPL rising 1 10.0 r3");
  }

  @Test
  void aLogThatIsAwayHoldsItUpAndNothingIsLost() {
    run.start();
    run.commit(bar("AAPL", 0, 10));
    run.awaitDone();
    broker.stop();
    run.commit(bar("AAPL", 1, 10));
    run.commit(bar("AAPL", 1, 9));
    run.awaitDone(100);
    assertThat(store.isDone(RisingAnalysis.STAGE)).as("stored before published").isFalse();
    broker.start();
    run.awaitDone();
    assertThat(story())
        .containsExactly("AAPL half 0 10.0 r0", "AAPL half 1 15.0 r0", "AAPL half 1 14.0 r3");
  }

  @Test
  void aLogThatForgotIsNotGivenUsedNumbersAgain() {
    run.start();
    run.commit(bar("AAPL", 0, 10), bar("AAPL", 1, 12));
    run.awaitDone();
    run.stop();
    broker.restart(0);
    run.start();
    run.commit(bar("AAPL", 2, 11));
    run.awaitDone();
    assertThat(story()).containsExactly("AAPL half 2 19.5 r0");
    assertThat(run.published(RisingVerticle.TOPIC).first().values()).containsExactly(4L);
  }

  @Test
  void whoIsFencedOffStops() {
    RisingVerticle verticle = (RisingVerticle) run.start();
    int partition = Symbols.partition("AAPL");
    Promise<Object> taken = Promise.promise();
    run.vertx.runOnContext(
        go ->
            store
                .takeOver(RisingAnalysis.STAGE, Set.of(partition), "another")
                .onSuccess(taken::complete));
    StageRun.await(taken.future());
    run.commit(bar("AAPL", 0, 10));
    StageRun.await(() -> verticle.trouble() != null);
    assertThat(verticle.trouble()).contains("taken over");
    assertThat(store.cursor(RisingAnalysis.STAGE, partition).changeNo()).isZero();
  }

  @Test
  void prunedChangesArePassedAndTheStateComesFromTheBars() {
    store.commit(List.of(bar("AAPL", 0, 10), bar("AAPL", 1, 9)));
    List<BarChange> last = store.commit(List.of(bar("AAPL", 2, 9)));
    store.pruneLog(Symbols.partition("AAPL"), 2);
    run.start();
    run.push(last);
    run.awaitDone();
    assertThat(story()).containsExactly("AAPL half 2 16.0 r0");
  }

  @Test
  void aTimeframeThatIsNotCoveredOnlyMovesTheCursor() {
    run.start();
    run.commit(bar("AAPL", Timeframe.DAY_1, 0, 10));
    run.awaitDone();
    assertThat(run.published(RisingVerticle.TOPIC).events()).isEmpty();
  }

  @Test
  void aBigBurstGoesThroughInOrder() {
    run.start();
    for (int minute = 0; minute < 3; minute++) {
      Bar[] bars = new Bar[5_000];
      for (int i = 0; i < bars.length; i++) {
        bars[i] = bar("S" + i, minute, 10 - minute);
      }
      run.commit(bars);
    }
    run.awaitDone();
    assertThat(run.published(RisingVerticle.TOPIC).latest()).hasSize(15_000);
  }

  /** Every event as "symbol what minute value revision". */
  private List<String> story() {
    return run.published(RisingVerticle.TOPIC).events().stream()
        .map(AnalysisStageTest::line)
        .toList();
  }

  private static String line(JsonObject event) {
    String[] id = event.getString("event_id").split("\\|");
    long minute = (Long.parseLong(id[3]) - 1_760_000_400L) / 60;
    return "%s %s %d %s r%d%s"
        .formatted(
            id[0],
            id[1],
            minute,
            event.getDouble("value"),
            event.getLong("revision"),
            event.getBoolean("retracted") ? " retracted" : "");
  }
}

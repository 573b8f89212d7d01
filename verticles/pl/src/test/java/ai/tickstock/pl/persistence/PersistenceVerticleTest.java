package ai.tickstock.pl.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.Addresses;
import ai.tickstock.pl.Backends;
import ai.tickstock.pl.BarChanges;
import ai.tickstock.pl.CommitRequest;
import ai.tickstock.store.BarChange;
import ai.tickstock.store.PastReader;
import ai.tickstock.store.write.BarCommit;
import ai.tickstock.store.write.BarWriter;
import ai.tickstock.store.write.NotOwnerException;
import ai.tickstock.store.write.PartitionState;
import ai.tickstock.wire.LocalCodec;
import ai.tickstock.wire.jobs.MemoryJobBoards;
import ai.tickstock.wire.log.MemoryBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class PersistenceVerticleTest {
  private static final Bar BAR =
      new Bar("AAPL", Timeframe.MIN_1, Instant.EPOCH, 1, 2, 1, 2, 10, 1.5, 3, 0);
  private static final List<BarChange> CHANGES = List.of(new BarChange(4, 1, BAR, null, 0));

  private final Vertx vertx = Vertx.vertx();
  private final ScriptedWriter writer = new ScriptedWriter();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final BlockingQueue<BarChanges> persisted = new LinkedBlockingQueue<>();
  private String deployment;

  @BeforeEach
  void deploy() throws Exception {
    Backends backends =
        new Backends(
            MemoryBroker.factory(),
            new MemoryJobBoards(),
            writer,
            null,
            null,
            PastReader.UNCHANGED,
            null,
            null,
            metrics,
            Clock.systemUTC());
    deployment =
        vertx.deployVerticle(new PersistenceVerticle(backends)).await(60, TimeUnit.SECONDS);
    vertx
        .eventBus()
        .<BarChanges>localConsumer(Addresses.PERSISTED, message -> persisted.add(message.body()))
        .completion()
        .await(60, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  @Test
  void theHalfIsToldOnlyOnceTheCommitIsInTheDatabase() throws Exception {
    Promise<List<BarChange>> inDatabase = writer.next();
    Future<BarChanges> reply = send(request("owner"));
    writer.awaitCalls(1);
    assertThat(reply.isComplete()).isFalse();
    assertThat(persisted).isEmpty();
    inDatabase.complete(CHANGES);
    assertThat(reply.await(60, TimeUnit.SECONDS).changes()).isEqualTo(CHANGES);
    assertThat(persisted.poll(60, TimeUnit.SECONDS).changes()).isEqualTo(CHANGES);
    assertThat(metrics.get("tickstock_bars_total").tag("timeframe", "1min").tag("kind", "stored"))
        .satisfies(search -> assertThat(search.counter().count()).isEqualTo(1));
  }

  @Test
  void aCommitIsTriedAgainWhileTheDatabaseIsAway() throws Exception {
    writer.next().fail("connection refused");
    writer.next().fail("connection refused");
    writer.next().complete(CHANGES);
    CommitRequest request = request("owner");
    assertThat(send(request).await(60, TimeUnit.SECONDS).changes()).isEqualTo(CHANGES);
    assertThat(writer.commits)
        .containsExactly(request.commit(), request.commit(), request.commit());
  }

  @Test
  void aLostOwnershipIsToldAtOnce() {
    writer.next().fail(new NotOwnerException("gone"));
    assertThatThrownBy(() -> send(request("owner")).await(60, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            ReplyException.class,
            e -> assertThat(e.failureCode()).isEqualTo(CommitRequest.NOT_OWNER));
  }

  @Test
  void whatCanNeverBeStoredIsNotTriedAgain() {
    writer.next().fail(new IllegalArgumentException("AAPL: open: was NaN"));
    assertThatThrownBy(() -> send(request("owner")).await(60, TimeUnit.SECONDS))
        .hasMessageContaining("was NaN")
        .isInstanceOfSatisfying(
            ReplyException.class,
            e -> assertThat(e.failureCode()).isEqualTo(CommitRequest.REFUSED));
  }

  @Test
  void theSameCommitSentAgainJoinsTheOneUnderWay() throws Exception {
    Promise<List<BarChange>> inDatabase = writer.next();
    CommitRequest request = request("owner");
    Future<BarChanges> first = send(request);
    Future<BarChanges> second = send(new CommitRequest("owner", request.commit()));
    // Requests are heard in order: once this one is turned away, the others have been heard.
    assertThatThrownBy(() -> send(request("owner")).await(60, TimeUnit.SECONDS))
        .isInstanceOf(ReplyException.class);
    inDatabase.complete(CHANGES);
    assertThat(first.await(60, TimeUnit.SECONDS)).isSameAs(second.await(60, TimeUnit.SECONDS));
    assertThat(writer.commits).hasSize(1);
  }

  @Test
  void anotherCommitOfAnOwnerHasToWait() throws Exception {
    Promise<List<BarChange>> inDatabase = writer.next();
    Future<BarChanges> first = send(request("owner"));
    assertThatThrownBy(() -> send(request("owner")).await(60, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            ReplyException.class, e -> assertThat(e.failureCode()).isEqualTo(CommitRequest.BUSY));
    inDatabase.complete(CHANGES);
    assertThat(first.await(60, TimeUnit.SECONDS).changes()).isEqualTo(CHANGES);
  }

  @Test
  void stoppingWaitsForWhatIsUnderWay() throws Exception {
    Promise<List<BarChange>> inDatabase = writer.next();
    Future<BarChanges> reply = send(request("owner"));
    writer.awaitCalls(1);
    Future<Void> stopped = vertx.undeploy(deployment);
    inDatabase.complete(CHANGES);
    stopped.await(60, TimeUnit.SECONDS);
    assertThat(reply.await(60, TimeUnit.SECONDS).changes()).isEqualTo(CHANGES);
  }

  private Future<BarChanges> send(CommitRequest request) {
    return vertx
        .eventBus()
        .<BarChanges>request(Addresses.COMMIT, request, LocalCodec.options())
        .map(message -> message.body());
  }

  private static CommitRequest request(String owner) {
    return new CommitRequest(owner, new BarCommit(List.of(), List.of(), List.of()));
  }

  /** Answers commits, one after the other, as the test decides. */
  private static final class ScriptedWriter implements BarWriter {
    private final BlockingQueue<Promise<List<BarChange>>> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<BarCommit> commits = new LinkedBlockingQueue<>();
    private final BlockingQueue<BarCommit> calls = new LinkedBlockingQueue<>();

    Promise<List<BarChange>> next() {
      Promise<List<BarChange>> answer = Promise.promise();
      answers.add(answer);
      return answer;
    }

    void awaitCalls(int count) throws InterruptedException {
      for (int i = 0; i < count; i++) {
        assertThat(calls.poll(60, TimeUnit.SECONDS)).isNotNull();
      }
    }

    @Override
    public Future<List<BarChange>> commit(String ownerToken, BarCommit commit) {
      commits.add(commit);
      calls.add(commit);
      return answers.remove().future();
    }

    @Override
    public Future<List<PartitionState>> takeOver(Set<Integer> partitions, String ownerToken) {
      return Future.succeededFuture(List.of());
    }

    @Override
    public Future<Void> pruneChanges(int[] partitions, long[] changeNos) {
      return Future.succeededFuture();
    }
  }
}

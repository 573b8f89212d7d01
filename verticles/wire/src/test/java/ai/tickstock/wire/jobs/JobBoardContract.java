package ai.tickstock.wire.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import ai.tickstock.wire.jobs.JobState.Status;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a board promises, whichever it is. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
abstract class JobBoardContract {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Instant T0 = Instant.ofEpochSecond(1_700_000_000);
  private static final JsonObject JOB = new JsonObject().put("symbols", "AAPL");

  private Vertx vertx;
  private BoardOnContext board;
  private BoardOnContext other;

  /** Boards over something empty. */
  abstract JobBoards boards();

  @BeforeEach
  void begin() {
    vertx = Vertx.vertx();
    JobBoards boards = boards();
    board = new BoardOnContext(vertx, boards);
    other = new BoardOnContext(vertx, boards);
  }

  @AfterEach
  void end() throws Exception {
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  private Submission submit(String id, String user, int second) {
    return board.submit(id, user, JOB, T0.plusSeconds(second), 3);
  }

  private Claim claim(String id, Duration lease) {
    return board.claim(id, "w1", lease);
  }

  private JobState state(String id) {
    return other.state(id);
  }

  /** Another worker's claim, as soon as the lease has run out. */
  private Claim takeOver(String id) {
    return await()
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> other.claim(id, "w2", LONG), Objects::nonNull);
  }

  @Test
  void aSubmittedJobIsThereForAll() {
    assertThat(submit("a", "u", 0)).isEqualTo(Submission.ACCEPTED);
    assertThat(state("a"))
        .isEqualTo(
            new JobState(
                "a", "u", Status.SUBMITTED, T0, JOB, null, null, null, null, null, null, 0));
    assertThat(other.claimable(10)).containsExactly("a");
    assertThat(other.active()).isEqualTo(1);
    assertThat(state("b")).isNull();
  }

  @Test
  void aTimeKeepsItsMilliseconds() {
    board.submit("a", "u", JOB, T0.plusMillis(123), 3);
    assertThat(state("a").createdAt()).isEqualTo(T0.plusMillis(123));
  }

  @Test
  void aJobIsPutUpOnceWhoeverSubmitsItAgain() {
    submit("a", "u", 0);
    assertThat(submit("a", "u", 5)).isEqualTo(Submission.EXISTS);
    assertThat(submit("a", "somebody else", 5)).isEqualTo(Submission.EXISTS);
    assertThat(state("a").createdAt()).isEqualTo(T0);
    assertThat(board.jobsOf("somebody else")).isEmpty();
  }

  @Test
  void aUserHasSoManyJobsUnderWayAndNoMore() {
    submit("a", "u", 0);
    submit("b", "u", 1);
    submit("c", "u", 2);
    assertThat(submit("d", "u", 3)).isEqualTo(Submission.TOO_MANY);
    assertThat(state("d")).isNull();
    assertThat(submit("a", "u", 3)).isEqualTo(Submission.EXISTS);
    assertThat(submit("e", "v", 3)).isEqualTo(Submission.ACCEPTED);
    Claim claim = claim("a", LONG);
    board.finish(claim, Status.COMPLETED, "/a", null);
    assertThat(submit("d", "u", 4)).isEqualTo(Submission.ACCEPTED);
  }

  @Test
  void manyAtOnceDoNotGetPastTheBound() {
    List<Submission> all =
        board.ask(
            b ->
                Future.join(
                        IntStream.range(0, 20)
                            .mapToObj(i -> b.submit("j" + i, "u", JOB, T0, 3))
                            .toList())
                    .map(done -> done.<Submission>list()));
    assertThat(all).filteredOn(Submission.ACCEPTED::equals).hasSize(3);
    assertThat(board.claimable(100)).hasSize(3);
  }

  @Test
  void jobsOfAUserAreTheNewestFirstAndNobodyElses() {
    submit("a", "u", 0);
    submit("b", "v", 1);
    submit("c", "u", 2);
    board.refuse("d", "u", JOB, T0.plusSeconds(3), "no");
    assertThat(other.jobsOf("u")).extracting(JobState::jobId).containsExactly("d", "c", "a");
    assertThat(other.jobsOf("w")).isEmpty();
  }

  @Test
  void aRefusedJobHasFailedAndSaysWhy() {
    assertThat(board.refuse("a", "u", JOB, T0, "too many")).isTrue();
    assertThat(state("a").status()).isEqualTo(Status.FAILED);
    assertThat(state("a").error()).isEqualTo("too many");
    assertThat(state("a").finishedAt()).isEqualTo(T0);
    assertThat(board.refuse("a", "u", JOB, T0, "again")).isFalse();
    assertThat(claim("a", LONG)).isNull();
    assertThat(board.claimable(10)).isEmpty();
  }

  @Test
  void exactlyOneWorkerGetsAJob() {
    submit("a", "u", 0);
    List<Claim> claims = new ArrayList<>();
    for (BoardOnContext worker : List.of(board, other)) {
      claims.addAll(
          worker.ask(
              b ->
                  Future.join(
                          IntStream.range(0, 10)
                              .mapToObj(i -> b.claim("a", "w" + i, LONG))
                              .toList())
                      .map(all -> all.<Claim>list())));
    }
    assertThat(claims).filteredOn(Objects::nonNull).hasSize(1);
    Claim claim = claims.stream().filter(Objects::nonNull).findFirst().orElseThrow();
    assertThat(state("a").status()).isEqualTo(Status.RUNNING);
    assertThat(state("a").worker()).isEqualTo(claim.worker());
    assertThat(state("a").attempts()).isEqualTo(1);
    assertThat(state("a").startedAt()).isNotNull();
    assertThat(claim.job()).isEqualTo(state("a"));
    assertThat(board.claimable(10)).isEmpty();
  }

  @Test
  void aJobNobodyPutUpIsNotClaimed() {
    assertThat(claim("a", LONG)).isNull();
  }

  @Test
  void aRenewedLeaseTellsHowFarItIs() {
    submit("a", "u", 0);
    Claim claim = claim("a", LONG);
    JsonObject half = new JsonObject().put("percent", 50);
    assertThat(board.renew(claim, LONG, half)).isEqualTo(Renewal.HELD);
    assertThat(board.renew(claim, LONG, null)).isEqualTo(Renewal.HELD);
    assertThat(state("a").progress()).isEqualTo(half);
  }

  @Test
  void aJobWhoseLeaseRanOutGoesToAnotherAndTheFirstCannotTouchItAnyMore() {
    submit("a", "u", 0);
    Claim first = claim("a", SHORT);
    Claim second = takeOver("a");
    assertThat(second.fence()).isGreaterThan(first.fence());
    assertThat(second.job().attempts()).isEqualTo(2);
    assertThat(board.renew(first, LONG, new JsonObject())).isEqualTo(Renewal.LOST);
    assertThat(board.finish(first, Status.COMPLETED, "/1", null)).isFalse();
    assertThat(board.release(first)).isFalse();
    assertThat(other.finish(second, Status.COMPLETED, "/2", null)).isTrue();
    assertThat(state("a").resultRef()).isEqualTo("/2");
    assertThat(state("a").worker()).isEqualTo("w2");
  }

  @Test
  void aLeaseThatRanOutIsStillHeldWhileNobodyElseTookIt() {
    submit("a", "u", 0);
    Claim claim = claim("a", SHORT);
    await().atMost(60, TimeUnit.SECONDS).until(() -> board.claimable(10).contains("a"));
    assertThat(board.renew(claim, LONG, null)).isEqualTo(Renewal.HELD);
    assertThat(other.claim("a", "w2", LONG)).isNull();
  }

  @Test
  void anEndedJobStaysAsItEnded() {
    submit("a", "u", 0);
    Claim claim = claim("a", LONG);
    assertThat(board.finish(claim, Status.FAILED, null, "no bars")).isTrue();
    JobState ended = state("a");
    assertThat(ended.error()).isEqualTo("no bars");
    assertThat(ended.finishedAt()).isNotNull();
    assertThat(board.finish(claim, Status.FAILED, null, "no bars")).isTrue();
    assertThat(board.finish(claim, Status.COMPLETED, "/a", null)).isFalse();
    assertThat(board.renew(claim, LONG, null)).isEqualTo(Renewal.LOST);
    assertThat(board.cancel("a")).isEqualTo(Status.FAILED);
    assertThat(claim("a", LONG)).isNull();
    assertThat(state("a")).isEqualTo(ended);
    assertThat(board.active()).isZero();
  }

  @Test
  void whatNobodyWorksOnIsCancelledAtOnce() {
    submit("a", "u", 0);
    assertThat(board.cancel("a")).isEqualTo(Status.CANCELLED);
    assertThat(board.cancel("a")).isEqualTo(Status.CANCELLED);
    assertThat(claim("a", LONG)).isNull();
    assertThat(state("a").finishedAt()).isNotNull();
    assertThat(board.claimable(10)).isEmpty();
    assertThat(board.cancel("b")).isNull();
  }

  @Test
  void whatRunsIsCancellingUntilItsWorkerHasStopped() {
    submit("a", "u", 0);
    Claim claim = claim("a", LONG);
    assertThat(other.cancel("a")).isEqualTo(Status.CANCELLING);
    assertThat(board.renew(claim, LONG, null)).isEqualTo(Renewal.CANCELLING);
    assertThat(board.finish(claim, Status.CANCELLED, "/a", null)).isTrue();
    assertThat(state("a").status()).isEqualTo(Status.CANCELLED);
  }

  @Test
  void whoTakesOverACancellingJobIsToldSo() {
    submit("a", "u", 0);
    claim("a", SHORT);
    other.cancel("a");
    Claim second = takeOver("a");
    assertThat(second.job().status()).isEqualTo(Status.CANCELLING);
    assertThat(other.renew(second, LONG, null)).isEqualTo(Renewal.CANCELLING);
  }

  @Test
  void aJobGivenBackIsTakenAtOnceAndWasNotTried() {
    submit("a", "u", 0);
    Claim first = claim("a", LONG);
    assertThat(board.release(first)).isTrue();
    assertThat(other.claimable(10)).containsExactly("a");
    assertThat(board.renew(first, LONG, null)).isEqualTo(Renewal.LOST);
    Claim second = other.claim("a", "w2", LONG);
    assertThat(second.fence()).isGreaterThan(first.fence());
    assertThat(second.job().attempts()).isEqualTo(1);
  }

  @Test
  void theOldestAreClaimedFirstAndNoMoreThanAsked() {
    for (int i = 0; i < 200; i++) {
      submit("j" + i, "u" + i, i);
    }
    assertThat(board.claimable(3)).hasSize(3);
    for (int i = 0; i < 150; i++) {
      claim("j" + i, LONG);
    }
    assertThat(board.claimable(100)).hasSize(50);
  }

  @Test
  void idsMayHoldAnythingButAreBounded() {
    String odd = "{job} ü|:*";
    assertThat(submit(odd, "}{", 0)).isEqualTo(Submission.ACCEPTED);
    Claim claim = claim(odd, LONG);
    assertThat(board.finish(claim, Status.COMPLETED, null, null)).isTrue();
    assertThat(board.jobsOf("}{")).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> boards().create(vertx).submit("", "u", JOB, T0, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> boards().create(vertx).submit("a", "u".repeat(201), JOB, T0, 1));
  }
}

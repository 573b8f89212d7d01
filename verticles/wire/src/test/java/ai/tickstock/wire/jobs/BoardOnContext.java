package ai.tickstock.wire.jobs;

import ai.tickstock.wire.jobs.JobState.Status;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/** A board on a context of its own, which a test calls from outside and waits for. */
public final class BoardOnContext {
  private static final long SECONDS = 60;

  private final Context context;
  private final JobBoard board;

  /** Makes one on a new event loop of this Vert.x. */
  public BoardOnContext(Vertx vertx, JobBoards boards) {
    context = ((VertxInternal) vertx).createEventLoopContext();
    board = wait(on(() -> Future.succeededFuture(boards.create(vertx))));
  }

  /** What a call on the board gives. */
  public <T> T ask(Function<JobBoard, Future<T>> call) {
    return wait(on(() -> call.apply(board)));
  }

  Submission submit(String jobId, String userId, JsonObject job, Instant createdAt, int most) {
    return ask(b -> b.submit(jobId, userId, job, createdAt, most));
  }

  boolean refuse(String jobId, String userId, JsonObject job, Instant createdAt, String error) {
    return ask(b -> b.refuse(jobId, userId, job, createdAt, error));
  }

  public JobState state(String jobId) {
    return ask(b -> b.state(jobId));
  }

  List<JobState> jobsOf(String userId) {
    return ask(b -> b.jobsOf(userId));
  }

  public Status cancel(String jobId) {
    return ask(b -> b.cancel(jobId));
  }

  public Claim claim(String jobId, String worker, Duration lease) {
    return ask(b -> b.claim(jobId, worker, lease));
  }

  Renewal renew(Claim claim, Duration lease, JsonObject progress) {
    return ask(b -> b.renew(claim, lease, progress));
  }

  boolean finish(Claim claim, Status status, String resultRef, String error) {
    return ask(b -> b.finish(claim, status, resultRef, error));
  }

  boolean release(Claim claim) {
    return ask(b -> b.release(claim));
  }

  List<String> claimable(int limit) {
    return ask(b -> b.claimable(limit));
  }

  long active() {
    return ask(JobBoard::active);
  }

  private <T> Future<T> on(Supplier<Future<T>> call) {
    return Future.future(promise -> context.runOnContext(go -> call.get().onComplete(promise)));
  }

  private static <T> T wait(Future<T> future) {
    try {
      return future.await(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("no answer within " + SECONDS + " s", e);
    }
  }
}

package ai.tickstock.wire.jobs;

import ai.tickstock.wire.jobs.JobState.Status;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The in-memory twin of the board in Redis: all boards it makes are one, and may live on any
 * context. It remembers jobs for as long as it lives. Thread-safe.
 */
public final class MemoryJobBoards implements JobBoards {
  private final Map<String, Entry> jobs = new LinkedHashMap<>();
  private final LongSupplier clock;

  /** A job and its lease. */
  private static final class Entry {
    private JobState state;
    private long fence;
    private long leaseUntil;

    private Entry(JobState state) {
      this.state = state;
    }

    private boolean isClaimable(long now) {
      return !state.status().isEnd() && (state.status() == Status.SUBMITTED || leaseUntil <= now);
    }

    private boolean isHeldBy(Claim claim) {
      return fence == claim.fence()
          && (state.status() == Status.RUNNING || state.status() == Status.CANCELLING);
    }
  }

  /** A twin of its own. */
  public MemoryJobBoards() {
    this(System::currentTimeMillis);
  }

  /**
   * A twin of its own.
   *
   * @param clock by which leases run out, Unix milliseconds
   */
  public MemoryJobBoards(LongSupplier clock) {
    this.clock = clock;
  }

  @Override
  public JobBoard create(Vertx vertx) {
    return new Board(vertx.getOrCreateContext());
  }

  private Instant now() {
    return Instant.ofEpochSecond(clock.getAsLong() / 1_000);
  }

  private static JobState with(
      JobState job, Status status, JsonObject progress, String worker, int attempts) {
    return new JobState(
        job.jobId(),
        job.userId(),
        status,
        job.createdAt(),
        job.jobData(),
        progress,
        worker,
        job.resultRef(),
        job.error(),
        job.startedAt(),
        job.finishedAt(),
        attempts);
  }

  private static JobState timed(JobState job, Instant startedAt, Instant finishedAt) {
    return new JobState(
        job.jobId(),
        job.userId(),
        job.status(),
        job.createdAt(),
        job.jobData(),
        job.progress(),
        job.worker(),
        job.resultRef(),
        job.error(),
        startedAt,
        finishedAt,
        job.attempts());
  }

  private static JobState ended(
      JobState job, Status status, String resultRef, String error, Instant finishedAt) {
    return new JobState(
        job.jobId(),
        job.userId(),
        status,
        job.createdAt(),
        job.jobData(),
        job.progress(),
        job.worker(),
        resultRef,
        error,
        job.startedAt(),
        finishedAt,
        job.attempts());
  }

  private boolean put(
      String jobId,
      String userId,
      Status status,
      JsonObject jobData,
      Instant createdAt,
      String error) {
    JobState state =
        new JobState(
            jobId,
            userId,
            status,
            createdAt,
            jobData.copy(),
            null,
            null,
            null,
            error,
            null,
            status.isEnd() ? createdAt : null,
            0);
    return jobs.putIfAbsent(jobId, new Entry(state)) == null;
  }

  private Submission submit(
      String jobId, String userId, JsonObject jobData, Instant createdAt, int mostActive) {
    long active =
        jobs.values().stream()
            .filter(job -> job.state.userId().equals(userId) && !job.state.status().isEnd())
            .count();
    if (jobs.containsKey(jobId)) {
      return Submission.EXISTS;
    }
    if (active >= mostActive) {
      return Submission.TOO_MANY;
    }
    put(jobId, userId, Status.SUBMITTED, jobData, createdAt, null);
    return Submission.ACCEPTED;
  }

  private Status cancel(String jobId) {
    Entry job = jobs.get(jobId);
    if (job == null) {
      return null;
    }
    JobState state = job.state;
    if (state.status() == Status.SUBMITTED) {
      job.state = ended(state, Status.CANCELLED, null, null, now());
    } else if (state.status() == Status.RUNNING) {
      job.state =
          with(state, Status.CANCELLING, state.progress(), state.worker(), state.attempts());
    }
    return job.state.status();
  }

  private Claim claim(String jobId, String worker, Duration lease) {
    Entry job = jobs.get(jobId);
    long now = clock.getAsLong();
    if (job == null || !job.isClaimable(now)) {
      return null;
    }
    JobState state = job.state;
    Status status = state.status() == Status.SUBMITTED ? Status.RUNNING : state.status();
    job.fence = Math.max(now * 1_000, job.fence + 1);
    job.leaseUntil = now + lease.toMillis();
    JobState running = with(state, status, state.progress(), worker, state.attempts() + 1);
    job.state = timed(running, state.startedAt() == null ? now() : state.startedAt(), null);
    return new Claim(jobId, worker, job.fence, job.state);
  }

  private Renewal renew(Claim claim, Duration lease, JsonObject progress) {
    Entry job = jobs.get(claim.jobId());
    if (job == null || !job.isHeldBy(claim)) {
      return Renewal.LOST;
    }
    job.leaseUntil = clock.getAsLong() + lease.toMillis();
    JobState state = job.state;
    if (progress != null) {
      job.state = with(state, state.status(), progress.copy(), state.worker(), state.attempts());
    }
    return state.status() == Status.CANCELLING ? Renewal.CANCELLING : Renewal.HELD;
  }

  private boolean finish(Claim claim, Status status, String resultRef, String error) {
    Entry job = jobs.get(claim.jobId());
    if (job == null || job.fence != claim.fence()) {
      return false;
    }
    if (job.isHeldBy(claim)) {
      job.state = ended(job.state, status, resultRef, error, now());
    }
    return job.state.status() == status;
  }

  private boolean release(Claim claim) {
    Entry job = jobs.get(claim.jobId());
    if (job == null || !job.isHeldBy(claim)) {
      return false;
    }
    job.fence++;
    job.leaseUntil = 0;
    JobState state = job.state;
    job.state = with(state, state.status(), state.progress(), state.worker(), state.attempts() - 1);
    return true;
  }

  private List<JobState> jobsOf(String userId) {
    List<JobState> all = new ArrayList<>();
    jobs.values().forEach(job -> all.add(0, job.state));
    return all.stream()
        .filter(job -> job.userId().equals(userId))
        .sorted(Comparator.comparing(JobState::createdAt).reversed())
        .limit(500)
        .toList();
  }

  private List<String> claimable(int limit) {
    long now = clock.getAsLong();
    return jobs.values().stream()
        .filter(job -> job.isClaimable(now))
        .map(job -> job.state.jobId())
        .limit(limit)
        .toList();
  }

  private long active() {
    return jobs.values().stream().filter(job -> !job.state.status().isEnd()).count();
  }

  /** One caller's way to the twin; answers come on its context. */
  private final class Board implements JobBoard {
    private final Context context;

    private Board(Context context) {
      this.context = context;
    }

    private <T> Future<T> soon(Supplier<T> step) {
      return Future.future(
          promise ->
              context.runOnContext(
                  go -> {
                    T answer;
                    synchronized (jobs) {
                      answer = step.get();
                    }
                    promise.complete(answer);
                  }));
    }

    @Override
    public Future<Submission> submit(
        String jobId, String userId, JsonObject jobData, Instant createdAt, int mostActive) {
      Checks.id("job_id", jobId);
      Checks.id("user_id", userId);
      return soon(() -> MemoryJobBoards.this.submit(jobId, userId, jobData, createdAt, mostActive));
    }

    @Override
    public Future<Boolean> refuse(
        String jobId, String userId, JsonObject jobData, Instant createdAt, String error) {
      Checks.id("job_id", jobId);
      Checks.id("user_id", userId);
      return soon(() -> put(jobId, userId, Status.FAILED, jobData, createdAt, error));
    }

    @Override
    public Future<JobState> state(String jobId) {
      return soon(() -> jobs.containsKey(jobId) ? jobs.get(jobId).state : null);
    }

    @Override
    public Future<List<JobState>> jobsOf(String userId) {
      return soon(() -> MemoryJobBoards.this.jobsOf(userId));
    }

    @Override
    public Future<Status> cancel(String jobId) {
      return soon(() -> MemoryJobBoards.this.cancel(jobId));
    }

    @Override
    public Future<Claim> claim(String jobId, String worker, Duration lease) {
      return soon(() -> MemoryJobBoards.this.claim(jobId, worker, lease));
    }

    @Override
    public Future<Renewal> renew(Claim claim, Duration lease, JsonObject progress) {
      return soon(() -> MemoryJobBoards.this.renew(claim, lease, progress));
    }

    @Override
    public Future<Boolean> finish(Claim claim, Status status, String resultRef, String error) {
      Checks.end(status);
      return soon(() -> MemoryJobBoards.this.finish(claim, status, resultRef, error));
    }

    @Override
    public Future<Boolean> release(Claim claim) {
      return soon(() -> MemoryJobBoards.this.release(claim));
    }

    @Override
    public Future<List<String>> claimable(int limit) {
      return soon(() -> MemoryJobBoards.this.claimable(limit));
    }

    @Override
    public Future<Long> active() {
      return soon(MemoryJobBoards.this::active);
    }

    @Override
    public Future<Void> close() {
      return Future.succeededFuture();
    }
  }
}

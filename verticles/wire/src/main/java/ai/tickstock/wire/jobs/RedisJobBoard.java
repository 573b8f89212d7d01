package ai.tickstock.wire.jobs;

import ai.tickstock.wire.Channels;
import ai.tickstock.wire.jobs.JobState.Status;
import ai.tickstock.wire.log.RedisBusOptions;
import ai.tickstock.wire.log.RedisCommands;
import ai.tickstock.wire.log.Script;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The board in Redis. Each script touches one key, the job's hash or one index, so that it also
 * works in a cluster.
 */
public final class RedisJobBoard implements JobBoard {
  private static final Script CREATE = load("create.lua");
  private static final Script CANCEL = load("cancel.lua");
  private static final Script CLAIM = load("claim.lua");
  private static final Script RENEW = load("renew.lua");
  private static final Script FINISH = load("finish.lua");
  private static final Script RELEASE = load("release.lua");
  private static final String KEPT_SECONDS = "" + KEPT.toSeconds();
  private static final int MOST_OF_A_USER = 500;
  private static final int PAGE = 128;
  private static final int MOST_LOOKED_AT = 4_096;

  /** A job in an index, but without a hash for so long, was never made. */
  private static final long NEVER_MADE_SECONDS = 60;

  private final RedisCommands redis;
  private final JobIndexes indexes;

  private RedisJobBoard(RedisCommands redis) {
    this.redis = redis;
    this.indexes = new JobIndexes(redis);
  }

  /** Boards over one Redis. */
  public static JobBoards factory(RedisBusOptions options) {
    return factory(options, null);
  }

  /** The same behind a circuit breaker, for those that people ask. */
  public static JobBoards factory(RedisBusOptions options, CircuitBreaker breaker) {
    return vertx -> over(vertx, options, breaker);
  }

  private static JobBoard over(Vertx vertx, RedisBusOptions options, CircuitBreaker breaker) {
    return new RedisJobBoard(new RedisCommands(vertx, options, breaker));
  }

  private static Script load(String name) {
    return Script.load(RedisJobBoard.class, name);
  }

  @Override
  public Future<Submission> submit(
      String jobId, String userId, JsonObject jobData, Instant createdAt, int mostActive) {
    Checks.id("job_id", jobId);
    Checks.id("user_id", userId);
    return state(jobId)
        .compose(
            there ->
                there == null
                    ? reserve(jobId, userId, mostActive)
                        .compose(
                            room ->
                                room
                                    ? make(jobId, userId, jobData, createdAt)
                                    : Future.succeededFuture(Submission.TOO_MANY))
                    : listAgain(there).map(Submission.EXISTS));
  }

  /** In case who submitted it before did not come so far. */
  private Future<Void> listAgain(JobState job) {
    return job.status().isEnd()
        ? Future.succeededFuture()
        : indexes
            .reserve(job.userId(), job.jobId(), 0)
            .compose(
                in -> indexes.remember(job.userId(), job.jobId(), job.createdAt().toEpochMilli()))
            .compose(known -> indexes.offer(job.jobId()));
  }

  private Future<Boolean> reserve(String jobId, String userId, int mostActive) {
    return indexes
        .reserve(userId, jobId, mostActive)
        .compose(
            room ->
                room
                    ? Future.succeededFuture(true)
                    : freeEnded(userId)
                        .compose(freed -> indexes.reserve(userId, jobId, mostActive)));
  }

  /** Removes from a user's active jobs what is none. */
  private Future<Void> freeEnded(String userId) {
    return indexes
        .activeIdsOf(userId)
        .compose(ids -> Future.join(ids.stream().map(id -> freeIfEnded(userId, id)).toList()))
        .mapEmpty();
  }

  private Future<Void> freeIfEnded(String userId, String jobId) {
    return hasEnded(userId, jobId)
        .compose(ended -> ended ? indexes.free(userId, jobId) : Future.<Void>succeededFuture());
  }

  private Future<Boolean> hasEnded(String userId, String jobId) {
    return state(jobId)
        .compose(
            job ->
                job == null
                    ? indexes.isOlderThan(userId, jobId, NEVER_MADE_SECONDS)
                    : Future.succeededFuture(
                        job.status().isEnd() || userId != null && !job.userId().equals(userId)));
  }

  private Future<Submission> make(
      String jobId, String userId, JsonObject jobData, Instant createdAt) {
    return indexes
        .remember(userId, jobId, createdAt.toEpochMilli())
        .compose(known -> indexes.offer(jobId))
        .compose(offered -> create(jobId, Status.SUBMITTED, userId, jobData, createdAt, List.of()))
        .map(made -> made ? Submission.ACCEPTED : Submission.EXISTS);
  }

  private Future<Boolean> create(
      String jobId,
      Status status,
      String userId,
      JsonObject jobData,
      Instant createdAt,
      List<String> more) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of(KEPT_SECONDS, "status", status.label(), "user_id", userId));
    args.addAll(List.of("created_at", JobHash.seconds(createdAt), "job_data", jobData.encode()));
    args.addAll(more);
    return run(CREATE, jobId, args).map(made -> made.toInteger() == 1);
  }

  @Override
  public Future<Boolean> refuse(
      String jobId, String userId, JsonObject jobData, Instant createdAt, String error) {
    Checks.id("job_id", jobId);
    Checks.id("user_id", userId);
    List<String> more = List.of("error", error, "finished_at", JobHash.seconds(createdAt));
    return create(jobId, Status.FAILED, userId, jobData, createdAt, more)
        .compose(
            made ->
                made
                    ? indexes.remember(userId, jobId, createdAt.toEpochMilli()).map(true)
                    : Future.succeededFuture(false));
  }

  @Override
  public Future<JobState> state(String jobId) {
    return get(jobId, JobHash.FIELDS).map(values -> JobHash.state(jobId, values));
  }

  private Future<Response> get(String jobId, List<String> fields) {
    Request request = Request.cmd(Command.HMGET).arg(Channels.job(jobId));
    fields.forEach(request::arg);
    return redis.send(request);
  }

  @Override
  public Future<List<JobState>> jobsOf(String userId) {
    return indexes
        .idsOf(userId, MOST_OF_A_USER)
        .compose(ids -> Future.<Object>join(ids.stream().map(this::state).toList()))
        .map(
            all ->
                all.<JobState>list().stream()
                    .filter(Objects::nonNull)
                    .filter(job -> job.userId().equals(userId))
                    .toList());
  }

  @Override
  public Future<Status> cancel(String jobId) {
    return run(CANCEL, jobId, List.of(KEPT_SECONDS))
        .compose(
            answer -> {
              Status status = answer == null ? null : Status.of(answer.toString());
              return status == Status.CANCELLED
                  ? leave(jobId).map(status)
                  : Future.succeededFuture(status);
            });
  }

  private Future<Void> leave(String jobId) {
    return get(jobId, List.of("user_id"))
        .compose(
            user ->
                user.get(0) == null
                    ? indexes.withdraw(jobId)
                    : indexes.leave(user.get(0).toString(), jobId));
  }

  @Override
  public Future<Claim> claim(String jobId, String worker, Duration lease) {
    return run(CLAIM, jobId, List.of(worker, "" + lease.toMillis(), KEPT_SECONDS))
        .compose(
            fence ->
                fence == null
                    ? Future.succeededFuture()
                    : state(jobId).map(job -> new Claim(jobId, worker, fence.toLong(), job)));
  }

  @Override
  public Future<Renewal> renew(Claim claim, Duration lease, JsonObject progress) {
    String told = progress == null ? "" : progress.encode();
    return run(
            RENEW,
            claim.jobId(),
            List.of("" + claim.fence(), "" + lease.toMillis(), KEPT_SECONDS, told))
        .map(
            status ->
                status == null
                    ? Renewal.LOST
                    : Status.of(status.toString()) == Status.CANCELLING
                        ? Renewal.CANCELLING
                        : Renewal.HELD);
  }

  @Override
  public Future<Boolean> finish(Claim claim, Status status, String resultRef, String error) {
    Checks.end(status);
    List<String> args = new ArrayList<>();
    args.addAll(List.of("" + claim.fence(), status.label(), KEPT_SECONDS));
    if (resultRef != null) {
      args.addAll(List.of("result_ref", resultRef));
    }
    if (error != null) {
      args.addAll(List.of("error", error));
    }
    return run(FINISH, claim.jobId(), args)
        .map(done -> done.toInteger() == 1)
        .compose(
            done ->
                done
                    ? indexes.leave(claim.job().userId(), claim.jobId()).map(true)
                    : Future.succeededFuture(false));
  }

  @Override
  public Future<Boolean> release(Claim claim) {
    return run(RELEASE, claim.jobId(), List.of("" + claim.fence()))
        .map(done -> done.toInteger() == 1);
  }

  @Override
  public Future<List<String>> claimable(int limit) {
    return redis
        .send(Request.cmd(Command.TIME))
        .compose(
            time -> {
              long now = time.get(0).toLong() * 1_000 + time.get(1).toLong() / 1_000;
              return claimable(limit, 0, now, new ArrayList<>());
            });
  }

  private Future<List<String>> claimable(int limit, int from, long now, List<String> found) {
    return indexes
        .activeIds(from, PAGE)
        .compose(
            ids ->
                Future.join(ids.stream().map(id -> look(id, now, found)).toList())
                    .compose(
                        looked ->
                            ids.size() < PAGE
                                    || found.size() >= limit
                                    || from + PAGE >= MOST_LOOKED_AT
                                ? Future.succeededFuture(
                                    List.copyOf(found.subList(0, Math.min(limit, found.size()))))
                                : claimable(limit, from + PAGE, now, found)));
  }

  /** Answers come in the order of the questions, so the found stay in theirs. */
  private Future<Void> look(String jobId, long now, List<String> found) {
    return get(jobId, List.of("status", "lease_until"))
        .compose(
            job -> {
              Status status = job.get(0) == null ? null : Status.of(job.get(0).toString());
              if (status == null || status.isEnd()) {
                return withdrawIfEnded(jobId);
              }
              if (status == Status.SUBMITTED || job.get(1) == null || job.get(1).toLong() <= now) {
                found.add(jobId);
              }
              return Future.succeededFuture();
            });
  }

  private Future<Void> withdrawIfEnded(String jobId) {
    return hasEnded(null, jobId)
        .compose(ended -> ended ? indexes.withdraw(jobId) : Future.<Void>succeededFuture());
  }

  @Override
  public Future<Long> active() {
    return indexes.active();
  }

  private Future<Response> run(Script script, String jobId, List<String> args) {
    return redis.run(script, List.of(Channels.job(jobId)), args);
  }

  @Override
  public Future<Void> close() {
    redis.close();
    return Future.succeededFuture();
  }
}

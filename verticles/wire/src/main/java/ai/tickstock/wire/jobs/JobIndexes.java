package ai.tickstock.wire.jobs;

import ai.tickstock.wire.log.RedisCommands;
import ai.tickstock.wire.log.Script;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What is kept beside the hashes to find jobs: those that have not ended, of all and of each user,
 * and all of a user. Each lies in a slot of its own, so a job enters and leaves them in steps that
 * may be repeated: it enters before its hash is made and leaves after its hash has ended. What a
 * caller that died between two steps leaves behind is found by {@link RedisJobBoard} and removed.
 */
final class JobIndexes {
  private static final Script ENLIST = Script.load(JobIndexes.class, "enlist.lua");
  private static final String ACTIVE = "jobs:active";
  private static final long SECONDS = JobBoard.KEPT.toSeconds();

  /** The index of a user's jobs outlives them all. */
  private static final long USER_SECONDS = 2 * SECONDS;

  private final RedisCommands redis;

  JobIndexes(RedisCommands redis) {
    this.redis = redis;
  }

  private static String activeOf(String userId) {
    return "jobs:active:" + userId;
  }

  private static String allOf(String userId) {
    return "jobs:of:" + userId;
  }

  /**
   * Adds a job to its user's active ones.
   *
   * @param most entries at most; 0 for no bound
   * @return false if there is no room
   */
  Future<Boolean> reserve(String userId, String jobId, int most) {
    return enlist(activeOf(userId), jobId, most).map(answer -> answer >= 0);
  }

  private Future<Integer> enlist(String index, String jobId, int most) {
    return redis
        .run(ENLIST, List.of(index), List.of(jobId, "" + most, "" + USER_SECONDS))
        .map(Response::toInteger);
  }

  /** Makes a job known to its user. */
  Future<Void> remember(String userId, String jobId, long createdMillis) {
    String all = allOf(userId);
    long oldest = createdMillis - 2 * JobBoard.KEPT.toMillis();
    return send(Command.ZADD, all, "" + createdMillis, jobId)
        .compose(added -> send(Command.ZREMRANGEBYSCORE, all, "-inf", "(" + oldest))
        .compose(trimmed -> send(Command.EXPIRE, all, "" + USER_SECONDS))
        .mapEmpty();
  }

  /** Lets workers find a job. */
  Future<Void> offer(String jobId) {
    return enlist(ACTIVE, jobId, 0).mapEmpty();
  }

  /** A job is no longer active. */
  Future<Void> leave(String userId, String jobId) {
    return Future.join(free(userId, jobId), withdraw(jobId)).mapEmpty();
  }

  /** A job is no longer among its user's active ones. */
  Future<Void> free(String userId, String jobId) {
    return send(Command.ZREM, activeOf(userId), jobId).mapEmpty();
  }

  /** Workers find a job no more. */
  Future<Void> withdraw(String jobId) {
    return send(Command.ZREM, ACTIVE, jobId).mapEmpty();
  }

  /** The ids of a user's active jobs. */
  Future<List<String>> activeIdsOf(String userId) {
    return send(Command.ZRANGE, activeOf(userId), "0", "-1").map(JobIndexes::texts);
  }

  /** The ids of a user's jobs, newest first. */
  Future<List<String>> idsOf(String userId, int most) {
    return send(Command.ZRANGE, allOf(userId), "0", "" + (most - 1), "REV").map(JobIndexes::texts);
  }

  /** The ids of active jobs of all users, oldest first. */
  Future<List<String>> activeIds(int from, int count) {
    return send(Command.ZRANGE, ACTIVE, "" + from, "" + (from + count - 1)).map(JobIndexes::texts);
  }

  /** Whether a job has been active for so long; userId null asks the index of all. */
  Future<Boolean> isOlderThan(String userId, String jobId, long seconds) {
    String index = userId == null ? ACTIVE : activeOf(userId);
    return send(Command.ZSCORE, index, jobId)
        .compose(
            score ->
                score == null
                    ? Future.succeededFuture(false)
                    : redis
                        .send(Request.cmd(Command.TIME))
                        .map(now -> now.get(0).toLong() - score.toDouble() > seconds));
  }

  Future<Long> active() {
    return send(Command.ZCARD, ACTIVE).map(Response::toLong);
  }

  private Future<Response> send(Command command, String... args) {
    Request request = Request.cmd(command);
    for (String arg : args) {
      request.arg(arg);
    }
    return redis.send(request);
  }

  private static List<String> texts(Response ids) {
    return StreamSupport.stream(ids.spliterator(), false).map(Response::toString).toList();
  }
}

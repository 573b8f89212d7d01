package ai.tickstock.wire.jobs;

import ai.tickstock.wire.jobs.JobState.Status;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The board both halves share: App puts users' jobs up, PL's workers take them down one each. Every
 * change of a job is one atomic step; a job is held under a lease with a fence, so that one whose
 * worker died or froze is given to another, and the first cannot end it any more. Ended jobs are
 * remembered for a day.
 *
 * <p>Every future fails when the board is away for longer than a command may take; whether the step
 * was done is then unknown, and every method may be called again. Not thread-safe: use it on the
 * context that made it.
 */
public interface JobBoard {
  /** How long a job is remembered after its last change. */
  Duration KEPT = Duration.ofHours(24);

  /** Longest id of a job or a user, in characters. */
  int LONGEST_ID = 200;

  /**
   * Puts a job up.
   *
   * @param jobId 1 to 200 characters
   * @param userId 1 to 200 characters
   * @param jobData what its worker needs to know
   * @param mostActive how many jobs of this user may be submitted or running at once, this one
   *     included; at least 1
   */
  Future<Submission> submit(
      String jobId, String userId, JsonObject jobData, Instant createdAt, int mostActive);

  /**
   * Puts a job up that has failed already, so that its user can see why. Changes nothing if there
   * is one of this id.
   *
   * @return whether it was put up
   */
  Future<Boolean> refuse(
      String jobId, String userId, JsonObject jobData, Instant createdAt, String error);

  /** A job; null if there is none. */
  Future<JobState> state(String jobId);

  /** The newest jobs of a user, newest first; at most 500. */
  Future<List<JobState>> jobsOf(String userId);

  /**
   * Asks for an end: what nobody works on is cancelled at once, what runs is cancelling until its
   * worker has stopped.
   *
   * @return the state it has now; null if there is no such job
   */
  Future<Status> cancel(String jobId);

  /**
   * Takes a job: one that is submitted, or whose lease has run out.
   *
   * @param worker for people, who it is
   * @param lease how long it is held without being renewed
   * @return null if another holds it, or it has ended, or there is no such job
   */
  Future<Claim> claim(String jobId, String worker, Duration lease);

  /**
   * Holds a job for another lease from now on.
   *
   * @param progress how far it is; null leaves what is there
   */
  Future<Renewal> renew(Claim claim, Duration lease, JsonObject progress);

  /**
   * Ends a job.
   *
   * @param status an end
   * @return whether this claim ended it, now or in an earlier call; false if it was lost
   */
  Future<Boolean> finish(Claim claim, Status status, String resultRef, String error);

  /**
   * Gives a job back, for anybody to take at once.
   *
   * @return false if the claim was lost
   */
  Future<Boolean> release(Claim claim);

  /** The oldest jobs that can be claimed, as it looks just now. */
  Future<List<String>> claimable(int limit);

  /** Jobs that have not ended, about. */
  Future<Long> active();

  /** Closes the connection. */
  Future<Void> close();
}

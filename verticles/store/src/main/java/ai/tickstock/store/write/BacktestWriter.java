package ai.tickstock.store.write;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * Writes backtests. A run belongs to the claim with the greatest fence that began it: what another
 * writes is refused. Every method may be called again when its answer was lost.
 */
public interface BacktestWriter {
  /** What is stored when a run begins. */
  record Begin(
      String jobId,
      String userId,
      long fence,
      String worker,
      Instant createdAt,
      Instant startedAt,
      JsonObject job) {}

  /** How a run stands after somebody wanted to begin it. */
  enum Begun {
    /** It is this claim's. */
    YES,
    /** A claim with a greater fence has it. */
    FENCED,
    COMPLETED,
    FAILED,
    CANCELLED;

    /** Whether it had ended before. */
    public boolean hasEnded() {
      return this != YES && this != FENCED;
    }
  }

  /**
   * What came of a run.
   *
   * @param status completed, failed or cancelled
   * @param equity null if there is none
   * @param error null unless it failed
   * @param trades with the fields {@link ai.tickstock.store.BacktestReader#trades} gives
   */
  record End(
      String status,
      Instant finishedAt,
      JsonObject summary,
      JsonObject equity,
      String error,
      List<JsonObject> trades) {}

  /** An end that is to be told of; {@code no} is dense and grows in the order of the commits. */
  record Told(
      long no,
      String jobId,
      String userId,
      String status,
      JsonObject summary,
      String error,
      Instant finishedAt) {}

  /** Up to which number ends have been told of, and the next ones, in order, without a hole. */
  record Untold(long announced, List<Told> ends) {}

  /** Begins a run, or takes it over from a lesser fence. */
  Future<Begun> begin(Begin begin);

  /**
   * Stores what came of a run with all its trades, in one transaction.
   *
   * @return false, with nothing stored, if it has ended or is another claim's
   */
  Future<Boolean> end(String jobId, long fence, End end);

  /** The next ends to be told of. */
  Future<Untold> untold(int limit);

  /** The log has the events up to there. */
  Future<Void> told(long no);

  /**
   * Deletes some of the runs that ended, and were told of, or were begun and left, before a time,
   * with their trades; the oldest first.
   *
   * @return how many; fewer than the limit if there are no more
   */
  Future<Integer> prune(Instant before, int limit);
}

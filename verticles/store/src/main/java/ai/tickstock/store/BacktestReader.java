package ai.tickstock.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** Reads backtests that were begun, and what came of them. */
public interface BacktestReader {
  /** The fields of a trade, in the order of a table of trades. */
  List<String> TRADE_FIELDS =
      List.of(
          "symbol",
          "side",
          "reason",
          "confidence",
          "decided_at",
          "entered_at",
          "entry_price",
          "quantity",
          "exited_at",
          "exit_price",
          "exit",
          "profit",
          "return",
          "commissions",
          "bars",
          "worst",
          "best");

  /** Most trades and runs in one answer. */
  int MOST = 10_000;

  /**
   * A run.
   *
   * @param status running, completed, failed or cancelled
   * @param finishedAt null while it runs
   * @param job as it was submitted
   * @param summary all of the result but its equity and its trades; null while it runs
   * @param equity the curves; null if there are none, or they were not asked for
   * @param error why it failed; null unless it did
   * @param worker who runs it, or ran it
   */
  record Run(
      String jobId,
      String userId,
      String status,
      Instant createdAt,
      Instant startedAt,
      Instant finishedAt,
      JsonObject job,
      JsonObject summary,
      JsonObject equity,
      String error,
      String worker) {}

  /** A run with its equity; null if there is none of this job. */
  Future<Run> run(String jobId);

  /**
   * A user's runs without their equity, newest first.
   *
   * @param limit 1 to {@link #MOST}
   * @param before only what was created earlier; null for no bound
   */
  Future<List<Run>> runs(String userId, int limit, Instant before);

  /**
   * Trades of a run in the order of their exits, as JSON of {@link #TRADE_FIELDS}; times in Unix
   * seconds.
   *
   * @param offset how many to pass over
   * @param limit 1 to {@link #MOST}
   */
  Future<List<JsonObject>> trades(String jobId, int offset, int limit);

  /** How many trades a run has. */
  Future<Long> tradeCount(String jobId);
}

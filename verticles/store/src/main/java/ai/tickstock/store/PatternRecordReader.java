package ai.tickstock.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.List;

/** Reads what came after patterns in stored history. */
public interface PatternRecordReader {
  /** Most records in one answer. */
  int MOST = 10_000;

  /**
   * The record of a pattern in one series.
   *
   * @param count how often it was detected
   * @param horizons one object for each: bars, count, hits, hit_rate, mean_return,
   *     unconditional_mean, unconditional_hit_rate; what is not defined is null
   * @param from start of the first bar looked at
   * @param to start of the last
   */
  record PatternRecord(
      String symbol,
      String timeframe,
      String pattern,
      String direction,
      int count,
      JsonArray horizons,
      Instant from,
      Instant to,
      Instant updatedAt) {}

  /**
   * Records, by symbol, timeframe, pattern and direction.
   *
   * @param symbol null for all, like the others
   * @param limit 1 to {@link #MOST}
   */
  Future<List<PatternRecord>> records(String symbol, String pattern, String timeframe, int limit);
}

package ai.tickstock.store.write;

import ai.tickstock.store.PatternRecordReader.PatternRecord;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Writes what came after patterns in stored history. */
public interface PatternRecordWriter {
  /**
   * The symbols whose series was looked at for these patterns since a time, and whose past nobody
   * has changed since then.
   *
   * @param patterns digest of the patterns
   */
  Future<Set<String>> fresh(String timeframe, String patterns, Instant since);

  /**
   * Claims a series that is not fresh, so that no other process looks at it as well.
   *
   * @param lease after so long without a result another may have it
   * @return false if it is fresh, or another's
   */
  Future<Boolean> claim(
      String symbol, String timeframe, String patterns, Instant since, Duration lease);

  /**
   * Replaces all records of a series, in one transaction; as fresh as it was when it was claimed.
   */
  Future<Void> replace(
      String symbol, String timeframe, String patterns, List<PatternRecord> records);
}

package ai.tickstock.store.write;

import ai.tickstock.store.PatternRecordReader.PatternRecord;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Writes what came after patterns in stored history. */
public interface PatternRecordWriter {
  /**
   * The symbols whose series was looked at for these patterns since a time.
   *
   * @param patterns digest of the patterns
   */
  Future<Set<String>> fresh(String timeframe, String patterns, Instant since);

  /** Replaces all records of a series, in one transaction. */
  Future<Void> replace(
      String symbol, String timeframe, String patterns, List<PatternRecord> records);
}

package ai.tickstock.store.write;

import ai.tickstock.store.Database;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes what the analysis stages leave behind to PostgreSQL. Thread-safe. */
public final class PgAnalysisWriter implements AnalysisWriter {
  private final Database database;

  /** A writer over a migrated database. */
  public PgAnalysisWriter(Database database) {
    this.database = database;
  }

  @Override
  public Future<List<Cursor>> takeOver(String stage, Set<Integer> partitions, String ownerToken) {
    throw new UnsupportedOperationException(database.toString());
  }

  @Override
  public Future<Void> commitPatterns(
      String stage, String ownerToken, List<PatternRow> rows, List<Cursor> cursors) {
    throw new UnsupportedOperationException(database.toString());
  }

  @Override
  public Future<Void> commitIndicators(
      String stage, String ownerToken, List<IndicatorRow> rows, List<Cursor> cursors) {
    throw new UnsupportedOperationException(database.toString());
  }

  @Override
  public Future<Map<Integer, Long>> passed(Set<String> stages) {
    throw new UnsupportedOperationException(database.toString());
  }
}

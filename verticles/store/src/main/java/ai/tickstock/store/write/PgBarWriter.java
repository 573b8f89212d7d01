package ai.tickstock.store.write;

import ai.tickstock.store.BarChange;
import ai.tickstock.store.Database;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/** Writes bars and positions to PostgreSQL. Thread-safe. */
public final class PgBarWriter implements BarWriter {
  private final Database database;

  /** A writer over a migrated database. */
  public PgBarWriter(Database database) {
    this.database = database;
  }

  @Override
  public Future<List<PartitionState>> takeOver(Set<Integer> partitions, String ownerToken) {
    throw new UnsupportedOperationException(database.toString());
  }

  @Override
  public Future<List<BarChange>> commit(String ownerToken, BarCommit commit) {
    throw new UnsupportedOperationException(database.toString());
  }

  @Override
  public Future<Void> recordGap(
      String channel, Long fromMillis, Long toMillis, long missing, String reason) {
    throw new UnsupportedOperationException(database.toString());
  }

  @Override
  public Future<Void> pruneChanges(int[] partitions, long[] changeNos) {
    throw new UnsupportedOperationException(database.toString());
  }
}

package ai.tickstock.store.write;

import ai.tickstock.market.Timeframe;
import ai.tickstock.store.BarChange;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The fenced commit of the aggregation. One owner per partition: the last to take it over. */
public interface BarWriter {
  /**
   * Takes partitions over: from now on only this token may commit them.
   *
   * @return their stored states, one per partition asked for
   */
  Future<List<PartitionState>> takeOver(Set<Integer> partitions, String ownerToken);

  /**
   * Merges the parts, folds the roll-ups, numbers the changes, stores them for the stages that
   * follow, and moves the positions, all in one transaction.
   *
   * @return the committed changes, ordered by partition and change number. Fails with {@link
   *     NotOwnerException}, and nothing is written, when another token owns one of the partitions
   */
  Future<List<BarChange>> commit(String ownerToken, BarCommit commit);

  /**
   * Deletes change rows that every stage has passed: those numbered up to the given one of each
   * partition. Those of the last minute stay, for a log that comes back without its last events.
   */
  Future<Void> pruneChanges(int[] partitions, long[] changeNos);

  /**
   * Drops the partitions of which every bar is older.
   *
   * @return their names; fails, with some dropped perhaps, when one is in use or the database away
   */
  default Future<List<String>> dropBefore(Timeframe timeframe, Instant before) {
    return Future.succeededFuture(List.of());
  }

  /** Deletes what a doctor that was stopped left of its probes: all before a time. */
  default Future<Void> pruneProbes(Instant before) {
    return Future.succeededFuture();
  }
}

package ai.tickstock.pl.analysis;

import ai.tickstock.market.Symbols;
import ai.tickstock.store.BarChange;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * The bar changes a stage has before it: of every partition in order, without a hole and none
 * twice. Changes pushed by the event bus are taken when they follow; where they do not, or the
 * queue is full, the partition is behind until pages read from the database have caught up. Not
 * thread-safe.
 */
public final class ChangeQueue {
  private final int capacity;
  private final ArrayDeque<BarChange> queue = new ArrayDeque<>();
  private final boolean[] owned = new boolean[Symbols.PARTITIONS];
  private final boolean[] behind = new boolean[Symbols.PARTITIONS];
  private final long[] queued = new long[Symbols.PARTITIONS];
  private final long[] heardOf = new long[Symbols.PARTITIONS];

  /**
   * @param capacity pushed changes are not taken while as many wait
   */
  ChangeQueue(int capacity) {
    this.capacity = capacity;
  }

  /** Begins with the changes of a partition after a number; whether there are any is not known. */
  void begin(int partition, long changeNo) {
    owned[partition] = true;
    behind[partition] = true;
    queued[partition] = changeNo;
  }

  /** Takes a pushed change, or notes that its partition is behind. */
  void push(BarChange change) {
    int partition = change.partition();
    if (!owned[partition] || change.changeNo() <= queued[partition]) {
      return;
    }
    heardOf[partition] = Math.max(heardOf[partition], change.changeNo());
    if (change.changeNo() == queued[partition] + 1 && queue.size() < capacity) {
      add(change);
    } else {
      behind[partition] = true;
    }
  }

  /** Whether some changes have to be read from the database. */
  boolean isBehind() {
    for (boolean is : behind) {
      if (is) {
        return true;
      }
    }
    return false;
  }

  /** Has all partitions looked up in the database once more, in case a push was lost. */
  void lookAgain() {
    System.arraycopy(owned, 0, behind, 0, owned.length);
  }

  /** The partitions to be read on. */
  int[] partitionsBehind() {
    int[] partitions = new int[Symbols.PARTITIONS];
    int count = 0;
    for (int p = 0; p < partitions.length; p++) {
      if (behind[p]) {
        partitions[count++] = p;
      }
    }
    return Arrays.copyOf(partitions, count);
  }

  /** The last number queued of each of some partitions. */
  long[] queuedOf(int[] partitions) {
    return Arrays.stream(partitions).mapToLong(p -> queued[p]).toArray();
  }

  /**
   * Takes a page, ordered by partition and number, that was read for some partitions.
   *
   * @param full whether there may be more than the page could hold
   * @return how many changes of it were new
   */
  int page(int[] partitions, List<BarChange> page, boolean full) {
    int before = queue.size();
    for (BarChange change : page) {
      if (change.changeNo() > queued[change.partition()]) {
        add(change);
      }
    }
    for (int partition : partitions) {
      behind[partition] = full || heardOf[partition] > queued[partition];
    }
    return queue.size() - before;
  }

  private void add(BarChange change) {
    queue.add(change);
    queued[change.partition()] = change.changeNo();
  }

  /** How many changes wait. */
  public int size() {
    return queue.size();
  }

  /** The changes from the oldest on; they stay queued. */
  public Iterator<BarChange> iterator() {
    return queue.iterator();
  }

  /** Removes the oldest ones. */
  public void remove(int count) {
    for (int i = 0; i < count; i++) {
      queue.remove();
    }
  }
}

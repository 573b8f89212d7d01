package ai.tickstock.pl.analysis;

import ai.tickstock.market.Symbols;
import ai.tickstock.store.BarChange;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** How far a stage has computed, by partition: the last change number. Not thread-safe. */
final class Places {
  private final long[] changeNos = new long[Symbols.PARTITIONS];

  /** The last change computed in a partition. */
  long of(int partition) {
    return changeNos[partition];
  }

  void move(int partition, long changeNo) {
    changeNos[partition] = changeNo;
  }

  /** Some changes, in order, have been computed. */
  void computed(List<BarChange> changes) {
    for (BarChange change : changes) {
      changeNos[change.partition()] = change.changeNo();
    }
  }

  /**
   * The oldest changes of a queue, which stay there; ends before a hole in the numbers.
   *
   * @param hole told of a change that does not follow, when it comes first; it is taken
   */
  List<BarChange> next(ChangeQueue queue, int most, Consumer<BarChange> hole) {
    List<BarChange> taken = new ArrayList<>();
    long[] last = changeNos.clone();
    Iterator<BarChange> queued = queue.iterator();
    while (queued.hasNext() && taken.size() < most) {
      BarChange change = queued.next();
      if (change.changeNo() != last[change.partition()] + 1) {
        if (!taken.isEmpty()) {
          break;
        }
        hole.accept(change);
      }
      last[change.partition()] = change.changeNo();
      taken.add(change);
    }
    return taken;
  }
}

package ai.tickstock.pl.aggregation;

import ai.tickstock.analytics.bars.BarBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which slot of the bar builder each of the feed's symbol ids means, and which slots are to be
 * forgotten when nothing of theirs is open. Not thread-safe.
 */
final class SymbolSlots {
  private static final int NOBODY = -1;

  private final BarBuilder bars;
  private int[] slotOfId = new int[1024];
  private int[] idOfSlot = new int[1024];
  private final List<Integer> leaving = new ArrayList<>();

  SymbolSlots(BarBuilder bars) {
    this.bars = bars;
    Arrays.fill(idOfSlot, NOBODY);
  }

  int slot(int id) {
    return slotOfId[id];
  }

  /** From now on this id is this symbol's. */
  void add(int id, String symbol) {
    int slot = bars.slot(symbol);
    if (id >= slotOfId.length) {
      slotOfId = Arrays.copyOf(slotOfId, Math.max(id + 1, id * 2));
    }
    if (slot >= idOfSlot.length) {
      int before = idOfSlot.length;
      idOfSlot = Arrays.copyOf(idOfSlot, Math.max(slot + 1, slot * 2));
      Arrays.fill(idOfSlot, before, idOfSlot.length, NOBODY);
    }
    slotOfId[id] = slot;
    idOfSlot[slot] = id;
  }

  /** This id is nobody's any more; its symbol may have another one by now. */
  void remove(int id) {
    int slot = slotOfId[id];
    if (idOfSlot[slot] == id) {
      idOfSlot[slot] = NOBODY;
      leaving.add(slot);
    }
  }

  /** Symbols still to be forgotten. */
  int leaving() {
    return leaving.size();
  }

  /** Forgets those of which nothing is open; call it when late news were drained. */
  void forgetLeaving() {
    leaving.removeIf(slot -> idOfSlot[slot] != NOBODY || bars.forget(slot));
  }
}

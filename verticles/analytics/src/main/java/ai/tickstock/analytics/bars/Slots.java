package ai.tickstock.analytics.bars;

import ai.tickstock.market.Symbols;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The symbols of one builder, numbered; a number that is free is given again. Not thread-safe. */
final class Slots {
  static final int NONE = -1;

  private final Map<String, Integer> slots = new HashMap<>();
  private final List<String> symbols = new ArrayList<>();
  private final List<List<Integer>> ofPartition = new ArrayList<>();
  private final ArrayDeque<Integer> free = new ArrayDeque<>();

  Slots() {
    for (int i = 0; i < Symbols.PARTITIONS; i++) {
      ofPartition.add(new ArrayList<>());
    }
  }

  /** A symbol's slot, {@link #NONE} if it has none. */
  int find(String symbol) {
    return slots.getOrDefault(symbol, NONE);
  }

  /** Gives a new symbol a slot: a free one, or the next. */
  int add(String symbol) {
    int slot = free.isEmpty() ? symbols.size() : free.pop();
    slots.put(symbol, slot);
    if (slot == symbols.size()) {
      symbols.add(symbol);
    } else {
      symbols.set(slot, symbol);
    }
    ofPartition.get(Symbols.partition(symbol)).add(slot);
    return slot;
  }

  /** Forgets a symbol; its slot is free. */
  void remove(int slot) {
    String symbol = symbols.set(slot, null);
    slots.remove(symbol);
    ofPartition.get(Symbols.partition(symbol)).remove((Integer) slot);
    free.push(slot);
  }

  String symbol(int slot) {
    return symbols.get(slot);
  }

  /** Slots, the free ones too. */
  int count() {
    return symbols.size();
  }

  /** Symbols. */
  int size() {
    return slots.size();
  }

  List<Integer> ofPartition(int partition) {
    return ofPartition.get(partition);
  }

  /** The symbols, sorted, for people. */
  List<String> sorted() {
    return symbols.stream().filter(Objects::nonNull).sorted().toList();
  }
}

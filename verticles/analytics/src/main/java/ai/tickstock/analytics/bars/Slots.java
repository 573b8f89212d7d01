package ai.tickstock.analytics.bars;

import ai.tickstock.market.Symbols;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The symbols of one builder, numbered as they come. Not thread-safe. */
final class Slots {
  static final int NONE = -1;

  private final Map<String, Integer> slots = new HashMap<>();
  private final List<String> symbols = new ArrayList<>();
  private final List<List<Integer>> ofPartition = new ArrayList<>();

  Slots() {
    for (int i = 0; i < Symbols.PARTITIONS; i++) {
      ofPartition.add(new ArrayList<>());
    }
  }

  /** A symbol's slot, {@link #NONE} if it has none. */
  int find(String symbol) {
    return slots.getOrDefault(symbol, NONE);
  }

  /** Gives a new symbol the next slot. */
  int add(String symbol) {
    int slot = symbols.size();
    slots.put(symbol, slot);
    symbols.add(symbol);
    ofPartition.get(Symbols.partition(symbol)).add(slot);
    return slot;
  }

  String symbol(int slot) {
    return symbols.get(slot);
  }

  int count() {
    return symbols.size();
  }

  List<Integer> ofPartition(int partition) {
    return ofPartition.get(partition);
  }

  /** The symbols, sorted, for people. */
  List<String> sorted() {
    List<String> sorted = new ArrayList<>(symbols);
    Collections.sort(sorted);
    return sorted;
  }
}

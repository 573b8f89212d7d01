package ai.tickstock.app.sources;

import java.util.Arrays;

/**
 * Turns the bytes of a symbol into one string per symbol without allocating for those seen before.
 * Holds a bounded number. Not thread-safe.
 */
final class SymbolTable {
  private static final int SLOTS = 1 << 16;
  private static final int BOUND = SLOTS / 2;

  private final byte[][] spellings = new byte[SLOTS][];
  private final String[] symbols = new String[SLOTS];
  private int size;

  static int hash(int hash, byte next) {
    return hash * 31 + next;
  }

  /** The symbol of a spelling seen before, null if it is new. */
  String find(byte[] bytes, int from, int to, int hash) {
    for (int slot = slot(hash); spellings[slot] != null; slot = (slot + 1) & (SLOTS - 1)) {
      if (Arrays.equals(spellings[slot], 0, spellings[slot].length, bytes, from, to)) {
        return symbols[slot];
      }
    }
    return null;
  }

  /** Remembers a spelling, unless the table is full. */
  void add(byte[] bytes, int from, int to, int hash, String symbol) {
    if (size == BOUND) {
      return;
    }
    int slot = slot(hash);
    while (spellings[slot] != null) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    spellings[slot] = Arrays.copyOfRange(bytes, from, to);
    symbols[slot] = symbol;
    size++;
  }

  private static int slot(int hash) {
    return (hash ^ (hash >>> 16)) & (SLOTS - 1);
  }
}

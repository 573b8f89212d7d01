package ai.tickstock.analytics.bars;

import ai.tickstock.market.Symbols;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Symbols by their bytes: an open-addressing table that allocates only for a symbol it has not
 * seen. Ids are dense from 0. Bounded. Not thread-safe.
 */
public final class SymbolTable {
  /** The table is full: the symbol is not taken. */
  public static final int FULL = -1;

  private int capacity;
  private int[] ids = new int[1024];
  private byte[][] bytes = new byte[256][];
  private String[] names = new String[256];
  private int[] hashes = new int[256];
  private int size;

  /**
   * @param capacity symbols it takes at most
   */
  public SymbolTable(int capacity) {
    this.capacity = capacity;
    Arrays.fill(ids, FULL);
  }

  /**
   * The id of the symbol with these upper-case ASCII bytes, new if it has none; {@link #FULL} if
   * there is no room.
   */
  public int id(byte[] data, int from, int length) {
    int hash = Symbols.hash(data, from, length);
    int mask = ids.length - 1;
    int slot = spread(hash) & mask;
    for (int id = ids[slot]; id != FULL; id = ids[slot]) {
      if (hashes[id] == hash
          && Arrays.equals(bytes[id], 0, bytes[id].length, data, from, from + length)) {
        return id;
      }
      slot = (slot + 1) & mask;
    }
    return size >= capacity ? FULL : add(hash, Arrays.copyOfRange(data, from, from + length));
  }

  /** Takes so many symbols from now on; those it has stay. */
  public void limit(int symbols) {
    capacity = symbols;
  }

  private static int spread(int hash) {
    return hash ^ (hash >>> 15);
  }

  private int add(int hash, byte[] symbol) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, size * 2);
      names = Arrays.copyOf(names, size * 2);
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    bytes[size] = symbol;
    names[size] = new String(symbol, StandardCharsets.US_ASCII);
    hashes[size] = hash;
    size++;
    if (size * 2 > ids.length) {
      rehash(ids.length * 2);
    } else {
      put(size - 1);
    }
    return size - 1;
  }

  private void rehash(int length) {
    ids = new int[length];
    Arrays.fill(ids, FULL);
    for (int id = 0; id < size; id++) {
      put(id);
    }
  }

  private void put(int id) {
    int mask = ids.length - 1;
    int slot = spread(hashes[id]) & mask;
    while (ids[slot] != FULL) {
      slot = (slot + 1) & mask;
    }
    ids[slot] = id;
  }

  /** The symbol with an id. */
  public String name(int id) {
    return names[id];
  }

  /** The partition of the symbol with an id. */
  public int partition(int id) {
    return Symbols.partitionOfHash(hashes[id]);
  }

  /** Symbols known. */
  public int size() {
    return size;
  }
}

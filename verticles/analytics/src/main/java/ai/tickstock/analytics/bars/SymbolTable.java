package ai.tickstock.analytics.bars;

import ai.tickstock.market.Symbols;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Symbols by their bytes: an open-addressing table that allocates only for a symbol it has not
 * seen. Bounded: when it is full, those that were not used for longest make room, a sixteenth at a
 * time. Ids are small numbers; one that became free is given again after {@link #settle}. Not
 * thread-safe.
 */
public final class SymbolTable {
  /** No symbol. */
  public static final int NONE = -1;

  private static final int SHARE = 16;

  private int capacity;
  private int[] ids = new int[1024];
  private byte[][] bytes = new byte[256][];
  private String[] names = new String[256];
  private int[] hashes = new int[256];
  private long[] lastUse = new long[256];
  private long[] busyUntil = new long[256];
  private int[] free = new int[16];
  private int settled;
  private int freed;
  private int given;
  private long uses;

  /**
   * @param capacity symbols it takes at most
   */
  public SymbolTable(int capacity) {
    this.capacity = capacity;
    Arrays.fill(ids, NONE);
  }

  /** The id of the symbol with these upper-case ASCII bytes, {@link #NONE} if it is not known. */
  public int find(byte[] data, int from, int length) {
    int hash = Symbols.hash(data, from, length);
    int mask = ids.length - 1;
    int slot = spread(hash) & mask;
    for (int id = ids[slot]; id != NONE; id = ids[slot]) {
      if (hashes[id] == hash
          && Arrays.equals(bytes[id], 0, bytes[id].length, data, from, from + length)) {
        return id;
      }
      slot = (slot + 1) & mask;
    }
    return NONE;
  }

  /** Gives a symbol that is not known an id; {@link #NONE} if there is no room. */
  public int add(byte[] data, int from, int length) {
    if (isFull()) {
      return NONE;
    }
    int id = settled > 0 ? takeSettled() : given++;
    grow(id);
    bytes[id] = Arrays.copyOfRange(data, from, from + length);
    names[id] = new String(bytes[id], StandardCharsets.US_ASCII);
    hashes[id] = Symbols.hash(data, from, length);
    busyUntil[id] = Long.MIN_VALUE;
    lastUse[id] = ++uses;
    if (given * 2 > ids.length) {
      rehash(ids.length * 2);
    } else {
      put(id);
    }
    return id;
  }

  private int takeSettled() {
    int id = free[--settled];
    free[settled] = free[--freed];
    return id;
  }

  /** Whether a new symbol needs room made. */
  public boolean isFull() {
    return size() >= capacity;
  }

  /** Takes so many symbols from now on; those it has stay until room is made. */
  public void limit(int symbols) {
    capacity = symbols;
  }

  /** A symbol was used, and must not make room before a time: the end of what it holds open. */
  public void used(int id, long untilMillis) {
    lastUse[id] = ++uses;
    if (untilMillis > busyUntil[id]) {
      busyUntil[id] = untilMillis;
    }
  }

  /**
   * Forgets the symbols that were not used for longest, of those that hold nothing open any more.
   *
   * @param nowMillis what is held open until then, or earlier, is over
   * @return their ids, which keep name and partition until they are given again; none if every
   *     symbol holds something open
   */
  public int[] makeRoom(long nowMillis) {
    int wanted = Math.max(capacity / SHARE, 1) + Math.max(0, size() - capacity);
    int[] gone =
        IntStream.range(0, given)
            .filter(id -> bytes[id] != null && busyUntil[id] <= nowMillis)
            .boxed()
            .sorted((one, other) -> Long.compare(lastUse[one], lastUse[other]))
            .limit(wanted)
            .mapToInt(Integer::intValue)
            .toArray();
    for (int id : gone) {
      remove(id);
    }
    return gone;
  }

  private void remove(int id) {
    int mask = ids.length - 1;
    int hole = spread(hashes[id]) & mask;
    while (ids[hole] != id) {
      hole = (hole + 1) & mask;
    }
    // Whoever stands behind the hole, and would have stood in it, moves up: no search ends early.
    for (int at = (hole + 1) & mask; ids[at] != NONE; at = (at + 1) & mask) {
      int home = spread(hashes[ids[at]]) & mask;
      if (((at - home) & mask) >= ((at - hole) & mask)) {
        ids[hole] = ids[at];
        hole = at;
      }
    }
    ids[hole] = NONE;
    bytes[id] = null;
    if (freed == free.length) {
      free = Arrays.copyOf(free, freed * 2);
    }
    free[freed++] = id;
  }

  /** Nobody speaks of the ids that were freed any more: they may be given again. */
  public void settle() {
    settled = freed;
  }

  /** The earliest time at which some symbol may make room. */
  public long earliestRoom() {
    return IntStream.range(0, given)
        .filter(id -> bytes[id] != null)
        .mapToLong(id -> busyUntil[id])
        .min()
        .orElse(Long.MIN_VALUE);
  }

  private static int spread(int hash) {
    return hash ^ (hash >>> 15);
  }

  private void grow(int id) {
    if (id == bytes.length) {
      bytes = Arrays.copyOf(bytes, id * 2);
      names = Arrays.copyOf(names, id * 2);
      hashes = Arrays.copyOf(hashes, id * 2);
      lastUse = Arrays.copyOf(lastUse, id * 2);
      busyUntil = Arrays.copyOf(busyUntil, id * 2);
    }
  }

  private void rehash(int length) {
    ids = new int[length];
    Arrays.fill(ids, NONE);
    for (int id = 0; id < given; id++) {
      if (bytes[id] != null) {
        put(id);
      }
    }
  }

  private void put(int id) {
    int mask = ids.length - 1;
    int slot = spread(hashes[id]) & mask;
    while (ids[slot] != NONE) {
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
    return given - freed;
  }
}

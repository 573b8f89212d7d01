package ai.tickstock.wire.log;

/** The chunk that is being filled, if there is one. Not thread-safe. */
final class Draft {
  private Chunk chunk;
  private int expectedBytes;

  /**
   * Adds a message, to a new chunk if there is none. Blanks around it are left out.
   *
   * @param seq its sequence, one above that of the message before
   * @throws IllegalArgumentException if it is no JSON object by its first and last character
   */
  void add(long seq, byte[] json, int from, int length) {
    int to = from + length;
    while (to > from && json[to - 1] <= ' ') {
      to--;
    }
    while (from < to && json[from] <= ' ') {
      from++;
    }
    if (to - from < 2 || json[from] != '{' || json[to - 1] != '}') {
      throw new IllegalArgumentException("message: expected a JSON object");
    }
    if (chunk == null) {
      chunk = new Chunk(seq, expectedBytes);
    }
    chunk.add(json, from, to - from);
  }

  boolean isEmpty() {
    return chunk == null;
  }

  int count() {
    return chunk == null ? 0 : chunk.count;
  }

  int bytes() {
    return chunk == null ? 0 : chunk.bytes();
  }

  /** Takes the chunk out, which is not empty. The next one is expected to be about as large. */
  Chunk seal() {
    Chunk sealed = chunk;
    chunk = null;
    sealed.seal();
    expectedBytes = Math.max(sealed.bytes() + (sealed.bytes() >> 3), expectedBytes >> 1);
    return sealed;
  }
}

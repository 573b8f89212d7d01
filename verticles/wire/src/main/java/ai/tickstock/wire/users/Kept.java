package ai.tickstock.wire.users;

/**
 * A message that waits for its user.
 *
 * @param entry its place in the stream, {@code <milliseconds>-<number>}; they only grow
 * @param json the message
 */
public record Kept(String entry, String alertId, String json) {
  /** Orders places of a stream; the empty one is before all. */
  public static int compareEntries(String one, String other) {
    if (one.isEmpty() || other.isEmpty()) {
      return Boolean.compare(!one.isEmpty(), !other.isEmpty());
    }
    int byMillis = Long.compare(part(one, 0), part(other, 0));
    return byMillis != 0 ? byMillis : Long.compare(part(one, 1), part(other, 1));
  }

  private static long part(String entry, int which) {
    int dash = entry.indexOf('-');
    return which == 0
        ? Long.parseLong(entry, 0, dash, 10)
        : Long.parseLong(entry, dash + 1, entry.length(), 10);
  }
}

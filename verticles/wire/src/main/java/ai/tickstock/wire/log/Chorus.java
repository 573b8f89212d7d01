package ai.tickstock.wire.log;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * When a server goes, every connection of the process would say the same: one says it, the others
 * are silent for a while. Thread-safe.
 */
final class Chorus {
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int MOST_LINES = 1_000;

  private final ConcurrentMap<String, Long> said = new ConcurrentHashMap<>();

  /** Whether nobody has said this in the last five seconds; from now on somebody has. */
  boolean isFirst(String line, long nowNanos) {
    if (said.size() >= MOST_LINES) {
      said.clear();
    }
    Long before = said.get(line);
    if (before != null && nowNanos - before < SILENCE_NANOS) {
      return false;
    }
    return before == null
        ? said.putIfAbsent(line, nowNanos) == null
        : said.replace(line, before, nowNanos);
  }
}

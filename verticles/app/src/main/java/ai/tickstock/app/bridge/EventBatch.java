package ai.tickstock.app.bridge;

import ai.tickstock.wire.log.LogEntry;
import java.util.List;

/**
 * Events just read from one log, in order, not parsed: each entry's {@code data} is a JSON array of
 * which the first {@code skip} messages were handed on before.
 *
 * @param channel the log's channel
 */
public record EventBatch(String channel, List<LogEntry> entries) {
  public EventBatch {
    entries = List.copyOf(entries);
  }

  /** How many events it holds. */
  public int size() {
    int size = 0;
    for (LogEntry entry : entries) {
      size += entry.count() - entry.skip();
    }
    return size;
  }
}

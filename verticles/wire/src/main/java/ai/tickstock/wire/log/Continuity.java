package ai.tickstock.wire.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How far a reader has come, by place and by publisher: drops what was read before, in whatever
 * epoch, and finds holes. What is admitted counts as read only once it is accepted. Not
 * thread-safe.
 */
final class Continuity {
  private final String channel;
  private final Map<String, Long> marks;
  private final Map<String, Long> nextMarks = new HashMap<>();

  /** Publishers whose sequence may jump, because a hole in the offsets has been told already. */
  private final Set<String> excused = new HashSet<>();

  private LogPosition position;
  private LogPosition nextPosition;

  Continuity(String channel, LogReader.Start start) {
    this.channel = channel;
    this.position = start.position();
    this.nextPosition = position;
    this.marks = new HashMap<>(start.marks());
  }

  /** The entries that hold something new, with what they hold of old skipped. */
  List<LogEntry> admit(List<LogEntry> entries, Consumer<LogGap> gaps) {
    List<LogEntry> fresh = new ArrayList<>(entries.size());
    for (LogEntry entry : entries) {
      if (!entry.isOurs() || entry.end().compareTo(nextPosition) <= 0) {
        continue;
      }
      offsetHole(entry, gaps);
      long mark =
          nextMarks.getOrDefault(entry.publisher(), marks.getOrDefault(entry.publisher(), -1L));
      sequenceHole(entry, mark, gaps);
      long behindMark = mark < 0 ? 0 : mark - entry.seq() + 1;
      long behindPosition =
          entry.epoch() == nextPosition.epoch() ? nextPosition.offset() - entry.offset() + 1 : 0;
      long skip = Math.max(0, Math.max(behindMark, behindPosition));
      if (skip < entry.count()) {
        fresh.add(entry.skipping((int) skip));
      }
      nextMarks.put(entry.publisher(), Math.max(mark, entry.seq() + entry.count() - 1));
      nextPosition = entry.end();
    }
    return fresh;
  }

  /** All that was admitted has been read. */
  void accept() {
    position = nextPosition;
    marks.putAll(nextMarks);
    nextMarks.clear();
  }

  LogPosition position() {
    return position;
  }

  Map<String, Long> marks() {
    return Map.copyOf(marks);
  }

  private void offsetHole(LogEntry entry, Consumer<LogGap> gaps) {
    long missing = entry.offset() - nextPosition.offset() - 1;
    if (missing > 0 && !nextPosition.equals(LogPosition.START)) {
      excused.addAll(marks.keySet());
      excused.addAll(nextMarks.keySet());
      gaps.accept(new LogGap(channel, nextPosition, start(entry), null, missing));
    }
  }

  private void sequenceHole(LogEntry entry, long mark, Consumer<LogGap> gaps) {
    boolean isExcused = excused.remove(entry.publisher());
    long missing = entry.seq() - mark - 1;
    if (mark >= 0 && missing > 0 && !isExcused) {
      gaps.accept(new LogGap(channel, nextPosition, start(entry), entry.publisher(), missing));
    }
  }

  private static LogPosition start(LogEntry entry) {
    return new LogPosition(entry.epoch(), entry.offset());
  }
}

package ai.tickstock.pl.aggregation;

import ai.tickstock.store.write.PartitionState;
import ai.tickstock.wire.log.LogPosition;
import ai.tickstock.wire.log.LogReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where reading begins: the least of what the partitions have, so that none misses anything.
 * Immutable.
 */
final class FeedStart {
  private final LogReader.Start start;
  private final Map<Integer, Map<String, Long>> marksOfPartition = new HashMap<>();
  private final long greatestWatermark;

  FeedStart(Collection<PartitionState> states) {
    LogPosition least = null;
    long greatest = Jumps.UNKNOWN;
    for (PartitionState state : states) {
      LogPosition position = new LogPosition(state.epoch(), state.offset());
      least = least == null || position.compareTo(least) < 0 ? position : least;
      greatest = Math.max(greatest, state.watermarkMillis());
      marksOfPartition.put(state.partition(), Map.copyOf(state.marks()));
    }
    greatestWatermark = greatest;
    start = new LogReader.Start(least == null ? LogPosition.START : least, leastMarks());
  }

  private Map<String, Long> leastMarks() {
    List<Map<String, Long>> all = new ArrayList<>(marksOfPartition.values());
    Map<String, Long> least = all.isEmpty() ? new HashMap<>() : new HashMap<>(all.get(0));
    for (Map<String, Long> marks : all) {
      least.keySet().retainAll(marks.keySet());
      least.replaceAll((publisher, mark) -> Math.min(mark, marks.get(publisher)));
    }
    return least;
  }

  LogReader.Start reader() {
    return start;
  }

  /**
   * Up to when a live publisher was heard before, Unix milliseconds, about; {@link Jumps#UNKNOWN}
   * if none ever was.
   */
  long liveUntil() {
    boolean live =
        marksOfPartition.values().stream()
            .flatMap(marks -> marks.keySet().stream())
            .anyMatch(publisher -> !Publisher.isReplay(publisher));
    return live ? greatestWatermark : Jumps.UNKNOWN;
  }

  /** The last sequence each partition has of a publisher, by partition; null if none has any. */
  long[] marks(String publisher, int partitions) {
    long[] marks = null;
    for (Map.Entry<Integer, Map<String, Long>> partition : marksOfPartition.entrySet()) {
      Long mark = partition.getValue().get(publisher);
      if (mark != null) {
        marks = marks == null ? new long[partitions] : marks;
        marks[partition.getKey()] = mark;
      }
    }
    return marks;
  }
}

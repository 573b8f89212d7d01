package ai.tickstock.pl.aggregation;

import ai.tickstock.analytics.bars.BarBuilder;
import ai.tickstock.store.write.PartitionState;
import ai.tickstock.wire.log.LogPosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far each partition of an instance has come. After a restart some may be ahead of where
 * reading begins: those keep their position and marks until the feed has passed them.
 */
final class PartitionTable {
  private final List<PartitionState> stored;
  private final BarBuilder bars;
  private Map<String, Long> marks = Map.of();
  private boolean passed;

  /** Restores the open bars of these partitions. */
  PartitionTable(List<PartitionState> stored, BarBuilder bars) {
    this.stored = stored;
    this.bars = bars;
    for (PartitionState state : stored) {
      bars.restore(state.partition(), state.watermarkMillis(), state.snapshot());
    }
  }

  void reached(LogPosition position, Map<String, Long> marksThere) {
    marks = marksThere;
    passed = passed || stored.stream().allMatch(state -> isPassed(state, position));
  }

  private boolean isPassed(PartitionState state, LogPosition position) {
    return positionOf(state).compareTo(position) <= 0
        && state.marks().entrySet().stream()
            .allMatch(mark -> marks.getOrDefault(mark.getKey(), 0L) >= mark.getValue());
  }

  private static LogPosition positionOf(PartitionState state) {
    return new LogPosition(state.epoch(), state.offset());
  }

  /** The states to store with what has been folded so far. */
  List<PartitionState> states(LogPosition position) {
    List<PartitionState> states = new ArrayList<>(stored.size());
    for (PartitionState before : stored) {
      LogPosition furthest = passed ? position : later(positionOf(before), position);
      states.add(
          new PartitionState(
              before.partition(),
              furthest.epoch(),
              furthest.offset(),
              passed ? marks : furthest(before.marks()),
              bars.clock(),
              bars.snapshot(before.partition()),
              0));
    }
    return states;
  }

  private static LogPosition later(LogPosition one, LogPosition other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private Map<String, Long> furthest(Map<String, Long> before) {
    Map<String, Long> merged = new HashMap<>(before);
    marks.forEach((publisher, mark) -> merged.merge(publisher, mark, Math::max));
    return merged;
  }
}

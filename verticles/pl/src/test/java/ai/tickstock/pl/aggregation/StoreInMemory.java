package ai.tickstock.pl.aggregation;

import ai.tickstock.analytics.bars.BarParts;
import ai.tickstock.market.BarPart;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.BarChange;
import ai.tickstock.store.write.BarCommit;
import ai.tickstock.store.write.BarWriter;
import ai.tickstock.store.write.PartitionState;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Stores as the database does, whole commits or nothing, and fails when told. Thread-safe. */
final class StoreInMemory implements BarWriter {
  private final Map<Integer, PartitionState> states = new HashMap<>();
  private final Map<String, BarPart> bars = new HashMap<>();
  private int commits;
  private int failures;
  private int left = Integer.MAX_VALUE;
  private int code;
  private int takeOversLeft = Integer.MAX_VALUE;

  /** Lets some commits that move a position through, then fails all with a reply code. */
  synchronized void failAfter(int commitsLeft, int replyCode) {
    left = commitsLeft;
    code = replyCode;
  }

  /** Fails for good, as for a process that is gone. */
  synchronized void freeze() {
    failAfter(0, ai.tickstock.pl.CommitRequest.NOT_OWNER);
  }

  synchronized void thaw() {
    left = Integer.MAX_VALUE;
  }

  synchronized int code() {
    return code;
  }

  synchronized int commits() {
    return commits;
  }

  synchronized int failures() {
    return failures;
  }

  synchronized int bars() {
    return bars.size();
  }

  synchronized long trades() {
    return bars.values().stream().mapToLong(BarPart::trades).sum();
  }

  synchronized long least() {
    return states.values().stream().mapToLong(PartitionState::offset).min().orElse(0);
  }

  synchronized long greatest() {
    return states.values().stream().mapToLong(PartitionState::offset).max().orElse(0);
  }

  /** Lets some instances take their partitions over, then no more. */
  synchronized void refuseTakeOverAfter(int times) {
    takeOversLeft = times;
  }

  @Override
  public synchronized Future<List<PartitionState>> takeOver(Set<Integer> partitions, String token) {
    if (takeOversLeft-- == 0) {
      return Future.failedFuture("told to fail");
    }
    List<PartitionState> taken = new ArrayList<>();
    for (int partition : partitions) {
      taken.add(
          states.computeIfAbsent(
              partition,
              fresh -> new PartitionState(fresh, 0, 0, Map.of(), Long.MIN_VALUE, new byte[0], 0)));
    }
    return Future.succeededFuture(taken);
  }

  @Override
  public synchronized Future<List<BarChange>> commit(String ownerToken, BarCommit commit) {
    if (left == 0) {
      failures++;
      return Future.failedFuture("told to fail");
    }
    if (commit.partitions().stream().anyMatch(this::isMoved)) {
      left--;
      commits++;
    }
    for (BarPart part : commit.parts()) {
      if (part.timeframe() == Timeframe.MIN_1) {
        bars.merge(part.symbol() + "@" + part.startMillis(), part, BarParts::merge);
      }
    }
    commit.partitions().forEach(state -> states.put(state.partition(), state));
    return Future.succeededFuture(List.of());
  }

  private boolean isMoved(PartitionState state) {
    return state.offset() > states.get(state.partition()).offset();
  }

  @Override
  public Future<Void> pruneChanges(int[] partitions, long[] changeNos) {
    return Future.succeededFuture();
  }
}

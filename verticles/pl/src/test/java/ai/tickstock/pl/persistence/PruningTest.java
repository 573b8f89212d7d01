package ai.tickstock.pl.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.store.BarChange;
import ai.tickstock.store.write.AnalysisWriter;
import ai.tickstock.store.write.BarCommit;
import ai.tickstock.store.write.BarWriter;
import ai.tickstock.store.write.PartitionState;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PruningTest {
  private static final Instant NOW = Instant.parse("2025-10-15T14:30:00Z");
  private final List<Instant> pruned = new ArrayList<>();

  @Test
  void whatDoctorsLeftOfTheirProbesGoesAfterTenMinutes() {
    Pruning pruning =
        new Pruning(
            new Bars(),
            new Analysis(),
            timeframe -> Duration.ZERO,
            Clock.fixed(NOW, ZoneOffset.UTC));
    pruning.run();
    pruning.run();
    assertThat(pruned).containsExactly(NOW.minus(Duration.ofMinutes(10)));
  }

  /** Of stages that have not begun yet. */
  private static final class Analysis implements AnalysisWriter {
    @Override
    public Future<Map<Integer, Long>> passed(Set<String> stages) {
      return Future.succeededFuture(Map.of());
    }

    @Override
    public Future<List<Cursor>> takeOver(String stage, Set<Integer> partitions, String ownerToken) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Future<Void> commitPatterns(
        String stage, String ownerToken, List<PatternRow> rows, List<Cursor> cursors) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Future<Void> commitIndicators(
        String stage,
        String ownerToken,
        List<IndicatorRow> rows,
        boolean history,
        List<Cursor> cursors) {
      throw new UnsupportedOperationException();
    }
  }

  private final class Bars implements BarWriter {
    @Override
    public Future<Void> pruneProbes(Instant before) {
      pruned.add(before);
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> pruneChanges(int[] partitions, long[] changeNos) {
      return Future.succeededFuture();
    }

    @Override
    public Future<List<PartitionState>> takeOver(Set<Integer> partitions, String ownerToken) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Future<List<BarChange>> commit(String ownerToken, BarCommit commit) {
      throw new UnsupportedOperationException();
    }
  }
}

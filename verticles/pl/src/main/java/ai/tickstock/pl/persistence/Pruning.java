package ai.tickstock.pl.persistence;

import ai.tickstock.pl.indicators.IndicatorVerticle;
import ai.tickstock.pl.patterns.PatternDetectionVerticle;
import ai.tickstock.store.write.AnalysisWriter;
import ai.tickstock.store.write.BarWriter;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes the change rows that every stage has passed. Not thread-safe. */
final class Pruning {
  private static final Logger LOG = LoggerFactory.getLogger(Pruning.class);
  private static final Set<String> STAGES =
      Set.of(BarEventsVerticle.STAGE, PatternDetectionVerticle.STAGE, IndicatorVerticle.STAGE);

  private final BarWriter writer;
  private final AnalysisWriter analysis;
  private boolean running;

  Pruning(BarWriter writer, AnalysisWriter analysis) {
    this.writer = writer;
    this.analysis = analysis;
  }

  /** Prunes once, unless it is still at it. What fails is done the next time. */
  void run() {
    if (running) {
      return;
    }
    running = true;
    analysis
        .passed(STAGES)
        .compose(this::prune)
        .onFailure(error -> LOG.debug("bar changes were not pruned: {}", error.toString()))
        .onComplete(done -> running = false);
  }

  private Future<Void> prune(Map<Integer, Long> passed) {
    int[] partitions = passed.keySet().stream().mapToInt(Integer::intValue).toArray();
    long[] changeNos = Arrays.stream(partitions).mapToLong(passed::get).toArray();
    return writer.pruneChanges(partitions, changeNos);
  }
}

package ai.tickstock.pl.persistence;

import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.indicators.IndicatorVerticle;
import ai.tickstock.pl.patterns.PatternDetectionVerticle;
import ai.tickstock.store.write.AnalysisWriter;
import ai.tickstock.store.write.BarWriter;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the change rows that every stage has passed, indicator values that are too old and
 * forgotten probes. Not thread-safe.
 */
final class Pruning {
  private static final Logger LOG = LoggerFactory.getLogger(Pruning.class);
  private static final Set<String> STAGES =
      Set.of(BarEventsVerticle.STAGE, PatternDetectionVerticle.STAGE, IndicatorVerticle.STAGE);

  private static final int RUNS_PER_AGE = 30;

  /** A doctor is done with its probe, or gone, after so long. */
  private static final Duration PROBE_AGE = Duration.ofMinutes(10);

  private final BarWriter writer;
  private final AnalysisWriter analysis;
  private final Function<Timeframe, Duration> keeps;
  private final Clock clock;
  private boolean running;
  private long runs;

  /**
   * @param keeps how long the indicator values of a timeframe are kept
   */
  Pruning(
      BarWriter writer, AnalysisWriter analysis, Function<Timeframe, Duration> keeps, Clock clock) {
    this.writer = writer;
    this.analysis = analysis;
    this.keeps = keeps;
    this.clock = clock;
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
        .compose(pruned -> runs++ % RUNS_PER_AGE == 0 ? forget() : Future.succeededFuture())
        .onFailure(error -> LOG.debug("bar changes were not pruned: {}", error.toString()))
        .onComplete(done -> running = false);
  }

  private Future<Void> prune(Map<Integer, Long> passed) {
    int[] partitions = passed.keySet().stream().mapToInt(Integer::intValue).toArray();
    long[] changeNos = Arrays.stream(partitions).mapToLong(passed::get).toArray();
    return writer.pruneChanges(partitions, changeNos);
  }

  private Future<Void> forget() {
    Future<Void> done = writer.pruneProbes(clock.instant().minus(PROBE_AGE));
    for (Timeframe timeframe : Timeframe.values()) {
      Duration age = keeps.apply(timeframe);
      if (!age.isZero()) {
        done = done.compose(before -> analysis.pruneHistory(timeframe, clock.instant().minus(age)));
      }
    }
    return done;
  }
}

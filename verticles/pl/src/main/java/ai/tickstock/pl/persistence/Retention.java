package ai.tickstock.pl.persistence;

import ai.tickstock.market.Timeframe;
import ai.tickstock.store.write.AnalysisWriter;
import ai.tickstock.store.write.BarWriter;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets go of bars and patterns that are older than is wanted. Not thread-safe. */
final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  private final BarWriter bars;
  private final AnalysisWriter analysis;
  private final Clock clock;
  private boolean running;

  Retention(BarWriter bars, AnalysisWriter analysis, Clock clock) {
    this.bars = bars;
    this.analysis = analysis;
    this.clock = clock;
  }

  /** Looks once, unless it is still at it. What fails is done the next time. */
  void run(RetentionOptions options) {
    if (running) {
      return;
    }
    running = true;
    Future<Void> done = Future.succeededFuture();
    for (Timeframe timeframe : Timeframe.values()) {
      done = done.compose(before -> drop(timeframe, options.bars().get(timeframe)));
    }
    done.compose(before -> prune(options.patterns()))
        .onFailure(error -> LOG.info("Old bars and patterns go later: {}", error.toString()))
        .onComplete(over -> running = false);
  }

  private Future<Void> drop(Timeframe timeframe, Duration keep) {
    if (keep.isZero()) {
      return Future.succeededFuture();
    }
    return bars.dropBefore(timeframe, clock.instant().minus(keep))
        .onSuccess(
            names ->
                names.forEach(
                    name ->
                        LOG.info(
                            "{} was dropped: all its bars are older than {} days",
                            name,
                            keep.toDays())))
        .mapEmpty();
  }

  private Future<Void> prune(Duration keep) {
    return keep.isZero()
        ? Future.succeededFuture()
        : analysis.prunePatterns(clock.instant().minus(keep));
  }
}

package ai.tickstock.pl.persistence;

import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.analysis.StageMetrics;
import ai.tickstock.store.BarChange;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The meters of persistence. */
final class PersistenceMetrics {
  private final Map<Timeframe, Counter> stored = new EnumMap<>(Timeframe.class);
  private final Map<Timeframe, Counter> amended = new EnumMap<>(Timeframe.class);
  private final Counter failures;
  private final Timer commits;

  /**
   * @param waiting how many commits are under way
   */
  PersistenceMetrics(MeterRegistry registry, Supplier<Number> waiting) {
    for (Timeframe timeframe : Timeframe.values()) {
      stored.put(timeframe, bars(registry, timeframe, "stored"));
      amended.put(timeframe, bars(registry, timeframe, "amended"));
    }
    failures = registry.counter("tickstock_commit_failures_total");
    commits =
        StageMetrics.timer(
            registry, "persistence", "From a commit's arrival to its being in the database");
    Gauge.builder("tickstock_queue_depth", waiting).tag("queue", "commits").register(registry);
  }

  private static Counter bars(MeterRegistry registry, Timeframe timeframe, String kind) {
    return registry.counter("tickstock_bars_total", "timeframe", timeframe.label(), "kind", kind);
  }

  void committed(List<BarChange> changes, Duration took) {
    commits.record(took);
    for (BarChange change : changes) {
      (change.isAmendment() ? amended : stored).get(change.bar().timeframe()).increment();
    }
  }

  void failed() {
    failures.increment();
  }
}

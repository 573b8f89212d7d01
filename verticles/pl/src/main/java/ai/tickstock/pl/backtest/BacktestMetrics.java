package ai.tickstock.pl.backtest;

import ai.tickstock.wire.jobs.JobState.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The meters of backtests. Thread-safe to read; written by one event loop. */
final class BacktestMetrics {
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong ended = new AtomicLong();
  private final Map<Status, Counter> byStatus = new EnumMap<>(Status.class);

  BacktestMetrics(MeterRegistry metrics) {
    Gauge.builder("tickstock_queue_depth", waiting::get)
        .tag("queue", "backtests")
        .strongReference(true)
        .register(metrics);
    Gauge.builder("tickstock_backtests_running", running::get)
        .strongReference(true)
        .register(metrics);
    Stream.of(Status.values())
        .filter(Status::isEnd)
        .forEach(
            status ->
                byStatus.put(
                    status,
                    metrics.counter("tickstock_backtests_total", "status", status.label())));
  }

  void running(int now) {
    running.set(now);
  }

  /** Jobs on the board, of all processes, but for those that run here. */
  void active(long jobs) {
    waiting.set(Math.max(0, jobs - running.get()));
  }

  void ended(Status status) {
    ended.incrementAndGet();
    byStatus.get(status).increment();
  }

  long waiting() {
    return waiting.get();
  }

  long ended() {
    return ended.get();
  }
}

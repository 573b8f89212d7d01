package ai.tickstock.pl.aggregation;

import ai.tickstock.wire.Channels;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.message.ErrorReport;
import ai.tickstock.wire.message.ErrorReport.Severity;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the feed keeps out: counted by reason, a sample sent to {@link Channels#ERRORS} at once and
 * then at most one a second of each reason, with the count it stands for.
 */
final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
  private static final long PAUSE_NANOS = 1_000_000_000L;

  /** One reason's count since its last report. */
  private static final class Reason {
    private long count;
    private long reportedNanos;
    private String message;
    private String sample;
  }

  private final Bus bus;
  private final MeterRegistry metrics;
  private final Clock clock;
  private final Map<String, Reason> reasons = new HashMap<>();
  private long total;

  Refusals(Bus bus, MeterRegistry metrics, Clock clock) {
    this.bus = bus;
    this.metrics = metrics;
    this.clock = clock;
  }

  void add(String label, String message, String sample) {
    total++;
    metrics.counter("tickstock_refused_total", "reason", label).increment();
    Reason reason = reasons.get(label);
    if (reason == null) {
      reason = new Reason();
      reason.reportedNanos = System.nanoTime() - PAUSE_NANOS;
      reasons.put(label, reason);
    }
    reason.count++;
    reason.message = message;
    reason.sample = sample;
    report(label, reason);
  }

  /** Reports what was held back; call it about every second. */
  void flush() {
    reasons.forEach(this::report);
  }

  private void report(String label, Reason reason) {
    long now = System.nanoTime();
    if (reason.count == 0 || now - reason.reportedNanos < PAUSE_NANOS) {
      return;
    }
    LOG.warn("Refused {} ticks, {}: {} ({})", reason.count, label, reason.message, reason.sample);
    ErrorReport report =
        new ErrorReport(
            Severity.WARNING,
            "tick feed",
            label,
            reason.message,
            reason.sample,
            reason.count,
            clock.instant());
    bus.publish(Channels.ERRORS, report.json().toBuffer())
        .onFailure(error -> LOG.warn("The report of refused ticks was lost: {}", error.toString()));
    reason.count = 0;
    reason.reportedNanos = now;
  }

  long total() {
    return total;
  }
}

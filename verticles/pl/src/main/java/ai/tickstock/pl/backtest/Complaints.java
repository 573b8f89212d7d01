package ai.tickstock.pl.backtest;

import ai.tickstock.wire.Channels;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.message.ErrorReport;
import ai.tickstock.wire.message.ErrorReport.Severity;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages about jobs that are no jobs: counted, and told of on {@link Channels#ERRORS}, the first
 * at once and then once a second the newest, with the count it stands for. Not thread-safe.
 */
final class Complaints {
  private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);
  private static final long PAUSE_MILLIS = 1_000;
  private static final String REASON = "job_refused";

  private final Vertx vertx;
  private final Bus bus;
  private final MeterRegistry metrics;
  private final Clock clock;
  private long count;
  private String message;
  private String sample;
  private boolean isPausing;

  Complaints(Vertx vertx, Bus bus, MeterRegistry metrics, Clock clock) {
    this.vertx = vertx;
    this.bus = bus;
    this.metrics = metrics;
    this.clock = clock;
  }

  void add(String why, String what) {
    metrics.counter("tickstock_refused_total", "reason", REASON).increment();
    count++;
    message = why;
    sample = what;
    tell();
  }

  private void tell() {
    if (isPausing || count == 0) {
      return;
    }
    LOG.warn("Refused {} messages about jobs: {} ({})", count, message, sample);
    ErrorReport report =
        new ErrorReport(Severity.WARNING, "jobs", REASON, message, sample, count, clock.instant());
    bus.publish(Channels.ERRORS, report.json().toBuffer())
        .onFailure(error -> LOG.warn("The report of a refused job was lost: {}", error.toString()));
    count = 0;
    isPausing = true;
    vertx.setTimer(
        PAUSE_MILLIS,
        timer -> {
          isPausing = false;
          tell();
        });
  }
}

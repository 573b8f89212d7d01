package ai.tickstock.pl.aggregation;

import ai.tickstock.wire.Channels;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.message.ErrorReport;
import ai.tickstock.wire.message.ErrorReport.Severity;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Symbols that made room for new ones: counted, and reported to {@link Channels#ERRORS} at once and
 * then at most every ten seconds, with the count since.
 */
final class Departures {
  private static final Logger LOG = LoggerFactory.getLogger(Departures.class);
  private static final long PAUSE_NANOS = 10_000_000_000L;

  private final Bus bus;
  private final Clock clock;
  private final Counter counter;
  private long count;
  private String example;
  private int most;
  private long reportedNanos = System.nanoTime() - PAUSE_NANOS;

  Departures(Bus bus, MeterRegistry metrics, Clock clock) {
    this.bus = bus;
    this.clock = clock;
    counter = metrics.counter("tickstock_symbols_retired_total");
  }

  /**
   * @param symbols how many made room
   * @param symbol one of them
   * @param maxSymbols that there may be
   */
  void add(int symbols, String symbol, int maxSymbols) {
    counter.increment(symbols);
    count += symbols;
    example = symbol;
    most = maxSymbols;
    flush();
  }

  /** Reports what was held back; call it about every second. */
  void flush() {
    long now = System.nanoTime();
    if (count == 0 || now - reportedNanos < PAUSE_NANOS) {
      return;
    }
    String message =
        "symbol: expected at most "
            + most
            + " different ones (feed.maxSymbols); those without trades for longest made room for"
            + " new ones";
    LOG.warn("{} symbols, such as {}: {}", count, example, message);
    ErrorReport report =
        new ErrorReport(
            Severity.WARNING,
            "tick feed",
            "symbols_retired",
            message,
            example,
            count,
            clock.instant());
    bus.publish(Channels.ERRORS, report.json().toBuffer())
        .onFailure(error -> LOG.warn("The report of symbols was lost: {}", error.toString()));
    count = 0;
    reportedNanos = now;
  }
}

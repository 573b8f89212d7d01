package ai.tickstock.app.publisher;

import ai.tickstock.wire.Channels;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.message.ErrorReport;
import ai.tickstock.wire.message.ErrorReport.Severity;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports what goes wrong, to the log and to {@link Channels#ERRORS}: the first of a reason at
 * once, those that follow together, at most once in ten seconds. Not thread-safe.
 */
final class Alarms {
  static final String COMPONENT = "app.publisher";

  private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);
  private static final long QUIET_MILLIS = 10_000;

  private final Bus bus;
  private final Clock clock;
  private final Map<String, Alarm> byReason = new HashMap<>();

  private static final class Alarm {
    private long reported;
    private long count;
    private String message;
    private String sample;
  }

  Alarms(Bus bus, Clock clock) {
    this.bus = bus;
    this.clock = clock;
  }

  /**
   * Something went wrong.
   *
   * @param reason a short name that does not change
   * @param sample the offending data; may be null
   */
  void raise(String reason, String message, String sample, long count) {
    Alarm alarm = byReason.computeIfAbsent(reason, fresh -> new Alarm());
    alarm.count += count;
    alarm.message = message;
    alarm.sample = sample;
    if (alarm.reported == 0 || clock.millis() - alarm.reported >= QUIET_MILLIS) {
      report(reason, alarm);
    }
  }

  /** Reports what has gathered and was silent long enough. */
  void tell(boolean everything) {
    byReason.forEach(
        (reason, alarm) -> {
          boolean due = everything || clock.millis() - alarm.reported >= QUIET_MILLIS;
          if (due && alarm.count > 0) {
            report(reason, alarm);
          }
        });
  }

  private void report(String reason, Alarm alarm) {
    alarm.reported = clock.millis();
    ErrorReport report =
        new ErrorReport(
            Severity.ERROR,
            COMPONENT,
            reason,
            alarm.message,
            alarm.sample,
            alarm.count,
            Instant.ofEpochMilli(alarm.reported));
    alarm.count = 0;
    LOG.warn("{} ({} times): {}", report.message(), report.count(), report.sample());
    bus.publish(Channels.ERRORS, report.json().toBuffer())
        .onFailure(error -> LOG.debug("Nobody could be told of {}", reason, error));
  }
}

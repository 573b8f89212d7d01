package ai.tickstock.app.bridge;

import ai.tickstock.wire.message.ErrorReport;
import ai.tickstock.wire.message.MessageException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what others report on the errors' channel to the log, a bounded number of lines; this
 * half's own reports are there already. Not thread-safe.
 */
final class ErrorLog {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorLog.class);
  private static final long WINDOW_MILLIS = 10_000;
  private static final int LINES_PER_WINDOW = 20;
  private static final int MAX_BYTES = 16 << 10;
  private static final int SHOWN = 300;
  private static final String OWN = "app.";

  private final Clock clock;
  private long windowEnds;
  private int lines;
  private long silenced;

  ErrorLog(Clock clock) {
    this.clock = clock;
  }

  void heard(Buffer message) {
    long now = clock.millis();
    if (now >= windowEnds) {
      if (silenced > 0) {
        LOG.warn("{} more errors were reported", silenced);
      }
      windowEnds = now + WINDOW_MILLIS;
      lines = 0;
      silenced = 0;
    }
    if (lines == LINES_PER_WINDOW) {
      silenced++;
    } else {
      write(message);
    }
  }

  private void write(Buffer message) {
    try {
      ErrorReport report =
          ErrorReport.from(message.slice(0, Math.min(MAX_BYTES, message.length())).toJsonObject());
      if (!report.component().startsWith(OWN)) {
        lines++;
        LOG.warn(
            "{} reports {} ({} times): {} {}",
            shown(report.component()),
            shown(report.reason()),
            report.count(),
            shown(report.message()),
            shown(report.sample()));
      }
    } catch (DecodeException | MessageException notAReport) {
      lines++;
      LOG.warn(
          "Somebody reports: {}", shown(message.getString(0, Math.min(SHOWN, message.length()))));
    }
  }

  /** On one line, whatever the sender wrote. */
  private static String shown(String value) {
    String text = value == null ? "" : value.replaceAll("\\p{Cntrl}", " ");
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}

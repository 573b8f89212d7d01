package ai.tickstock.app.publisher;

import ai.tickstock.app.sources.BadLine;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the lines of a file that are no tick; writes the first ones to the log. Thread-safe. */
final class BadLines implements Consumer<BadLine> {
  private static final Logger LOG = LoggerFactory.getLogger(BadLines.class);
  private static final int WRITTEN = 20;

  private final AtomicLong count = new AtomicLong();
  private final AtomicReference<BadLine> newest = new AtomicReference<>();
  private long told;

  @Override
  public void accept(BadLine line) {
    newest.set(line);
    long number = count.incrementAndGet();
    if (number <= WRITTEN) {
      LOG.warn("Line {} left out, {}: {}", line.line(), line.reason(), line.sample());
    } else if (number == WRITTEN + 1) {
      LOG.warn("More lines left out; they are counted from here on");
    }
  }

  long count() {
    return count.get();
  }

  /** Reports what is new since the last call. For one thread. */
  void tell(Alarms alarms) {
    long now = count.get();
    if (now > told) {
      BadLine line = newest.get();
      String message = "line " + line.line() + " left out, " + line.reason();
      alarms.raise("line_invalid", message, line.sample(), now - told);
      told = now;
    }
  }
}

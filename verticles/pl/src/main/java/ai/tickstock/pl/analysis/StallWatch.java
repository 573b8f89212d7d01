package ai.tickstock.pl.analysis;

import ai.tickstock.wire.Topics;
import ai.tickstock.wire.log.TopicOptions;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every second whether a stage's events get into their log. Says why not, and how to go on,
 * once that has lasted for three seconds, then once a minute, and says when it is over. Used on one
 * event loop; the reason may be read by any thread.
 */
public final class StallWatch {
  private static final Logger LOG = LoggerFactory.getLogger(StallWatch.class);
  private static final long LOOK_MILLIS = 1_000;
  private static final int LOOKS_BEFORE_ALARM = 3;
  private static final int LOOKS_PER_LINE = 60;

  private final Vertx vertx;
  private final String stage;
  private final TopicOptions topic;
  private final Supplier<String> stalled;
  private long timer = -1;
  private int looks;
  private volatile String reason;

  /**
   * @param stage named in the lines of the log
   * @param topic where its events go
   * @param stalled why nothing gets through just now, null when all is well
   */
  public StallWatch(Vertx vertx, String stage, TopicOptions topic, Supplier<String> stalled) {
    this.vertx = vertx;
    this.stage = stage;
    this.topic = topic;
    this.stalled = stalled;
  }

  /** Begins. */
  public void start() {
    timer = vertx.setPeriodic(LOOK_MILLIS, id -> look());
  }

  /** Looks no more. */
  public void stop() {
    vertx.cancelTimer(timer);
  }

  /** Why the stage has been waiting for some seconds now, null if it has not. Thread-safe. */
  public String reason() {
    return reason;
  }

  private void look() {
    String now = stalled.get();
    if (now == null) {
      over();
      return;
    }
    looks++;
    if (looks >= LOOKS_BEFORE_ALARM) {
      reason = topic.channel() + ": " + now;
      if ((looks - LOOKS_BEFORE_ALARM) % LOOKS_PER_LINE == 0) {
        LOG.warn("{}: waiting: {}{}", stage, reason, advice(now));
      }
    }
  }

  private void over() {
    if (reason != null) {
      LOG.info("{}: {} takes events again", stage, topic.channel());
    }
    reason = null;
    looks = 0;
  }

  /** Only a reader that does not read can be helped by who sees this line. */
  private String advice(String now) {
    for (String reader : topic.durableReaders()) {
      if (now.contains("reader '" + reader + "'")) {
        return ". Bars are stored meanwhile; nothing is lost, the rest follows when '"
            + reader
            + "' reads on (start it with: run --role "
            + Topics.role(reader)
            + ")";
      }
    }
    return "";
  }
}

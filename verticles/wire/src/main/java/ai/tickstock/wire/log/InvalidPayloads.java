package ai.tickstock.wire.log;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of what plain clients sent on a channel and its log does not have: in the process's log, on
 * the errors channel, and to the bus' hook. A flood is told of a few times a second, with a count.
 */
final class InvalidPayloads {
  private static final Logger LOG = LoggerFactory.getLogger(InvalidPayloads.class);
  private static final String ERRORS = "tickstock:errors";
  private static final int SAMPLE_BYTES = 200;
  private static final int REPORTS_PER_SECOND = 10;

  private final Vertx vertx;
  private final LogServer server;
  private final String channel;
  private final Handler<InvalidPayload> hook;
  private int told;
  private long untold;
  private long lost;
  private long second = -1;

  InvalidPayloads(Vertx vertx, LogServer server, String channel, Handler<InvalidPayload> hook) {
    this.vertx = vertx;
    this.server = server;
    this.channel = channel;
    this.hook = hook;
  }

  void report(byte[] bytes, int from, int length) {
    String sample = new String(bytes, from, Math.min(length, SAMPLE_BYTES), StandardCharsets.UTF_8);
    hook.handle(new InvalidPayload(channel, sample));
    if (mayTell()) {
      LOG.warn("Invalid JSON in channel {}: {}", channel, sample);
      publish("warning", "invalid_json", text(), sample, 1);
    } else {
      untold++;
    }
  }

  /** Messages heard that could not be appended, because Redis was away or the queue was full. */
  void dropped(long messages) {
    if (mayTell()) {
      tellDropped(messages);
    } else {
      lost += messages;
    }
  }

  private void tellDropped(long messages) {
    LOG.error("{} plain messages of channel {} could not be appended", messages, channel);
    publish("error", "dropped", "Plain messages of " + channel + " were lost", null, messages);
  }

  private boolean mayTell() {
    if (second < 0) {
      second = vertx.setTimer(1_000, id -> nextSecond());
      told = 0;
    }
    return told++ < REPORTS_PER_SECOND;
  }

  private void nextSecond() {
    second = -1;
    long more = untold;
    long moreLost = lost;
    untold = 0;
    lost = 0;
    if (more > 0) {
      LOG.warn("Invalid JSON in channel {}: {} more", channel, more);
      publish("warning", "invalid_json", text(), null, more);
    }
    if (moreLost > 0) {
      tellDropped(moreLost);
    }
  }

  private String text() {
    return "Invalid JSON in channel " + channel + ": " + Payloads.EXPECTED;
  }

  private void publish(String severity, String reason, String text, String sample, long count) {
    JsonObject error =
        new JsonObject()
            .put("event_type", "error")
            .put("severity", severity)
            .put("component", "log")
            .put("reason", reason)
            .put("message", text)
            .put("sample", sample)
            .put("count", count)
            .put("timestamp", System.currentTimeMillis() / 1000.0);
    server
        .publish(ERRORS, Buffer.buffer(error.encode()))
        .onFailure(away -> LOG.debug("Nobody heard on {}: {}", ERRORS, away.getMessage()));
  }
}

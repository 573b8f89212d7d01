package ai.tickstock.pl.backtest;

import ai.tickstock.wire.Topics;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.LogBatch;
import ai.tickstock.wire.log.LogEntry;
import ai.tickstock.wire.log.LogGap;
import ai.tickstock.wire.log.LogPosition;
import ai.tickstock.wire.log.LogReader;
import ai.tickstock.wire.log.TopicOptions;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a log of jobs from where the half left off, one message after the other, and adopts what
 * plain clients publish. The position is committed once the messages are on the board. Not
 * thread-safe.
 */
final class JobLogReader implements LogReader.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(JobLogReader.class);

  private final Bus bus;
  private final TopicOptions topic;
  private final Complaints complaints;
  private final Function<JsonObject, Future<Void>> take;
  private LogReader reader;

  /**
   * @param take what to do with a message; a failed one is given again
   */
  JobLogReader(
      Bus bus, TopicOptions topic, Complaints complaints, Function<JsonObject, Future<Void>> take) {
    this.complaints = complaints;
    this.bus = bus;
    this.topic = topic;
    this.take = take;
  }

  /** Completes when it is subscribed; a Redis that is away only delays it. */
  Future<Void> open() {
    return bus.committed(topic, Topics.PL)
        .compose(
            position ->
                bus.read(topic, Topics.PL, new LogReader.Start(position, Map.of()), true, this))
        .onSuccess(opened -> reader = opened)
        .mapEmpty();
  }

  @Override
  public Future<?> batch(LogBatch batch) {
    if (batch.entries().isEmpty()) {
      return Future.succeededFuture();
    }
    LogPosition end = batch.entries().get(batch.entries().size() - 1).end();
    return OneByOne.each(batch.entries(), this::entry).onSuccess(taken -> commit(end));
  }

  private Future<Void> entry(LogEntry entry) {
    JsonArray messages;
    try {
      messages = new JsonArray(entry.data());
    } catch (DecodeException e) {
      // It would be no better the next time: the messages behind it must not wait for it.
      complaints.add("entry: expected a JSON array of objects", entry.data().toString());
      return Future.succeededFuture();
    }
    return OneByOne.each(
        () -> IntStream.range(entry.skip(), messages.size()).iterator(),
        i -> message(messages.getValue(i)));
  }

  private Future<Void> message(Object value) {
    if (value instanceof JsonObject message) {
      return take.apply(message);
    }
    complaints.add("message: expected a JSON object", String.valueOf(value));
    return Future.succeededFuture();
  }

  private void commit(LogPosition position) {
    if (reader != null) {
      reader
          .commit(position)
          .onFailure(
              error ->
                  LOG.debug("{}: position not written: {}", topic.channel(), error.toString()));
    }
  }

  /** Jobs kept on the board are not lost with the log. */
  @Override
  public void gap(LogGap gap) {
    LOG.error(
        "{} messages of {} are lost between {} and {}",
        gap.missing(),
        gap.channel(),
        gap.after(),
        gap.resumedAt());
  }

  /** Stops reading, waits for the message in hand. */
  Future<Void> close() {
    return reader == null ? Future.succeededFuture() : reader.close();
  }
}

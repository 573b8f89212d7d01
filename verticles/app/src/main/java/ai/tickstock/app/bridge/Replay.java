package ai.tickstock.app.bridge;

import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.LogBatch;
import ai.tickstock.wire.log.LogEntry;
import ai.tickstock.wire.log.LogGap;
import ai.tickstock.wire.log.LogPosition;
import ai.tickstock.wire.log.LogReader;
import ai.tickstock.wire.log.LogReader.Start;
import ai.tickstock.wire.log.TopicOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One reading of a log for one browser, from its position until it is level. Not thread-safe. */
final class Replay implements LogReader.Listener {
  private static final String READER = "browsers";

  private final Bus bus;
  private final TopicOptions topic;
  private final Framer framer;
  private final Replays.Sink sink;
  private final Promise<Void> level = Promise.promise();
  private Feed feed;
  private LogPosition readTo;
  private LogReader reader;

  Replay(Bus bus, TopicOptions topic, Framer framer, Replays.Sink sink) {
    this.bus = bus;
    this.topic = topic;
    this.framer = framer;
    this.sink = sink;
  }

  /** Completes when the sink has enough. */
  Future<Void> run(Feed of, LogPosition after) {
    feed = of;
    return bus.newest(topic)
        .compose(
            newest -> {
              LogPosition end = newest == null ? LogPosition.START : newest.end();
              readTo = after;
              if (after.compareTo(end) > 0) {
                sink.unknown(end);
                readTo = end;
              }
              return bus.read(topic, READER, new Start(readTo, Map.of()), false, this);
            })
        .compose(
            opened -> {
              reader = opened;
              return level.future();
            })
        .eventually(() -> reader == null ? Future.succeededFuture() : reader.close());
  }

  @Override
  public Future<?> batch(LogBatch batch) {
    if (level.future().isComplete()) {
      return Future.succeededFuture();
    }
    List<Frame> frames = new ArrayList<>();
    for (LogEntry entry : batch.entries()) {
      frames.addAll(framer.frames(entry));
      readTo = entry.end();
    }
    return sink.missed(new FrameBatch(feed, frames, readTo))
        .onSuccess(
            enough -> {
              if (enough) {
                level.tryComplete();
              }
            });
  }

  @Override
  public void gap(LogGap gap) {
    sink.gap(gap.missing());
  }
}

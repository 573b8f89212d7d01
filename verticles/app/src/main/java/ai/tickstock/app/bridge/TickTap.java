package ai.tickstock.app.bridge;

import ai.tickstock.app.bridge.Frame.Facts;
import ai.tickstock.wire.TickReader;
import ai.tickstock.wire.TickWriter;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.LogBatch;
import ai.tickstock.wire.log.LogEntry;
import ai.tickstock.wire.log.LogGap;
import ai.tickstock.wire.log.LogPosition;
import ai.tickstock.wire.log.LogReader;
import ai.tickstock.wire.log.LogReader.Start;
import ai.tickstock.wire.log.TopicOptions;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest tick of each symbol since it was last asked, read from the tick log while somebody
 * wants it. Such a reader holds nobody back. Not thread-safe.
 */
final class TickTap implements LogReader.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(TickTap.class);
  private static final String READER = "browsers";
  private static final int MOST_SYMBOLS = 20_000;
  private static final int LOOK_BACK = 1_000;

  private record Last(double price, double volume, long millis) {}

  private final Bus bus;
  private final TopicOptions topic;
  private final TickReader ticks = new TickReader();
  private final TickWriter writer = new TickWriter("tickstock_app");
  private final Map<String, Last> newest = new LinkedHashMap<>();
  private Future<LogReader> reader;

  TickTap(Bus bus, TopicOptions topic) {
    this.bus = bus;
    this.topic = topic;
  }

  /**
   * Begins a little before the log's head when somebody comes, so that no trade since then is
   * missed and the last prices show at once; ends when the last one goes.
   */
  void wanted(boolean wanted) {
    if (wanted && reader == null) {
      reader =
          bus.newest(topic)
              .map(TickTap::begin)
              .compose(head -> bus.read(topic, READER, new Start(head, Map.of()), false, this));
    } else if (!wanted && reader != null && reader.isComplete()) {
      reader.onSuccess(LogReader::close);
      reader = null;
      newest.clear();
    }
  }

  private static LogPosition begin(LogEntry newest) {
    return newest == null
        ? LogPosition.START
        : new LogPosition(newest.epoch(), Math.max(0, newest.end().offset() - LOOK_BACK));
  }

  @Override
  public Future<?> batch(LogBatch batch) {
    for (LogEntry entry : batch.entries()) {
      ticks.reset(entry.data());
      for (int i = 0; ticks.next(); i++) {
        if (i >= entry.skip() && ticks.kind() == TickReader.Kind.TICK) {
          take(ticks.symbol());
        }
      }
    }
    return Future.succeededFuture();
  }

  private void take(String symbol) {
    if (newest.size() < MOST_SYMBOLS || newest.containsKey(symbol)) {
      newest.put(symbol, new Last(ticks.price(), ticks.volume(), ticks.timestampMillis()));
    }
  }

  @Override
  public void gap(LogGap gap) {
    LOG.debug("{} ticks were not shown to browsers", gap.missing());
  }

  /** A frame for each symbol that has traded. */
  List<Frame> drain() {
    List<Frame> frames = new ArrayList<>(newest.size());
    newest.forEach((symbol, last) -> frames.add(frame(symbol, last)));
    newest.clear();
    return frames;
  }

  private Frame frame(String symbol, Last last) {
    writer.tick(symbol, last.price(), last.volume(), last.millis());
    String body = new String(writer.bytes(), 0, writer.length(), StandardCharsets.US_ASCII);
    return new Frame(
        Feed.MARKET_TICK,
        new Facts(symbol, null, null, null, null, Double.NaN, null),
        null,
        "t|" + symbol,
        Messages.rec(Feed.MARKET_TICK, null, body));
  }
}

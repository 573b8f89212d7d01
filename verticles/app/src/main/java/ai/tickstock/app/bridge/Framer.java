package ai.tickstock.app.bridge;

import ai.tickstock.app.bridge.Frame.Facts;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.log.LogEntry;
import ai.tickstock.wire.log.LogPosition;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes frames of a channel's events. The event's own JSON goes into the frame as it is; only what
 * filters look at is read. Not thread-safe.
 */
final class Framer {
  private static final JsonFactory JSON = new JsonFactory();

  private final String channel;
  private final Feed feed;
  private final Fields fields = new Fields();
  private long malformed;

  Framer(String channel) {
    this.channel = channel;
    this.feed = Feed.of(channel);
  }

  /** The events of an entry that were not read before. */
  List<Frame> frames(LogEntry entry) {
    boolean placed = channel.equals(feed.log());
    return frames(entry.data(), entry.skip(), placed ? entry : null);
  }

  /** The events of a plain message: one object, or an array of them. */
  List<Frame> frames(Buffer message) {
    return frames(message, 0, null);
  }

  /** Messages so far that could not be read; they are left out. */
  long malformed() {
    return malformed;
  }

  private List<Frame> frames(Buffer data, int skip, LogEntry entry) {
    List<Frame> frames = new ArrayList<>();
    byte[] bytes = data.getBytes();
    try (JsonParser parser = JSON.createParser(bytes)) {
      int index = 0;
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_ARRAY) {
        token = parser.nextToken();
      }
      for (; token == JsonToken.START_OBJECT; token = parser.nextToken(), index++) {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        fields.read(parser);
        int to = (int) parser.currentLocation().getByteOffset();
        if (index >= skip) {
          add(frames, bytes, from, to, entry == null ? null : position(entry, index));
        }
      }
    } catch (IOException e) {
      malformed++;
    }
    return frames;
  }

  private static LogPosition position(LogEntry entry, int index) {
    return new LogPosition(entry.epoch(), entry.offset() + index);
  }

  private void add(List<Frame> frames, byte[] bytes, int from, int to, LogPosition position) {
    if (!fields.fit(feed)) {
      malformed++;
      return;
    }
    String body = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    frames.add(
        new Frame(
            feed,
            fields.facts(feed),
            position,
            fields.key(feed, channel),
            Messages.rec(feed, position, body)));
  }

  /** The top fields of one event. */
  private static final class Fields {
    private String type;
    private String symbol;
    private String timeframe;
    private String pattern;
    private String indicator;
    private String id;
    private String user;
    private String job;
    private String source;
    private String node;
    private String barTime;
    private double confidence;

    /** From an object's begin to its end. */
    void read(JsonParser parser) throws IOException {
      type = symbol = timeframe = pattern = indicator = id = user = job = null;
      source = node = barTime = null;
      confidence = Double.NaN;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value.isScalarValue()) {
          take(name, parser);
        } else {
          parser.skipChildren();
        }
      }
    }

    private void take(String name, JsonParser parser) throws IOException {
      switch (name) {
        case "event_type" -> type = parser.getText();
        case "symbol" -> symbol = parser.getText();
        case "timeframe" -> timeframe = parser.getText();
        case "pattern" -> pattern = parser.getText();
        case "indicator" -> indicator = parser.getText();
        case "event_id" -> id = parser.getText();
        case "user_id" -> user = parser.getText();
        case "job_id" -> job = parser.getText();
        case "source" -> source = parser.getText();
        case "node" -> node = parser.getText();
        case "bar_time" -> barTime = parser.getText();
        case "confidence" -> confidence = parser.getValueAsDouble(Double.NaN);
        default -> {}
      }
    }

    /** Whether what the feed's filters and keys need is there. */
    boolean fit(Feed feed) {
      return switch (feed) {
        case PATTERN_ALERT -> symbol != null && pattern != null && id != null;
        case INDICATOR_UPDATE -> symbol != null && indicator != null && timeframe != null;
        case BAR_UPDATE -> symbol != null && timeframe != null && barTime != null && kind() != null;
        case BACKTEST_UPDATE -> user != null && job != null;
        case MARKET_TICK -> symbol != null;
        case SYSTEM_HEALTH -> source != null;
      };
    }

    Facts facts(Feed feed) {
      return new Facts(
          symbol,
          timeframe,
          feed == Feed.BAR_UPDATE ? kind() : null,
          pattern != null ? pattern : indicator,
          feed == Feed.INDICATOR_UPDATE ? label() : null,
          confidence,
          feed == Feed.BACKTEST_UPDATE ? user : null);
    }

    private String kind() {
      return type != null && type.startsWith("bar_") ? type.substring("bar_".length()) : null;
    }

    /** What stands between symbol and timeframe in the event's id. */
    private String label() {
      String[] parts = id == null ? new String[0] : id.split("\\|", -1);
      return parts.length > 1 ? parts[1] : indicator;
    }

    String key(Feed feed, String channel) {
      return switch (feed) {
        case PATTERN_ALERT -> null;
        case INDICATOR_UPDATE -> "i|" + symbol + '|' + label() + '|' + timeframe;
        case BAR_UPDATE -> "b|" + symbol + '|' + timeframe + '|' + barTime;
        case BACKTEST_UPDATE -> channel.equals(Channels.BACKTEST_RESULTS) ? null : "p|" + job;
        case MARKET_TICK -> "t|" + symbol;
        case SYSTEM_HEALTH -> "h|" + source + '|' + node;
      };
    }
  }
}

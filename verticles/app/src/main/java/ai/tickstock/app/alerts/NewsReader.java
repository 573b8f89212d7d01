package ai.tickstock.app.alerts;

import ai.tickstock.app.alerts.News.Event;
import ai.tickstock.app.alerts.News.OfBar;
import ai.tickstock.app.alerts.News.OfIndicator;
import ai.tickstock.app.alerts.News.OfPattern;
import ai.tickstock.app.alerts.match.Matcher;
import ai.tickstock.app.alerts.match.Series;
import ai.tickstock.market.Timeframe;
import ai.tickstock.wire.log.LogEntry;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes from an entry what some rule looks at, without a tree for what none does. What is malformed
 * is counted and passed over. Not thread-safe.
 */
final class NewsReader {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Map<String, Timeframe> TIMEFRAMES = new HashMap<>();

  static {
    for (Timeframe timeframe : Timeframe.values()) {
      TIMEFRAMES.put(timeframe.label(), timeframe);
    }
  }

  private final Matcher matcher;
  private long malformed;
  private String type;
  private String symbol;
  private String timeframe;
  private String pattern;
  private String direction;
  private String id;
  private boolean retracted;
  private long revision;
  private long barTime;
  private double confidence;
  private double value;
  private final double[] bar = new double[5];
  private Map<String, Double> outputs = Map.of();

  NewsReader(Matcher matcher) {
    this.matcher = matcher;
  }

  /** Events that could not be read. */
  long malformed() {
    return malformed;
  }

  /** The news of an entry, in its order. */
  List<News> read(LogEntry entry) {
    List<News> news = new ArrayList<>();
    byte[] bytes = entry.data().getBytes();
    Buffer data = entry.data();
    try (JsonParser parser = JSON.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        malformed++;
        return news;
      }
      for (int index = 0; parser.nextToken() == JsonToken.START_OBJECT; index++) {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        event(parser);
        if (index >= entry.skip()) {
          add(news, data, from, (int) parser.currentLocation().getByteOffset());
        }
      }
    } catch (IOException e) {
      malformed++;
    }
    return news;
  }

  private void event(JsonParser parser) throws IOException {
    type = symbol = timeframe = pattern = direction = id = null;
    retracted = false;
    revision = 0;
    barTime = -1;
    confidence = value = Double.NaN;
    Arrays.fill(bar, Double.NaN);
    outputs = Map.of();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token.isScalarValue()) {
        take(name, parser);
      } else if (token == JsonToken.START_OBJECT && name.equals("metadata")) {
        metadata(parser);
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
      case "direction" -> direction = parser.getText();
      case "event_id" -> id = parser.getText();
      case "retracted" -> retracted = parser.getBooleanValue();
      case "revision" -> revision = parser.getLongValue();
      case "bar_time" -> barTime = parser.getLongValue();
      case "confidence" -> confidence = parser.getValueAsDouble(Double.NaN);
      case "value" -> value = parser.getValueAsDouble(Double.NaN);
      case "open" -> bar[0] = parser.getValueAsDouble(Double.NaN);
      case "high" -> bar[1] = parser.getValueAsDouble(Double.NaN);
      case "low" -> bar[2] = parser.getValueAsDouble(Double.NaN);
      case "close" -> bar[3] = parser.getValueAsDouble(Double.NaN);
      case "volume" -> bar[4] = parser.getValueAsDouble(Double.NaN);
      default -> {}
    }
  }

  private void metadata(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token.isScalarValue()) {
        barTime = name.equals("bar_time") ? parser.getLongValue() : barTime;
      } else if (token == JsonToken.START_OBJECT && name.equals("outputs")) {
        outputs(parser);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void outputs(JsonParser parser) throws IOException {
    outputs = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      outputs.put(name, parser.getValueAsDouble(Double.NaN));
    }
  }

  private void add(List<News> news, Buffer data, int from, int to) {
    Timeframe of = timeframe == null ? null : TIMEFRAMES.get(timeframe);
    if (type == null || symbol == null || of == null || id == null || barTime < 0) {
      malformed++;
      return;
    }
    Series series = matcher.series(symbol, of);
    if (series == null) {
      return;
    }
    Event event = new Event(series, barTime * 1_000, revision, data, from, to);
    switch (type) {
      case "bar_closed", "bar_amended" ->
          news.add(new OfBar(event, bar[0], bar[1], bar[2], bar[3], bar[4]));
      case "pattern_detected" -> {
        if (!retracted && pattern != null) {
          news.add(new OfPattern(event, id, pattern, direction, confidence));
        }
      }
      case "indicator_calculated" -> {
        String label = label();
        if (matcher.looksAt(label)) {
          news.add(new OfIndicator(event, label, value, outputs));
        }
      }
      default -> {}
    }
  }

  /** What stands between the symbol and the timeframe in the event's id. */
  private String label() {
    int first = id.indexOf('|');
    int second = id.indexOf('|', first + 1);
    return second < 0 ? "" : id.substring(first + 1, second);
  }
}

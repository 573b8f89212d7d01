package ai.tickstock.app.api;

import ai.tickstock.market.Bar;
import ai.tickstock.store.MarketReader.Last;
import ai.tickstock.store.MarketReader.Pattern;
import ai.tickstock.store.MarketReader.Reference;
import ai.tickstock.store.MarketReader.Values;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Answers as JSON, written without a tree in between: 5,000 bars take a few milliseconds. */
final class Answers {
  private static final JsonFactory JSON = new JsonFactory();

  /** Writes the inside of an object. */
  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private Answers() {}

  private static Buffer object(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 12);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  static Buffer bars(String symbol, String timeframe, List<Bar> bars) {
    return object(
        json -> {
          json.writeStringField("symbol", symbol);
          json.writeStringField("timeframe", timeframe);
          json.writeArrayFieldStart("bars");
          for (Bar bar : bars) {
            bar(json, bar);
          }
          json.writeEndArray();
        });
  }

  private static void bar(JsonGenerator json, Bar bar) throws IOException {
    json.writeStartObject();
    json.writeNumberField("time", bar.start().getEpochSecond());
    json.writeNumberField("open", bar.open());
    json.writeNumberField("high", bar.high());
    json.writeNumberField("low", bar.low());
    json.writeNumberField("close", bar.close());
    json.writeNumberField("volume", bar.volume());
    json.writeNumberField("vwap", bar.vwap());
    json.writeNumberField("trades", bar.trades());
    json.writeNumberField("revision", bar.revision());
    json.writeEndObject();
  }

  /** One symbol with its price and what its change is counted from. */
  record Quote(Last last, Reference reference) {}

  static Buffer symbols(Collection<Quote> quotes) {
    return object(
        json -> {
          json.writeArrayFieldStart("symbols");
          for (Quote quote : quotes) {
            quote(json, quote);
          }
          json.writeEndArray();
        });
  }

  private static void quote(JsonGenerator json, Quote quote) throws IOException {
    double price = quote.last().close();
    Double before = quote.reference().previousClose();
    Double from = before == null ? quote.reference().open() : before;
    json.writeStartObject();
    json.writeStringField("symbol", quote.last().symbol());
    json.writeNumberField("price", price);
    json.writeNumberField("time", quote.last().start().getEpochSecond());
    number(json, "previous_close", before);
    number(json, "open", quote.reference().open());
    number(json, "change", from == null ? null : price - from);
    number(json, "change_percent", from == null ? null : 100 * (price - from) / from);
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, Double value) throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }

  static Buffer patterns(List<Pattern> patterns) {
    return object(
        json -> {
          json.writeArrayFieldStart("patterns");
          for (Pattern pattern : patterns) {
            pattern(json, pattern);
          }
          json.writeEndArray();
        });
  }

  /** The message of the contract, as it was published last. */
  private static void pattern(JsonGenerator json, Pattern pattern) throws IOException {
    json.writeStartObject();
    json.writeStringField("event_type", "pattern_detected");
    json.writeStringField("pattern", pattern.pattern());
    json.writeStringField("symbol", pattern.symbol());
    json.writeNumberField("timestamp", BigDecimal.valueOf(pattern.detectedAt().toEpochMilli(), 3));
    json.writeNumberField("confidence", pattern.confidence());
    json.writeStringField("timeframe", pattern.timeframe());
    json.writeStringField("direction", pattern.direction());
    json.writeStringField("source", "tickstock_pl");
    json.writeFieldName("metadata");
    json.writeRawValue(pattern.metadata().encode());
    if (pattern.retracted()) {
      json.writeBooleanField("retracted", true);
    }
    json.writeStringField("event_id", pattern.eventId());
    json.writeNumberField("revision", pattern.revision());
    json.writeEndObject();
  }

  /**
   * @param labels the ones wanted, empty for all
   */
  static Buffer indicators(
      String symbol, String timeframe, List<Values> values, Set<String> labels) {
    Set<String> found = new TreeSet<>();
    values.forEach(at -> found.addAll(at.values().fieldNames()));
    if (!labels.isEmpty()) {
      found.retainAll(labels);
    }
    return object(
        json -> {
          json.writeStringField("symbol", symbol);
          json.writeStringField("timeframe", timeframe);
          json.writeArrayFieldStart("labels");
          for (String label : found) {
            json.writeString(label);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("values");
          for (Values at : values) {
            values(json, at, found);
          }
          json.writeEndArray();
        });
  }

  private static void values(JsonGenerator json, Values at, Set<String> labels) throws IOException {
    json.writeStartObject();
    json.writeNumberField("time", at.barStart().getEpochSecond());
    for (String label : labels) {
      Object value = at.values().getValue(label);
      if (value instanceof JsonObject outputs) {
        json.writeFieldName(label);
        json.writeRawValue(outputs.encode());
      } else if (value instanceof Number number) {
        json.writeNumberField(label, number.doubleValue());
      } else if (at.values().containsKey(label)) {
        json.writeNullField(label);
      }
    }
    json.writeEndObject();
  }
}

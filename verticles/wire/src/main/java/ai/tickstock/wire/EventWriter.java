package ai.tickstock.wire;

import static ai.tickstock.wire.JsonBytes.asciiBytes;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Timeframe;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes the events of a minute boundary, bars, patterns and indicators, into a buffer that is used
 * again for the next one. Times are Unix milliseconds. Values that are not finite become {@code
 * null}. Not thread-safe.
 */
public final class EventWriter {
  /** Kinds of bar events. */
  public enum BarKind {
    CLOSED("bar_closed"),
    AMENDED("bar_amended"),
    FORMING("bar_forming");

    private final String type;

    BarKind(String type) {
      this.type = type;
    }

    /** The event's type in its message. */
    public String type() {
      return type;
    }
  }

  /**
   * What an indicator is called and has: the same for all its events.
   *
   * @param label unique among those computed, such as {@code SMA_20}; stands in the event's id
   * @param name plain name, such as {@code SMA}
   * @param outputs names of its outputs
   * @param parameterNames as they stand in metadata, such as {@code period}
   * @param parameters their values
   */
  public record IndicatorTraits(
      String label, String name, String[] outputs, String[] parameterNames, double[] parameters) {}

  private static final DateTimeFormatter BAR_TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final byte[] EVENT_TYPE = asciiBytes("{\"event_type\":\"");
  private static final byte[] SOURCE = asciiBytes(",\"source\":\"tickstock_pl\"");
  private static final byte[] TIMESTAMP = asciiBytes(",\"timestamp\":");

  private final JsonBytes json = new JsonBytes();
  private long lastBarMillis = Long.MIN_VALUE;
  private byte[] lastBarTimestamp;

  /** What an event is about; its revisions share the id. */
  public static String eventId(
      String symbol, String what, Timeframe timeframe, long barStartMillis) {
    return symbol + '|' + what + '|' + timeframe.label() + '|' + barStartMillis / 1000;
  }

  /** A bar closed, amended or forming. Its event's revision is the bar's. */
  public void bar(BarKind kind, Bar bar, long nowMillis) {
    long start = bar.start().toEpochMilli();
    json.clear();
    json.raw(EVENT_TYPE).ascii(kind.type()).ascii("\",\"symbol\":\"").ascii(bar.symbol());
    json.ascii("\",\"timeframe\":\"").ascii(bar.timeframe().label());
    json.ascii("\",\"bar_time\":").number(start / 1000);
    json.ascii(",\"open\":").number(bar.open()).ascii(",\"high\":").number(bar.high());
    json.ascii(",\"low\":").number(bar.low()).ascii(",\"close\":").number(bar.close());
    json.ascii(",\"volume\":").number(bar.volume()).ascii(",\"vwap\":").number(bar.vwap());
    json.ascii(",\"trades\":").number(bar.trades()).raw(TIMESTAMP).seconds(nowMillis).raw(SOURCE);
    tail(bar.symbol(), "bar", bar.timeframe(), start, bar.revision());
  }

  /**
   * A pattern on a bar.
   *
   * @param price the bar's close
   * @param retracted whether it no longer holds
   */
  public void pattern(
      PatternFact fact,
      String symbol,
      Timeframe timeframe,
      long barStartMillis,
      double price,
      double volume,
      boolean retracted,
      long revision,
      long nowMillis) {
    json.clear();
    json.raw(EVENT_TYPE).ascii("pattern_detected\",\"pattern\":\"").ascii(fact.name());
    json.ascii("\",\"symbol\":\"").ascii(symbol).raw('"').raw(TIMESTAMP).seconds(nowMillis);
    json.ascii(",\"confidence\":").number(fact.confidence());
    json.ascii(",\"timeframe\":\"").ascii(timeframe.label());
    json.ascii("\",\"direction\":\"").ascii(fact.direction().label()).raw('"').raw(SOURCE);
    json.ascii(",\"metadata\":{\"price\":")
        .number(price)
        .ascii(",\"volume\":")
        .number(volume)
        .raw(',');
    barTime(barStartMillis);
    json.ascii(fact.warming() ? ",\"warming\":true" : "");
    if (fact.shape() != null) {
      shape(fact.shape());
    }
    json.ascii(retracted ? "},\"retracted\":true" : "}");
    tail(symbol, fact.name(), timeframe, barStartMillis, revision);
  }

  private void shape(PatternShape shape) {
    json.ascii(",\"shape\":{\"breakout\":").number(shape.breakout());
    json.ascii(",\"target\":").number(shape.target());
    json.ascii(",\"stop\":").number(shape.stop()).ascii(",\"points\":[");
    for (PatternShape.Point point : shape.points()) {
      json.ascii("{\"time\":").number(point.startMillis() / 1000);
      json.ascii(",\"price\":").number(point.price());
      json.ascii(",\"role\":\"").ascii(point.role()).ascii("\"},");
    }
    json.replaceLast(']').raw('}');
  }

  /** An indicator's values on a bar; the first output is the event's value. */
  public void indicator(
      IndicatorTraits traits,
      String symbol,
      Timeframe timeframe,
      long barStartMillis,
      double[] outputs,
      long revision,
      long nowMillis) {
    json.clear();
    json.raw(EVENT_TYPE).ascii("indicator_calculated\",\"indicator\":\"").ascii(traits.name());
    json.ascii("\",\"symbol\":\"").ascii(symbol).raw('"').raw(TIMESTAMP).seconds(nowMillis);
    json.ascii(",\"value\":").number(outputs[0]);
    json.ascii(",\"timeframe\":\"").ascii(timeframe.label()).raw('"').raw(SOURCE);
    json.ascii(",\"metadata\":{");
    members(traits.parameterNames(), traits.parameters());
    barTime(barStartMillis);
    if (traits.outputs().length > 1) {
      json.ascii(",\"outputs\":{");
      members(traits.outputs(), outputs);
      json.replaceLast('}');
    }
    json.raw('}');
    tail(symbol, traits.label(), timeframe, barStartMillis, revision);
  }

  private void members(String[] names, double[] values) {
    for (int i = 0; i < names.length; i++) {
      json.raw('"').ascii(names[i]).raw('"').raw(':').number(values[i]).raw(',');
    }
  }

  private void barTime(long barStartMillis) {
    if (barStartMillis != lastBarMillis) {
      lastBarMillis = barStartMillis;
      lastBarTimestamp =
          asciiBytes(
              "\"bar_timestamp\":\""
                  + BAR_TIMESTAMP.format(Instant.ofEpochMilli(barStartMillis))
                  + "\",\"bar_time\":"
                  + barStartMillis / 1000);
    }
    json.raw(lastBarTimestamp);
  }

  private void tail(
      String symbol, String what, Timeframe timeframe, long barStartMillis, long revision) {
    json.ascii(",\"event_id\":\"").ascii(symbol).raw('|').ascii(what).raw('|');
    json.ascii(timeframe.label()).raw('|').number(barStartMillis / 1000);
    json.ascii("\",\"revision\":").number(revision).raw('}');
  }

  /** Where the event just written lies, from index 0 on. Valid until the next one is written. */
  public byte[] bytes() {
    return json.bytes();
  }

  /** Length of the event just written. */
  public int length() {
    return json.length();
  }
}

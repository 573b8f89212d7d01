package ai.tickstock.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Direction;
import ai.tickstock.market.Timeframe;
import ai.tickstock.wire.EventWriter.BarKind;
import ai.tickstock.wire.EventWriter.IndicatorTraits;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class EventWriterTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();
  private static final long BAR_MILLIS = 1_760_538_180_000L;
  private static final long NOW_MILLIS = 1_760_538_240_005L;
  private static final IndicatorTraits RSI =
      new IndicatorTraits(
          "RSI_14", "RSI", new String[] {"rsi"}, new String[] {"period"}, new double[] {14});
  private static final IndicatorTraits BBANDS =
      new IndicatorTraits(
          "BBANDS_20_2.5",
          "BBANDS",
          new String[] {"upper", "middle", "lower"},
          new String[] {"period", "nbDevUp"},
          new double[] {20, 2.5});

  private final EventWriter writer = new EventWriter();

  private static Bar bar(long start, double price, double volume, int revision) {
    return new Bar(
        "BRK.B",
        Timeframe.MIN_1,
        Instant.ofEpochMilli(start),
        price,
        price,
        price,
        price,
        volume,
        price,
        7,
        revision);
  }

  @Test
  void writesTheContractsBar() {
    writer.bar(BarKind.AMENDED, bar(BAR_MILLIS, 150.25, 1000.5, 2), NOW_MILLIS);
    assertThat(text())
        .isEqualTo(
            "{\"event_type\":\"bar_amended\",\"symbol\":\"BRK.B\",\"timeframe\":\"1min\","
                + "\"bar_time\":1760538180,\"open\":150.25,\"high\":150.25,\"low\":150.25,"
                + "\"close\":150.25,\"volume\":1000.5,\"vwap\":150.25,\"trades\":7,"
                + "\"timestamp\":1760538240.005,\"source\":\"tickstock_pl\","
                + "\"event_id\":\"BRK.B|bar|1min|1760538180\",\"revision\":2}");
  }

  @Test
  void writesTheContractsPattern() {
    pattern(false, false);
    assertThat(text())
        .isEqualTo(
            "{\"event_type\":\"pattern_detected\",\"pattern\":\"Doji\",\"symbol\":\"AAPL\","
                + "\"timestamp\":1760538240.005,\"confidence\":0.85,\"timeframe\":\"1min\","
                + "\"direction\":\"reversal\",\"source\":\"tickstock_pl\",\"metadata\":{"
                + "\"price\":150.25,\"volume\":1000,\"bar_timestamp\":\"2025-10-15 14:23:00\","
                + "\"bar_time\":1760538180},\"event_id\":\"AAPL|Doji|1min|1760538180\","
                + "\"revision\":3}");
  }

  @Test
  void whatAPatternIsNotItDoesNotSay() {
    pattern(true, false);
    assertThat(text()).contains(",\"warming\":true},\"event_id\"").doesNotContain("retracted");
    pattern(false, true);
    assertThat(text()).contains("},\"retracted\":true,\"event_id\"").doesNotContain("warming");
  }

  private void pattern(boolean warming, boolean retracted) {
    pattern(new PatternFact("Doji", Direction.REVERSAL, 0.85, warming, null), retracted);
  }

  private void pattern(PatternFact fact, boolean retracted) {
    writer.pattern(
        fact, "AAPL", Timeframe.MIN_1, BAR_MILLIS, 150.25, 1000, retracted, 3, NOW_MILLIS);
  }

  @Test
  void aChartPatternHasItsShape() {
    PatternShape shape =
        new PatternShape(
            148.5,
            141,
            Double.NaN,
            List.of(
                new PatternShape.Point(BAR_MILLIS - 600_000, 152, "first top"),
                new PatternShape.Point(BAR_MILLIS, 152.25, "second top")));
    pattern(new PatternFact("DoubleTop", Direction.BEARISH, 0.5, false, shape), false);
    assertThat(new JsonObject(text()).getJsonObject("metadata").getJsonObject("shape"))
        .isEqualTo(
            new JsonObject(
                """
                {"breakout": 148.5, "target": 141, "stop": null, "points": [
                  {"time": 1760537580, "price": 152, "role": "first top"},
                  {"time": 1760538180, "price": 152.25, "role": "second top"}]}
                """))
        .isEqualTo(new JsonObject(shape.json().encode()));
  }

  @Test
  void anIndicatorOfOneOutputHasOnlyItsValue() {
    indicator(RSI, 65.5);
    assertThat(text())
        .isEqualTo(
            "{\"event_type\":\"indicator_calculated\",\"indicator\":\"RSI\",\"symbol\":\"AAPL\","
                + "\"timestamp\":1760538240.005,\"value\":65.5,\"timeframe\":\"1hour\","
                + "\"source\":\"tickstock_pl\",\"metadata\":{\"period\":14,"
                + "\"bar_timestamp\":\"2025-10-15 14:23:00\",\"bar_time\":1760538180},"
                + "\"event_id\":\"AAPL|RSI_14|1hour|1760538180\",\"revision\":0}");
  }

  @Test
  void anIndicatorOfSeveralOutputsHasThemInMetadataToo() {
    indicator(BBANDS, 151, 150, 149);
    assertThat(text())
        .contains(
            "\"value\":151,",
            "\"metadata\":{\"period\":20,\"nbDevUp\":2.5,\"bar_timestamp\"",
            ",\"outputs\":{\"upper\":151,\"middle\":150,\"lower\":149}},\"event_id\"",
            "\"AAPL|BBANDS_20_2.5|1hour|");
  }

  @Test
  void whatIsNotFiniteIsNull() {
    indicator(BBANDS, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    assertThat(text())
        .contains("\"value\":null", "{\"upper\":null,\"middle\":null,\"lower\":null}");
  }

  private void indicator(IndicatorTraits traits, double... outputs) {
    writer.indicator(traits, "AAPL", Timeframe.HOUR_1, BAR_MILLIS, outputs, 0, NOW_MILLIS);
  }

  @Test
  void theWriterKeepsNothingOfTheEventBefore() {
    pattern(true, true);
    String first = text();
    indicator(BBANDS, 1.0 / 3, 2.0 / 3, 1e-300);
    writer.bar(BarKind.CLOSED, bar(0, 1, 0, 0), 1_000);
    assertThat(text()).contains("\"bar_time\":0,", "\"timestamp\":1.000,");
    pattern(true, true);
    assertThat(text()).isEqualTo(first);
  }

  @Test
  void theIdIsThatOfTheEvent() {
    writer.bar(BarKind.FORMING, bar(BAR_MILLIS, 1, 1, 0), NOW_MILLIS);
    assertThat(text())
        .contains(
            '"' + EventWriter.eventId("BRK.B", "bar", Timeframe.MIN_1, BAR_MILLIS) + '"',
            "\"event_type\":\"bar_forming\"");
  }

  @Property(tries = 5_000)
  void everyNumberReadsBackToTheSameBits(
      @ForAll long priceBits,
      @ForAll long volumeBits,
      @ForAll @LongRange(min = 0, max = 68_000_000) long minute)
      throws IOException {
    double price = Double.longBitsToDouble(priceBits);
    double volume = Double.longBitsToDouble(volumeBits);
    writer.bar(BarKind.CLOSED, bar(minute * 60_000, price, volume, 0), minute * 60_000 + 59_999);
    JsonNode event = JACKSON.readTree(text());
    for (String field : new String[] {"open", "high", "low", "close", "vwap"}) {
      assertSame(event.get(field), price);
    }
    assertSame(event.get("volume"), volume);
    assertThat(event.get("bar_time").longValue()).isEqualTo(minute * 60);
    assertThat(event.get("timestamp").decimalValue().movePointRight(3).longValue())
        .isEqualTo(minute * 60_000 + 59_999);
  }

  private static void assertSame(JsonNode read, double written) {
    if (Double.isFinite(written)) {
      assertThat(Double.doubleToRawLongBits(read.doubleValue()))
          .isEqualTo(Double.doubleToRawLongBits(written));
    } else {
      assertThat(read.isNull()).isTrue();
    }
  }

  private String text() {
    return new String(writer.bytes(), 0, writer.length(), StandardCharsets.UTF_8);
  }
}

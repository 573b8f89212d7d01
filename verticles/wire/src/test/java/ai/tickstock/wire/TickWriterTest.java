package ai.tickstock.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TickWriterTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();

  /** The bits of the greatest double; those of smaller ones are smaller. */
  private static final long LARGEST = 0x7fefffffffffffffL;

  private final TickWriter writer = new TickWriter("polygon");
  private final TickReader reader = new TickReader();

  @Test
  void writesTheContractsTick() {
    writer.tick("AAPL", 150.25, 1000, 1_697_385_600_123L);
    assertThat(text())
        .isEqualTo(
            "{\"type\":\"market_tick\",\"symbol\":\"AAPL\",\"price\":150.25,\"volume\":1000,"
                + "\"timestamp\":1697385600.123,\"source\":\"polygon\"}");
  }

  @Test
  void theSymbolMayBeGivenByItsBytes() {
    writer.tick("xBRK.Bx".getBytes(StandardCharsets.US_ASCII), 1, 5, 1, 0.5, 1_000);
    assertThat(text()).contains("\"symbol\":\"BRK.B\",\"price\":1,\"volume\":0.5,");
  }

  @Test
  void writesControlMessages() {
    writer.heartbeat(1_697_385_600_005L);
    assertThat(text()).isEqualTo("{\"type\":\"heartbeat\",\"timestamp\":1697385600.005}");
    writer.end(1_697_385_601_000L);
    assertThat(text()).isEqualTo("{\"type\":\"end\",\"timestamp\":1697385601.000}");
  }

  @Test
  void writesWhatOnlySomeTicksHave() throws IOException {
    writer.tick("A", 2, 1, 60_000);
    writer.flags(TickReader.NOT_OPEN_CLOSE | TickReader.NOT_VOLUME);
    writer.window(1.5, 3, 1, 59_000, 60_000);
    writer.vendor("a\"\\\n\u20ac\ud83d\ude00", "@ I");
    JsonNode tick = JACKSON.readTree(text());
    assertThat(tick.get("id").asText()).isEqualTo("a\"\\\n\u20ac\ud83d\ude00");
    assertThat(tick.get("cond").asText()).isEqualTo("@ I");
    readOne();
    assertThat(reader.flags()).isEqualTo(TickReader.NOT_OPEN_CLOSE | TickReader.NOT_VOLUME);
    assertThat(reader.isWindow()).isTrue();
    assertThat(reader.open()).isEqualTo(1.5);
    assertThat(reader.high()).isEqualTo(3);
    assertThat(reader.low()).isEqualTo(1);
    assertThat(reader.windowStartMillis()).isEqualTo(59_000);
    assertThat(reader.windowEndMillis()).isEqualTo(60_000);
  }

  @ParameterizedTest
  @CsvSource({
    "150.25, 150.25",
    "0.1, 0.1",
    "0.00000001, 0.00000001",
    "1234567.12345678, 1234567.12345678",
    "100, 100",
    "9007199254740991, 9007199254740991",
    "1e22, 1.0E22",
    "1e-9, 1.0E-9",
    "0.30000000000000004, 0.30000000000000004",
    "4.9e-324, 4.9E-324"
  })
  void pricesAreWrittenShort(double price, String text) {
    writer.tick("A", price, 0, 1_000);
    assertThat(text()).contains("\"price\":" + text + ",\"volume\":0,");
  }

  @Property(tries = 10_000)
  void whatIsWrittenReadsBackToTheSameBits(
      @ForAll @LongRange(min = 1, max = LARGEST) long priceBits,
      @ForAll @LongRange(min = 0, max = LARGEST) long volumeBits,
      @ForAll @LongRange(min = 1, max = 4_102_444_800_000L) long millis)
      throws IOException {
    writeAndRead(Double.longBitsToDouble(priceBits), Double.longBitsToDouble(volumeBits), millis);
  }

  @Property(tries = 10_000)
  void pricesInSmallUnitsReadBackToTheSameBits(
      @ForAll @LongRange(min = 1, max = 1L << 53) long units,
      @ForAll @LongRange(min = 0, max = 9) long decimals,
      @ForAll @LongRange(min = 1, max = 4_102_444_800_000L) long millis)
      throws IOException {
    writeAndRead(units / Math.pow(10, decimals), units, millis);
  }

  private void writeAndRead(double price, double volume, long millis) throws IOException {
    writer.tick("A", price, volume, millis);
    readOne();
    assertThat(Double.doubleToRawLongBits(reader.price()))
        .isEqualTo(Double.doubleToRawLongBits(price));
    assertThat(reader.volume()).isEqualTo(volume);
    assertThat(reader.timestampMillis()).isEqualTo(millis);
    assertThat(JACKSON.readTree(text()).get("price").doubleValue()).isEqualTo(price);
  }

  private void readOne() {
    reader.reset(writer.bytes(), 0, writer.length());
    assertThat(reader.next()).isTrue();
    assertThat(reader.refusal()).as(text()).isNull();
  }

  private String text() {
    return new String(writer.bytes(), 0, writer.length(), StandardCharsets.UTF_8);
  }
}

package ai.tickstock.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.Symbols;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TickReaderPropertyTest {
  private static final ObjectMapper JACKSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final TickReader reader = new TickReader();

  @Property
  void readsEveryValidTickAsJacksonDoes(@ForAll long seed) throws IOException {
    String json = new RandomTicks(seed).tick();
    reset(json);
    assertThat(reader.next()).isTrue();
    JsonNode tick = JACKSON.readTree(json);
    if (!isFinitePositive(tick.get("price").asText())) {
      assertThat(reader.refusal()).isEqualTo(Refusal.PRICE_INVALID);
      return;
    }
    assertThat(reader.refusal()).as(json).isNull();
    assertThat(reader.symbol()).isEqualTo(tick.get("symbol").asText().toUpperCase(Locale.ROOT));
    assertSameBits(reader.price(), tick.get("price"));
    if (tick.has("volume")) {
      assertSameBits(reader.volume(), tick.get("volume"));
    } else {
      assertThat(reader.volume()).isZero();
    }
    BigDecimal millis = tick.get("timestamp").decimalValue().movePointRight(3);
    assertThat(reader.timestampMillis()).isEqualTo(millis.toBigInteger().longValueExact());
    assertThat(reader.flags()).isEqualTo(flags(tick));
    assertThat(reader.next()).isFalse();
  }

  private static boolean isFinitePositive(String number) {
    double value = Double.parseDouble(number);
    return value > 0 && value < Double.POSITIVE_INFINITY;
  }

  private static void assertSameBits(double actual, JsonNode number) {
    double expected = Double.parseDouble(number.asText()) + 0.0;
    assertThat(Double.doubleToRawLongBits(actual))
        .as(number.asText())
        .isEqualTo(Double.doubleToRawLongBits(expected));
  }

  private static int flags(JsonNode tick) {
    return (tick.path("oc").asBoolean(true) ? 0 : TickReader.NOT_OPEN_CLOSE)
        | (tick.path("hl").asBoolean(true) ? 0 : TickReader.NOT_HIGH_LOW)
        | (tick.path("vol").asBoolean(true) ? 0 : TickReader.NOT_VOLUME);
  }

  @Property(tries = 5_000)
  void callsAMessageMalformedExactlyIfJacksonDoes(@ForAll long seed) {
    RandomTicks ticks = new RandomTicks(seed);
    String json = ticks.spoiled(ticks.tick());
    reset(json);
    boolean any = reader.next();
    if (json.isBlank() || json.stripLeading().startsWith("[")) {
      return;
    }
    assertThat(any && reader.refusal() != Refusal.MALFORMED_JSON)
        .as(json)
        .isEqualTo(isObject(json));
    assertThat(reader.next()).isFalse();
  }

  private static boolean isObject(String json) {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (JsonProcessingException e) {
      return false;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Property
  void neverThrowsAndAlwaysEndsWhateverTheBytesAre(@ForAll byte[] bytes) {
    reader.reset(bytes, 0, bytes.length);
    drain(bytes.length);
  }

  @Property(tries = 2_000)
  void neverThrowsAndAlwaysEndsHoweverAnArrayIsSpoiled(@ForAll long seed) {
    RandomTicks ticks = new RandomTicks(seed);
    Random random = new Random(seed);
    String array = "[" + String.join(",", several(ticks, random)) + "]";
    byte[] bytes = ticks.spoiled(array).getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(3); i > 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    reader.reset(bytes, 0, bytes.length);
    drain(bytes.length);
  }

  @Property(tries = 2_000)
  void theMessagesBesideASpoiledOneAreReadAsEver(@ForAll long seed) {
    RandomTicks ticks = new RandomTicks(seed);
    String before = ticks.tick();
    String after = ticks.tick();
    String spoiled = ticks.spoiled(ticks.tick());
    reset("[" + before + "," + after + "]");
    List<String> expected = symbols();
    reset("[" + before + "," + spoiled + "," + after + "]");
    List<String> found = symbols();
    assertThat(found.get(0)).as(spoiled).isEqualTo(expected.get(0));
    if (isObject(spoiled)) {
      assertThat(found).as(spoiled).hasSize(3);
      assertThat(found.get(2)).isEqualTo(expected.get(1));
    }
  }

  private static List<String> several(RandomTicks ticks, Random random) {
    List<String> several = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      several.add(ticks.tick());
    }
    return several;
  }

  private List<String> symbols() {
    List<String> symbols = new ArrayList<>();
    while (reader.next()) {
      symbols.add(reader.refusal() == null ? reader.symbol() : reader.refusal().label());
    }
    return symbols;
  }

  /** Reads all there is, and asks everything a caller may ask. */
  private void drain(int length) {
    int messages = 0;
    while (reader.next()) {
      assertThat(++messages).isLessThanOrEqualTo(length);
      assertThat(reader.sample()).isNotNull();
      if (reader.kind() == TickReader.Kind.REFUSED) {
        assertThat(reader.refusalText()).isNotEmpty();
      } else if (reader.kind() == TickReader.Kind.TICK) {
        assertThat(reader.price()).isPositive().isFinite();
        assertThat(reader.volume()).isNotNegative().isFinite();
        assertThat(Symbols.isValid(reader.symbol())).isTrue();
      }
    }
  }

  private void reset(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    reader.reset(bytes, 0, bytes.length);
  }
}

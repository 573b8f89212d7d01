package ai.tickstock.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Direction;
import ai.tickstock.market.Timeframe;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code asyncapi.yaml} is whole, and says what the code does. */
class AsyncApiTest {
  private static final JsonNode DOCUMENT = Contract.document();
  private static final JsonNode MESSAGES = DOCUMENT.at("/components/messages");
  private static final long BAR_MILLIS = 1_697_385_600_000L;
  private static final long NOW_MILLIS = 1_697_385_660_456L;

  private record Example(String message, String name, JsonNode payload) {
    @Override
    public String toString() {
      return message + " " + name;
    }
  }

  private static Stream<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (Map.Entry<String, JsonNode> message : MESSAGES.properties()) {
      for (JsonNode example : message.getValue().path("examples")) {
        examples.add(
            new Example(message.getKey(), example.get("name").asText(), example.get("payload")));
      }
    }
    return examples.stream();
  }

  @Test
  void itIsAnAsyncApiThreeDocument() {
    assertThat(DOCUMENT.get("asyncapi").asText()).startsWith("3.");
    assertThat(DOCUMENT.at("/info/title").asText()).isNotBlank();
    assertThat(DOCUMENT.at("/info/version").asText()).matches("\\d+\\.\\d+\\.\\d+");
    assertThat(DOCUMENT.at("/info/description").asText())
        .contains("**Versions.** " + DOCUMENT.at("/info/version").asText());
    assertThat(DOCUMENT.get("defaultContentType").asText()).isEqualTo("application/json");
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<JsonNode> references = DOCUMENT.findValues("$ref");
    assertThat(references).hasSizeGreaterThan(100);
    for (JsonNode reference : references) {
      assertThat(reference.asText()).startsWith("#/");
      assertThat(DOCUMENT.at(reference.asText().substring(1)).isMissingNode())
          .as(reference.asText())
          .isFalse();
    }
  }

  @Test
  void nothingStandsUnusedInIt() {
    Set<String> referred = new HashSet<>();
    DOCUMENT.findValues("$ref").forEach(reference -> referred.add(reference.asText()));
    for (String part : List.of("messages", "schemas")) {
      DOCUMENT
          .at("/components/" + part)
          .fieldNames()
          .forEachRemaining(
              name -> assertThat(referred).contains("#/components/" + part + "/" + name));
    }
  }

  @Test
  void itsChannelsAreThoseOfTheCode() throws IllegalAccessException {
    Set<String> inCode = new TreeSet<>();
    for (Field field : Channels.class.getDeclaredFields()) {
      if (Modifier.isPublic(field.getModifiers()) && field.getType() == String.class) {
        inCode.add((String) field.get(null));
      }
    }
    inCode.add(Channels.userMessages("{userId}"));
    inCode.add(Channels.job("{jobId}"));
    Set<String> inDocument = new TreeSet<>();
    DOCUMENT.get("channels").forEach(channel -> inDocument.add(channel.get("address").asText()));
    assertThat(inDocument).isEqualTo(inCode);
  }

  @Test
  void itSaysOfEachChannelWhetherItHasALog() {
    List<String> logs = new ArrayList<>(Channels.EVENT_LOGS);
    logs.addAll(Channels.JOB_LOGS);
    logs.add(Channels.TICKS);
    for (JsonNode channel : DOCUMENT.get("channels")) {
      String address = channel.get("address").asText();
      String description = channel.get("description").asText();
      if (logs.contains(address)) {
        String reader = Channels.EVENT_LOGS.contains(address) ? Topics.APP : Topics.PL;
        assertThat(description)
            .startsWith("With a log.")
            .containsPattern("urable readers? `" + reader + '`');
        assertThat(description.contains("`alerts`")).isEqualTo(Channels.MATCHED.contains(address));
        assertThat(channel.get("messages").has("appended")).as(address).isTrue();
      } else if (Channels.PLAIN.contains(address)) {
        assertThat(description).startsWith("Plain.");
      }
    }
  }

  @Test
  void everyChannelThatIsPublishedOnHasSomebodyWhoSendsAndWhoHears() {
    Set<String> sentOrHeard = new TreeSet<>();
    DOCUMENT
        .get("operations")
        .forEach(
            operation ->
                sentOrHeard.add(
                    operation.get("action").asText() + operation.at("/channel/$ref").asText()));
    for (Map.Entry<String, JsonNode> channel : DOCUMENT.get("channels").properties()) {
      if (!channel.getValue().has("parameters")) {
        assertThat(sentOrHeard)
            .contains("send#/channels/" + channel.getKey())
            .contains("receive#/channels/" + channel.getKey());
      }
    }
  }

  @Test
  void everyReasonForARefusalIsListed() {
    String description = MESSAGES.at("/marketTick/description").asText();
    for (Refusal refusal : Refusal.values()) {
      assertThat(description).contains("`" + refusal.label() + "`");
    }
  }

  @Test
  void everyMessageHasAnExample() {
    for (Map.Entry<String, JsonNode> message : MESSAGES.properties()) {
      assertThat(message.getValue().path("examples")).as(message.getKey()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleIsValid(Example example) {
    assertThat(Contract.faults(example.message(), example.payload())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void withoutAFieldThatIsRequiredNoExampleIsValid(Example example) {
    JsonNode good = example.payload();
    Set<String> required = new TreeSet<>();
    collectRequired(MESSAGES.at("/" + example.message() + "/payload"), required);
    assertThat(required).isNotEmpty();
    for (String field : required) {
      JsonNode spoiled = good.deepCopy();
      ((ObjectNode) (spoiled.isArray() ? spoiled.get(0) : spoiled)).remove(field);
      assertThat(Contract.faults(example.message(), spoiled)).as("without " + field).isNotEmpty();
    }
  }

  private static void collectRequired(JsonNode schema, Set<String> required) {
    if (schema.has("$ref")) {
      collectRequired(DOCUMENT.at(schema.get("$ref").asText().substring(1)), required);
    }
    schema.path("required").forEach(field -> required.add(field.asText()));
    schema.path("allOf").forEach(part -> collectRequired(part, required));
    if (schema.has("items")) {
      collectRequired(schema.get("items"), required);
    }
  }

  @Test
  void theTickReaderTakesTheExamplesOfTicks() {
    assertThat(ticks().map(example -> refusal(example.payload()))).containsOnlyNulls();
  }

  /**
   * What a schema cannot compare are the prices of a window; readers ignore what they do not use.
   */
  @Test
  void theTickReaderRefusesWhatTheSchemaRefusesAndNothingElse() {
    List<String> wrong = List.of("-1", "0", "\"\"", "\"x y\"", "true", "[]", "{}", "1e300");
    List<String> lenient = List.of("source", "id", "cond", "epoch", "offset", "pub", "seq");
    int refused = 0;
    for (Example example : ticks().toList()) {
      for (String field : fieldNames(example.payload())) {
        List<JsonNode> spoiled = new ArrayList<>();
        spoiled.add(((ObjectNode) example.payload().deepCopy()).without(field));
        for (String value : wrong) {
          ObjectNode changed = example.payload().deepCopy();
          spoiled.add(changed.set(field, Contract.json(value)));
        }
        for (JsonNode tick : spoiled) {
          boolean valid = Contract.faults(example.message(), tick).isEmpty();
          Refusal refusal = refusal(tick);
          if (valid) {
            assertThat(refusal).as(tick.toString()).isIn(null, Refusal.WINDOW_INVALID);
          } else if (!lenient.contains(field)) {
            refused++;
            assertThat(refusal).as(tick.toString()).isNotNull();
          }
        }
      }
    }
    assertThat(refused).isGreaterThan(100);
  }

  private static Stream<Example> ticks() {
    List<String> ticks = List.of("marketTick", "heartbeat", "end");
    return examples().filter(example -> ticks.contains(example.message()));
  }

  private static List<String> fieldNames(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Refusal refusal(JsonNode tick) {
    TickReader reader = new TickReader();
    byte[] json = tick.toString().getBytes(StandardCharsets.UTF_8);
    reader.reset(json, 0, json.length);
    assertThat(reader.next()).isTrue();
    return reader.refusal();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.0001, 1, 150.25, 123456789.125, 1e-9, 1e15})
  void ticksThatAreWrittenAreValid(double price) {
    TickWriter writer = new TickWriter("synthetic");
    writer.tick("BRK.B", price, 0.5, NOW_MILLIS);
    assertValid("marketTick", writer);
    writer.flags(TickReader.NOT_HIGH_LOW | TickReader.NOT_OPEN_CLOSE | TickReader.NOT_VOLUME);
    writer.window(price, price, price, NOW_MILLIS - 1_000, NOW_MILLIS);
    writer.vendor("17 \"x\"", "@,F");
    assertValid("marketTick", writer);
    writer.heartbeat(NOW_MILLIS);
    assertValid("heartbeat", writer);
    writer.end(NOW_MILLIS);
    assertValid("end", writer);
  }

  private static void assertValid(String message, TickWriter writer) {
    assertThat(Contract.faults(message, writer.bytes(), 0, writer.length())).isEmpty();
  }

  @Test
  void barEventsThatAreWrittenAreValid() {
    EventWriter writer = new EventWriter();
    for (Timeframe timeframe : Timeframe.values()) {
      for (double vwap : new double[] {150.26, Double.NaN}) {
        Bar bar =
            new Bar(
                "AAPL",
                timeframe,
                Instant.ofEpochMilli(BAR_MILLIS),
                150.2,
                150.4,
                150.1,
                150.25,
                12_000.5,
                vwap,
                87,
                3);
        writer.bar(EventWriter.BarKind.CLOSED, bar, NOW_MILLIS);
        assertValid("bar", writer);
        writer.bar(EventWriter.BarKind.AMENDED, bar, NOW_MILLIS);
        assertValid("bar", writer);
        writer.bar(EventWriter.BarKind.FORMING, bar, NOW_MILLIS);
        String forming = new String(writer.bytes(), 0, writer.length(), StandardCharsets.UTF_8);
        assertThat(Contract.faults("formingBars", "[" + forming + "," + forming + "]")).isEmpty();
        assertThat(Contract.faults("bar", forming)).isNotEmpty();
      }
    }
  }

  @Test
  void patternEventsThatAreWrittenAreValid() {
    EventWriter writer = new EventWriter();
    for (Direction direction : Direction.values()) {
      for (boolean flag : new boolean[] {false, true}) {
        PatternShape shape =
            new PatternShape(
                148.5,
                141,
                flag ? 153 : Double.NaN,
                List.of(new PatternShape.Point(BAR_MILLIS, 152, "first top")));
        PatternFact fact =
            new PatternFact("Doji", direction, flag ? 1 : 0, flag, flag ? null : shape);
        writer.pattern(fact, "AAPL", Timeframe.HOUR_1, BAR_MILLIS, 150.25, 0, !flag, 4, NOW_MILLIS);
        assertValid("patternDetected", writer);
      }
    }
  }

  @Test
  void indicatorEventsThatAreWrittenAreValid() {
    EventWriter writer = new EventWriter();
    String[] period = {"period"};
    writer.indicator(
        new EventWriter.IndicatorTraits(
            "RSI_14", "RSI", new String[] {"rsi"}, period, new double[] {14}),
        "AAPL",
        Timeframe.MIN_1,
        BAR_MILLIS,
        new double[] {65.5},
        0,
        NOW_MILLIS);
    assertValid("indicatorCalculated", writer);
    writer.indicator(
        new EventWriter.IndicatorTraits(
            "BBANDS_20",
            "BBANDS",
            new String[] {"upper", "middle", "lower"},
            period,
            new double[] {20}),
        "AAPL",
        Timeframe.DAY_1,
        BAR_MILLIS,
        new double[] {151.2, Double.NaN, 149.4},
        9,
        NOW_MILLIS);
    assertValid("indicatorCalculated", writer);
  }

  private static void assertValid(String message, EventWriter writer) {
    assertThat(Contract.faults(message, writer.bytes(), 0, writer.length())).isEmpty();
  }
}

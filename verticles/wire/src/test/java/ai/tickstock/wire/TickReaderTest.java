package ai.tickstock.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.Symbols;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(240)
class TickReaderTest {
  private static final String CONTRACT =
      "{\"type\":\"market_tick\",\"symbol\":\"AAPL\",\"price\":150.25,\"volume\":1000,"
          + "\"timestamp\":1697385600.123,\"source\":\"polygon\"}";

  private final TickReader reader = new TickReader();

  @Test
  void readsTheContractsTick() {
    assertThat(read(CONTRACT)).containsExactly("AAPL 150.25 1000.0 1697385600123");
  }

  @Test
  void volumeAndSourceMayBeMissing() {
    assertThat(read(tick("\"timestamp\":1"))).containsExactly("AAPL 5.0 0.0 1000");
    assertThat(read(tick("\"timestamp\":1,\"volume\":null"))).containsExactly("AAPL 5.0 0.0 1000");
  }

  @Test
  void orderBlanksAndUnknownFieldsAreFree() {
    String message =
        """
         { "exchange" : {"id": [1, {"a": "}"}], "x\\"": null} , "timestamp" : 1.697385600123e9 ,
           "volume":1E3,"price" : 15025e-2,
           "symbol":"AAPL", "ok":true, "no":false, "type" : "market_tick" }
        """;
    assertThat(read(message)).containsExactly("AAPL 150.25 1000.0 1697385600123");
  }

  @Test
  void escapesInNamesAndValuesMeanWhatTheyMean() {
    String message =
        "{\"t\\u0079pe\":\"market\\u005ftick\",\"symbol\":\"BRK\\/\\u0062\",\"pr\\u0069ce\":1,"
            + "\"timestamp\":1,\"volume\":2}";
    assertThat(read(message)).containsExactly("BRK/B 1.0 2.0 1000");
  }

  @Test
  void theLastOfEqualNamesCounts() {
    String message =
        tick("\"timestamp\":1,\"price\":\"x\",\"volume\":3,\"price\":7,\"volume\":null");
    assertThat(read(message)).containsExactly("AAPL 7.0 0.0 1000");
  }

  @Test
  void theSymbolIsUpperCasedAndHashedAsItsPartition() {
    reader.reset(Buffer.buffer(tick("\"timestamp\":1,\"symbol\":\"brk.b\"")));
    assertThat(reader.next()).isTrue();
    assertThat(reader.symbol()).isEqualTo("BRK.B");
    assertThat(Symbols.partitionOfHash(reader.symbolHash())).isEqualTo(Symbols.partition("BRK.B"));
  }

  @Test
  void whatFramingAddsIsIgnored() {
    String framed =
        CONTRACT.substring(0, CONTRACT.length() - 1)
            + ",\"epoch\":1764000000123456,\"offset\":7,\"pub\":\"p\",\"seq\":3}";
    assertThat(read(framed)).containsExactly("AAPL 150.25 1000.0 1697385600123");
  }

  @Test
  void flagsSayWhatATradeMustNotTouch() {
    assertThat(flags("\"oc\":false")).isEqualTo(TickReader.NOT_OPEN_CLOSE);
    assertThat(flags("\"hl\":false,\"vol\":false,\"oc\":true"))
        .isEqualTo(TickReader.NOT_HIGH_LOW | TickReader.NOT_VOLUME);
    assertThat(flags("\"oc\":false,\"oc\":null")).isZero();
  }

  private int flags(String fields) {
    assertThat(read(tick("\"timestamp\":1," + fields))).hasSize(1);
    return reader.flags();
  }

  @Test
  void anAggregateFeedsTickIsAWindow() {
    String window =
        tick(
            "\"timestamp\":60,\"open\":4,\"high\":6,\"low\":3,\"window_start\":59.5,\"window_end\":60");
    assertThat(read(window)).hasSize(1);
    assertThat(reader.isWindow()).isTrue();
    assertThat(reader.open()).isEqualTo(4);
    assertThat(reader.high()).isEqualTo(6);
    assertThat(reader.low()).isEqualTo(3);
    assertThat(reader.windowStartMillis()).isEqualTo(59_500);
    assertThat(reader.windowEndMillis()).isEqualTo(60_000);
    assertThat(read(CONTRACT)).hasSize(1);
    assertThat(reader.isWindow()).isFalse();
  }

  @Test
  void heartbeatAndEndBearATime() {
    assertThat(
            read("[{\"type\":\"heartbeat\",\"timestamp\":2.5},{\"timestamp\":3,\"type\":\"end\"}]"))
        .containsExactly("HEARTBEAT 2500", "END 3000");
  }

  @Test
  void nothingIsNoMessage() {
    assertThat(read("")).isEmpty();
    assertThat(read(" [ ] ")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"type\":\"quote\"|UNKNOWN_TYPE|type: expected \"market_tick\", \"heartbeat\" or \"end\", was \"quote\"",
        "\"type\":null|UNKNOWN_TYPE|type: expected \"market_tick\", \"heartbeat\" or \"end\", was null",
        "\"symbol\":null|SYMBOL_MISSING|symbol: expected a String, was null",
        "\"symbol\":7|SYMBOL_INVALID|symbol: expected a String of 1 to 20 of A-Z 0-9 . - / :, was 7",
        "\"symbol\":\"\"|SYMBOL_INVALID|",
        "\"symbol\":\"A B\"|SYMBOL_INVALID|",
        "\"symbol\":\"A\\nB\"|SYMBOL_INVALID|",
        "\"symbol\":\"Ä\"|SYMBOL_INVALID|",
        "\"symbol\":\"\\u00c4\"|SYMBOL_INVALID|",
        "\"symbol\":\"ABCDEFGHIJKLMNOPQRSTU\"|SYMBOL_INVALID|",
        "\"price\":null|PRICE_MISSING|price: expected a Number, was null",
        "\"price\":0|PRICE_INVALID|price: expected a finite Number above 0, was 0",
        "\"price\":-1.5|PRICE_INVALID|price: expected a finite Number above 0, was -1.5",
        "\"price\":1e999|PRICE_INVALID|",
        "\"price\":1e-999|PRICE_INVALID|",
        "\"price\":\"150.25\"|PRICE_INVALID|price: expected a finite Number above 0, was \"150.25\"",
        "\"price\":[150.25]|PRICE_INVALID|",
        "\"volume\":-1|VOLUME_INVALID|volume: expected a finite Number of at least 0, was -1",
        "\"volume\":1e999|VOLUME_INVALID|",
        "\"volume\":\"7\"|VOLUME_INVALID|",
        "\"timestamp\":null|TIMESTAMP_MISSING|timestamp: expected a Number (Unix seconds), was null",
        "\"timestamp\":\"2025-10-15\"|TIMESTAMP_INVALID|",
        "\"timestamp\":0|TIMESTAMP_INVALID|",
        "\"timestamp\":-5|TIMESTAMP_INVALID|timestamp: expected Unix seconds as a Number above 0, was -5",
        "\"timestamp\":1697385600123|TIMESTAMP_MILLISECONDS|timestamp: in the future: expected Unix seconds, these look like milliseconds, was 1697385600123",
        "\"timestamp\":1697385600123456|TIMESTAMP_MICROSECONDS|",
        "\"timestamp\":1697385600123456789|TIMESTAMP_MICROSECONDS|",
        "\"timestamp\":1e300|TIMESTAMP_MICROSECONDS|",
        "\"oc\":0|FLAG_INVALID|oc, hl, vol: expected true or false",
        "\"open\":5|WINDOW_INVALID|",
        "\"open\":5,\"high\":4,\"low\":3,\"window_start\":1,\"window_end\":2|WINDOW_INVALID|",
        "\"open\":5,\"high\":6,\"low\":5.5,\"window_start\":1,\"window_end\":2|WINDOW_INVALID|",
        "\"open\":5,\"high\":6,\"low\":3,\"window_start\":2,\"window_end\":2|WINDOW_INVALID|",
        "\"open\":5,\"high\":6,\"low\":3,\"window_start\":2,\"window_end\":\"3\"|WINDOW_INVALID|",
        "\"price\":01|MALFORMED_JSON|",
        "\"price\":1.|MALFORMED_JSON|",
        "\"price\":.5|MALFORMED_JSON|",
        "\"price\":+5|MALFORMED_JSON|",
        "\"price\":NaN|MALFORMED_JSON|",
        "\"price\":1.-5|MALFORMED_JSON|",
        "\"volume\":-\"x\"|MALFORMED_JSON|",
        "\"price\":1e|MALFORMED_JSON|",
        "\"x\":\"\\x\"|MALFORMED_JSON|",
        "\"x\":tru|MALFORMED_JSON|",
        "\"x\":|MALFORMED_JSON|JSON: expected one object, nested 32 deep at most",
        "\"x\"|MALFORMED_JSON|",
        "x|MALFORMED_JSON|",
      })
  void refusesByName(String field, Refusal refusal, String text) {
    assertThat(read(tick("\"timestamp\":1," + field))).containsExactly("refused " + refusal);
    if (text != null) {
      assertThat(reader.refusalText()).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|UNKNOWN_TYPE",
        "{\"type\":\"market_tick\"}|SYMBOL_MISSING",
        "{\"type\":\"market_tick\",\"symbol\":\"A\"}|PRICE_MISSING",
        "{\"type\":\"market_tick\",\"symbol\":\"A\",\"price\":1}|TIMESTAMP_MISSING",
        "{\"type\":\"heartbeat\"}|TIMESTAMP_MISSING",
        "{\"type\":\"end\",\"timestamp\":-1}|TIMESTAMP_INVALID",
        "7|MALFORMED_JSON",
        "\"text\"|MALFORMED_JSON",
        "{\"type\":\"end\",\"timestamp\":1} x|MALFORMED_JSON",
        "{\"type\":\"end\",\"timestamp\":1|MALFORMED_JSON",
      })
  void refusesALoneMessage(String message, Refusal refusal) {
    assertThat(read(message)).containsExactly("refused " + refusal);
  }

  @Test
  void aFieldThatIsNotThereIsMissing() {
    read("{\"type\":\"market_tick\",\"symbol\":\"A\"}");
    assertThat(reader.refusalText()).isEqualTo("price: expected a Number, was missing");
  }

  @Test
  void whatTheReaderCannotKnowTheCallerRefusesWithTheSameWords() {
    read(CONTRACT);
    assertThat(reader.refusalText(Refusal.TIMESTAMP_FUTURE))
        .isEqualTo(
            "timestamp: in the future: expected Unix seconds, little ahead of the wall clock,"
                + " was 1697385600.123");
  }

  @Test
  void aSampleIsCut() {
    read("{\"type\":\"" + "x".repeat(1_000) + "\"}");
    assertThat(reader.sample()).hasSize(200).startsWith("{\"type\":\"xxx");
    assertThat(reader.refusalText()).hasSizeLessThan(150).endsWith("xxx…");
  }

  @Test
  void aMessageOf64KilobytesIsTakenAndOneMoreIsNot() {
    int rest = TickReader.MAX_BYTES - tick("\"timestamp\":1,\"x\":\"\"").length();
    assertThat(read(tick("\"timestamp\":1,\"x\":\"" + "y".repeat(rest) + "\""))).hasSize(1);
    assertThat(reader.refusal()).isNull();
    assertThat(read(tick("\"timestamp\":1,\"x\":\"" + "y".repeat(rest + 1) + "\"")))
        .containsExactly("refused OVERSIZED");
  }

  @Test
  void nestingIsBounded() {
    String deep = "[".repeat(32) + "]".repeat(32);
    assertThat(read(tick("\"timestamp\":1,\"x\":" + deep))).containsExactly("AAPL 5.0 0.0 1000");
    assertThat(read(tick("\"timestamp\":1,\"x\":[" + deep + "]")))
        .containsExactly("refused MALFORMED_JSON");
    assertThat(read("[" + "[".repeat(500_000))).containsExactly("refused MALFORMED_JSON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"market_tick\",\"symbol\":\"A\",\"price\":oops}",
        "{\"type\":\"market_tick\",\"x\":[1,{\"y\":2,{\"z\":3}}]}",
        "{\"type\":\"market_tick\" \"symbol\":\"A\"}",
        "{\"x\":{}}{\"x\":{}}",
        "{\"type\":\"market_tick\",\"symbol\":\"cut off",
        "{\"type\":\"market_tick\",\"symbol\":\"A\",\"price\":1",
        "{\"type\":\"market_tick\",\"x\":[[[",
        "\u0000\u0001",
        "null",
        "7",
        "[]",
        "",
      })
  void oneMalformedMessageOfAnArrayCostsNoOther(String malformed) {
    assertThat(read("[" + CONTRACT + "," + malformed + "," + CONTRACT + " , " + CONTRACT + "]"))
        .containsExactly(
            "AAPL 150.25 1000.0 1697385600123",
            "refused MALFORMED_JSON",
            "AAPL 150.25 1000.0 1697385600123",
            "AAPL 150.25 1000.0 1697385600123");
  }

  @Test
  void anArrayOfRubbishTakesTimeInProportion() {
    for (String rubbish : List.of("{,", "{\"x\":\"", "{\"a\":[1,", "\"{,", "[,{", "{},{")) {
      read("[" + rubbish.repeat(1_000_000 / rubbish.length()));
    }
  }

  private static String tick(String more) {
    return "{\"type\":\"market_tick\",\"symbol\":\"AAPL\",\"price\":5," + more + "}";
  }

  private List<String> read(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    reader.reset(bytes, 0, bytes.length);
    List<String> story = new ArrayList<>();
    while (reader.next()) {
      story.add(
          switch (reader.kind()) {
            case TICK ->
                reader.symbol()
                    + " "
                    + reader.price()
                    + " "
                    + reader.volume()
                    + " "
                    + reader.timestampMillis();
            case HEARTBEAT, END -> reader.kind() + " " + reader.timestampMillis();
            case REFUSED -> "refused " + reader.refusal();
          });
    }
    return story;
  }
}

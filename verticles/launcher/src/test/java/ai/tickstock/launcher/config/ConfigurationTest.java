package ai.tickstock.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void anEmptyFile() throws IOException {
    file = directory.resolve("mesh.json");
    write("{}");
  }

  @Test
  void theDefaultsAreWhole() {
    JsonObject config = load().json();
    assertThat(config.getJsonObject("http").getString("host")).isEqualTo("127.0.0.1");
    assertThat(config.getJsonObject("aggregation").getInteger("lateness")).isEqualTo(250);
    assertThat(config.getJsonObject("redis").getString("url")).isEmpty();
  }

  @Test
  void aFileChangesOnlyWhatItNames() throws IOException {
    write("{\"aggregation\": {\"lateness\": 10}, \"market\": {\"closedDays\": [\"SUNDAY\"]}}");
    JsonObject config = load().json();
    assertThat(config.getJsonObject("aggregation").getInteger("lateness")).isEqualTo(10);
    assertThat(config.getJsonObject("aggregation").getInteger("instances")).isEqualTo(2);
    assertThat(config.getJsonObject("market").getJsonArray("closedDays"))
        .isEqualTo(JsonArray.of("SUNDAY"));
  }

  @Test
  void theEnvironmentGoesOverTheFileAndTheCommandLineOverAll() throws IOException {
    write("{\"redis\": {\"url\": \"redis://file:1\"}, \"postgres\": {\"poolSize\": 3}}");
    Map<String, String> environment = Map.of("TICKSTOCK_REDIS_URL", "redis://environment:2");
    assertThat(redisUrl(Configuration.load(file, Map.of(), List.of()))).isEqualTo("redis://file:1");
    assertThat(redisUrl(Configuration.load(file, environment, List.of())))
        .isEqualTo("redis://environment:2");
    assertThat(
            redisUrl(Configuration.load(file, environment, List.of("redis.url=redis://command:3"))))
        .isEqualTo("redis://command:3");
  }

  @Test
  void anEmptyVariableOfTheEnvironmentSetsNothing() {
    assertThat(redisUrl(Configuration.load(file, Map.of("TICKSTOCK_REDIS_URL", ""), List.of())))
        .isEmpty();
  }

  @Test
  void aValueIsInsistedOnWhenItWasSetOrIsNotTheDefault() throws IOException {
    assertThat(load().insistsOn("http.port")).isFalse();
    assertThat(load("http.port=8080").insistsOn("http.port")).isTrue();
    write("{\"http\": {\"port\": 8080}}");
    assertThat(load().insistsOn("http.port")).isFalse();
    write("{\"http\": {\"port\": 9090}}");
    assertThat(load().insistsOn("http.port")).isTrue();
  }

  @ParameterizedTest(name = "--set {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "aggregation.lateness=0 | /aggregation/lateness | 0",
        "http.port=8081.0 | /http/port | 8081",
        "http.port=8e3 | /http/port | 8000",
        "http.port=1e-400 | /http/port | 0",
        "http.port=-0.0 | /http/port | 0",
        "source.synthetic.rate=5.0 | /source/synthetic/rate | 5",
        "source.synthetic.rate=0.5 | /source/synthetic/rate | 0.5",
        "source.replay.again=true | /source/replay/again | true",
        "source.replay.speed=10 | /source/replay/speed | 10",
        "source.replay.speed=max | /source/replay/speed | `\"max\"`",
        "node=17 | /node | `\"17\"`",
        "redis.url=redis://h:1/0 | /redis/url | `\"redis://h:1/0\"`",
        "patterns.enabled=Doji, Hammer | /patterns/enabled | `[\"Doji\",\"Hammer\"]`",
        "patterns.enabled=[\"Doji\"] | /patterns/enabled | `[\"Doji\"]`",
        "market.holidays= | /market/holidays | []",
        "market.earlyCloses.2026-11-27=13:00 | /market/earlyCloses/2026-11-27 | `\"13:00\"`",
        "log.topics.tickstock.events.bars.framing=announce"
            + " | /log/topics/tickstock.events.bars/framing | `\"announce\"`",
        "indicators.enabled=[{\"name\":\"RSI\"}] | /indicators/enabled | `[{\"name\":\"RSI\"}]`",
      })
  void aSettingTakesTheTypeOfItsKey(String setting, String pointer, String json) {
    Object value = JsonPointer.from(pointer).queryJson(load(setting).json());
    assertThat(Json.encode(value)).isEqualTo(json);
  }

  @ParameterizedTest(name = "--set {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "aggregation.lateness=fast"
            + " | aggregation.lateness: expected an integer of 0 to 3600000 (milliseconds), was \"fast\"",
        "aggregation.lateness=-1"
            + " | aggregation.lateness: expected an integer of 0 to 3600000 (milliseconds), was -1",
        "aggregation.lateness=1.5"
            + " | aggregation.lateness: expected an integer of 0 to 3600000 (milliseconds), was 1.5",
        "aggregation.lateness="
            + " | aggregation.lateness: expected an integer of 0 to 3600000 (milliseconds), was \"\"",
        "aggregation.lateness=1e30"
            + " | aggregation.lateness: expected an integer of 0 to 3600000 (milliseconds), was 1.0E30",
        "logging.perSymbolLimit=2147483648 | logging.perSymbolLimit: expected an integer of 0 to"
            + " 1000000 (lines), was 2147483648",
        "http.port=1e400 | http.port: expected an integer of 0 to 65535, was \"Infinity\"",
        "http.port=99999 | http.port: expected an integer of 0 to 65535, was 99999",
        "source.type=live | source.type: expected one of synthetic, replay, none, was \"live\"",
        "source.synthetic.rate=0 | source.synthetic.rate: expected a number above 0 up to 10000000"
            + " (ticks per second), was 0",
        "source.replay.again=yes | source.replay.again: expected true or false, was \"yes\"",
        "source.replay.speed=fast"
            + " | source.replay.speed: expected \"max\" or a number above 0, was \"fast\"",
        "market.open=9h | market.open: expected text such as \"09:30\", was \"9h\"",
        "market.open=24:00 | market.open: expected text such as \"09:30\", was \"24:00\"",
        "http.prot=1 | http.prot: no such key; the nearest are http.port, http.host, auth.secret",
        "auth.hours=0 | auth.hours: expected an integer of 1 to 8784 (hours), was 0",
        "nothing | --set: expected key=value, was \"nothing\"",
        "redis.url=http://x | redis.url: expected text such as \"redis://host:6379\", was"
            + " \"http://x\"",
        "postgres.url=postgresql://me:secret@host | postgres.url: expected text such as"
            + " \"postgresql://user:password@host:5432/database\", was \"postgresql://me:***@host\"",
      })
  void aBadSettingIsRefusedWithItsKeyItsValueAndWhatIsExpected(String setting, String message) {
    assertThatThrownBy(() -> load(setting)).isInstanceOf(ConfigException.class).hasMessage(message);
  }

  @Test
  void aSecretIsNeverShown() throws IOException {
    write("{\"auth\": {\"secret\": 1234567890}}");
    assertThatThrownBy(() -> load()).hasMessage("auth.secret: expected text, was (not shown)");
  }

  @Test
  void everyProblemIsNamedAtOnce() throws IOException {
    write("{\"http\": {\"port\": \"x\", \"hots\": \"y\"}}");
    assertThatThrownBy(() -> load("feed.maxSymbols=0"))
        .message()
        .hasLineCount(3)
        .contains(
            List.of(
                "http.port: expected an integer of 0 to 65535, was \"x\"",
                "http.hots: no such key; the nearest are http.host, http.port, auth.hours",
                "feed.maxSymbols: expected an integer of 1 to 1000000 (symbols), was 0"));
  }

  @Test
  void aSectionThatIsNoObjectIsRefused() throws IOException {
    write("{\"http\": 8080}");
    assertThatThrownBy(this::load).hasMessage("http: expected an object, was 8080");
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = directory.resolve("missing.json");
    assertThatThrownBy(() -> Configuration.load(missing, Map.of(), List.of()))
        .hasMessage("--conf: there is no file " + missing);
  }

  @Test
  void aBrokenFileIsRefusedWithThePlace() throws IOException {
    write("{\n  \"http\": {,}\n}");
    assertThatThrownBy(this::load)
        .hasMessageStartingWith(file + ": not JSON at line 2, column 12: Unexpected character");
  }

  @Test
  void aKeyThatStandsTwiceIsRefused() throws IOException {
    write("{\"http\": {}, \"http\": {}}");
    assertThatThrownBy(this::load).hasMessageContaining("Duplicate field 'http'");
  }

  private static String redisUrl(Configuration configuration) {
    return configuration.json().getJsonObject("redis").getString("url");
  }

  private Configuration load(String... settings) {
    return Configuration.load(file, Map.of(), List.of(settings));
  }

  private void write(String json) throws IOException {
    Files.writeString(file, json);
  }
}

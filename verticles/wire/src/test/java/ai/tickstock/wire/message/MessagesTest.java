package ai.tickstock.wire.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.market.Timeframe;
import ai.tickstock.wire.Contract;
import ai.tickstock.wire.log.BusHealth;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The messages that are few: there and back, and what is refused. */
class MessagesTest {
  private static final Instant TIME = Instant.ofEpochMilli(1_697_385_600_123L);

  /** How each message is read and written again. */
  private static final Map<String, Function<JsonObject, JsonObject>> THERE_AND_BACK =
      Map.of(
          "backtestJob", json -> BacktestJob.from(json).json(),
          "backtestProgress", json -> BacktestProgress.from(json).json(),
          "backtestResult", json -> BacktestResult.from(json).json(),
          "alertSubscription", json -> AlertSubscription.from(json).json(),
          "systemCommand", json -> SystemCommand.from(json).json(),
          "health", json -> Health.from(json).json(),
          "error", json -> ErrorReport.from(json).json());

  private static Stream<String> messages() {
    return THERE_AND_BACK.keySet().stream().sorted();
  }

  private static JsonObject example(String message, int index) {
    JsonNode payload =
        Contract.document().at("/components/messages/" + message + "/examples/" + index);
    return new JsonObject(payload.get("payload").toString());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void theContractsExampleGoesThereAndBack(String message) {
    JsonObject example = example(message, 0);
    JsonObject back = THERE_AND_BACK.get(message).apply(example);
    assertThat(back.fieldNames()).isEqualTo(example.fieldNames());
    assertThat(THERE_AND_BACK.get(message).apply(back)).isEqualTo(back);
    assertThat(Contract.faults(message, back.encode())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void unknownFieldsAreIgnored(String message) {
    JsonObject example = example(message, 0).put("new_in_a_later_version", true);
    assertThat(THERE_AND_BACK.get(message).apply(example).containsKey("new_in_a_later_version"))
        .isFalse();
  }

  /** Where the contract's schema refuses a field's value, so does the code, naming the field. */
  @ParameterizedTest
  @MethodSource("messages")
  void whatTheSchemaRefusesIsRefusedByName(String message) {
    JsonObject example = example(message, 0);
    List<Object> wrong =
        new ArrayList<>(List.of(-1, 1e300, "", "x", true, new JsonArray(), new JsonObject()));
    wrong.add(null);
    int refused = 0;
    for (String field : example.fieldNames()) {
      for (Object value : wrong) {
        JsonObject spoiled = example.copy().put(field, value);
        if (!Contract.faults(message, spoiled.encode()).isEmpty()) {
          refused++;
          assertThatThrownBy(() -> THERE_AND_BACK.get(message).apply(spoiled))
              .as(spoiled.encode())
              .isInstanceOf(MessageException.class)
              .hasMessageStartingWith(field)
              .hasMessageContaining("expected ")
              .hasMessageContaining(", was ");
        }
      }
    }
    assertThat(refused).isGreaterThanOrEqualTo(example.size() * 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"symbols":["AAPL","not a symbol"]}    | symbols[1]: expected an array of 1 to 20000 symbols of 1 to 20 of A-Z 0-9 . - / :, was "not a symbol"
          {"end_date":"2023-12-31"}              | end_date: expected a date not before start_date 2024-01-01, was "2023-12-31"
          {"start_date":"2024-02-30"}            | start_date: expected a date such as 2024-12-31, was "2024-02-30"
          {"parameters":7}                       | parameters: expected an object, was 7
          {"rules":[]}                           | rules: expected an object, was []
          {"timeframe":"2min"}                   | timeframe: expected one of 1min, 5min, 15min, 1hour, 1day, was "2min"
          {"job_type":"alert_subscription"}      | job_type: expected "backtest", was "alert_subscription"
          {"patterns":[""]}                      | patterns[0]: expected an array of 0 to 1000 Strings of 1 to 200 characters, was ""
          {"user_id":7}                          | user_id: expected a String of 1 to 200 characters, was 7
          """)
  void aBadJobIsRefusedWithWhatWasFoundAndWhatIsExpected(String change, String message) {
    JsonObject job = example("backtestJob", 0).mergeIn(new JsonObject(change));
    assertThatThrownBy(() -> BacktestJob.from(job)).hasMessage(message);
  }

  @Test
  void anUnknownCommandNamesThoseThereAre() {
    JsonObject command = example("systemCommand", 0).put("command", "reboot");
    assertThatThrownBy(() -> SystemCommand.from(command))
        .hasMessage("command: expected one of cancel_job, was \"reboot\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"source":"api"}                               | source: expected one of app, pl, was "api"
          {"queues":{"patterns":1.5}}                    | queues.patterns: expected an integer of at least 0, was 1.5
          {"jobs":{"pattern":{"messages_processed":-1}}} | jobs.pattern.messages_processed: expected an integer of at least 0, was -1
          {"jobs":{"pattern":7}}                         | jobs.pattern: expected an object, was 7
          {"rates":{"ticks_per_second":"many"}}          | rates.ticks_per_second: expected a Number, was "many"
          {"keyspace_hits":null}                         | keyspace_hits: expected an integer of at least 0, was null
          """)
  void aBadHealthMessageIsRefusedByThePathOfItsField(String change, String message) {
    JsonObject health = example("health", 0).mergeIn(new JsonObject(change));
    assertThatThrownBy(() -> Health.from(health)).hasMessage(message);
  }

  @Test
  void withoutRedisHealthSaysNothingOfItAndWithoutABarThatThisIsExpected() {
    Health health = health(null, Double.NaN, Map.of("pattern", 0L));
    JsonObject json = sent("health", health.json());
    assertThat(json.containsKey("latency_ms")).isFalse();
    assertThat(json.getValue("lag_seconds")).isEqualTo(0.0);
    assertThat(json.getString("note")).contains("expected");
    assertThat(health(null, 0, Map.of("pattern", 1L)).json().containsKey("note")).isFalse();
  }

  @Test
  void aSampleIsCutButNeverHalfACharacter() {
    ErrorReport report = error("x".repeat(199) + "\ud83d\ude00" + "x".repeat(5_000), 1);
    assertThat(report.sample()).isEqualTo("x".repeat(199) + "…");
    assertThat(error("y".repeat(201), 1).sample()).isEqualTo("y".repeat(200) + "…");
    assertThat(error("y".repeat(200), 1).sample()).isEqualTo("y".repeat(200));
    sent("error", report.json());
  }

  @Test
  void timesAreWrittenAsPeopleReadThem() {
    assertThat(error(null, 1).json().encode()).contains("\"timestamp\":1697385600.123");
  }

  private static Health health(BusHealth redis, double lag, Map<String, Long> jobs) {
    return new Health(
        "pl",
        "desk-1",
        Health.Status.DEGRADED,
        redis,
        "slow",
        Map.of("ticks_per_second", 199.8),
        lag,
        Map.of("commits", 3L),
        jobs,
        Map.of(),
        TIME);
  }

  private static ErrorReport error(String sample, long count) {
    return new ErrorReport(
        ErrorReport.Severity.CRITICAL,
        "tick feed",
        "price_invalid",
        "no \"é\"",
        sample,
        count,
        TIME);
  }

  @Test
  @Timeout(60)
  void aLongSymbolThatGrowsInUpperCaseIsRefusedAtOnce() {
    JsonArray symbols = new JsonArray().add("ß".repeat(250_000));
    JsonObject job = example("backtestJob", 0).put("symbols", symbols);
    assertThatThrownBy(() -> BacktestJob.from(job))
        .isInstanceOf(MessageException.class)
        .hasMessageStartingWith("symbols[0]: expected an array of 1 to 20000 symbols");
  }

  @Test
  void symbolsAreUpperCased() {
    JsonObject job = example("backtestJob", 0).put("symbols", new JsonArray().add("brk.b"));
    assertThat(BacktestJob.from(job).symbols()).containsExactly("BRK.B");
  }

  @Test
  void aDeletionNeedsNoNeeds() {
    JsonObject deletion = example("alertSubscription", 1);
    assertThat(deletion.containsKey("needs")).isFalse();
    assertThat(AlertSubscription.from(deletion).needs()).isEqualTo(AlertSubscription.Needs.NONE);
  }

  @Property(tries = 500)
  void everyMessageGoesThereAndBack(@ForAll long seed) {
    Random random = new Random(seed);
    Instant time = Instant.ofEpochMilli(1 + random.nextLong(4_000_000_000_000L));
    LocalDate day = LocalDate.ofEpochDay(random.nextInt(40_000));
    BacktestJob job =
        new BacktestJob(
            "j" + seed,
            "ü\"ser",
            List.of("AAPL", "BTC-USD"),
            day,
            day.plusDays(random.nextInt(1_000)),
            List.of("Doji"),
            new JsonObject().put("initial_capital", 1 + random.nextDouble() * 1e9),
            new JsonObject().put("exit_after_bars", random.nextInt(100)),
            Timeframe.values()[random.nextInt(Timeframe.values().length)],
            time);
    assertThat(BacktestJob.from(sent("backtestJob", job.json()))).isEqualTo(job);
    BacktestProgress progress =
        new BacktestProgress(
            "j",
            "u",
            random.nextDouble() * 100,
            day,
            random.nextInt(10),
            1 + random.nextInt(10),
            random.nextGaussian() * 1e6,
            random.nextDouble() * 1e6,
            time);
    assertThat(BacktestProgress.from(sent("backtestProgress", progress.json())))
        .isEqualTo(progress);
    BacktestResult result =
        new BacktestResult(
            "j",
            "u",
            BacktestResult.Status.values()[random.nextInt(3)],
            new JsonObject().put("sharpe", random.nextGaussian()),
            random.nextBoolean() ? null : "/api/backtests/j",
            random.nextBoolean() ? null : "no bars",
            time);
    assertThat(BacktestResult.from(sent("backtestResult", result.json()))).isEqualTo(result);
    AlertSubscription subscription =
        new AlertSubscription(
            AlertSubscription.Action.values()[random.nextInt(2)],
            "s",
            "u",
            new AlertSubscription.Needs(
                List.of("ES", "CL"), List.of(Timeframe.values()), List.of("RSI"), List.of()),
            time);
    assertThat(AlertSubscription.from(sent("alertSubscription", subscription.json())))
        .isEqualTo(subscription);
    SystemCommand command = new SystemCommand(SystemCommand.Command.CANCEL_JOB, "j", time);
    assertThat(SystemCommand.from(sent("systemCommand", command.json()))).isEqualTo(command);
    BusHealth redis = new BusHealth(random.nextDouble(), random.nextInt(99), "1.02M", 10, 2);
    Health health =
        health(
            random.nextBoolean() ? null : redis,
            random.nextDouble() * 1e6,
            Map.of("pattern", random.nextLong(1L << 53)));
    assertThat(Health.from(sent("health", health.json()))).isEqualTo(health);
    ErrorReport error = error(random.nextBoolean() ? null : "{", random.nextLong(1L << 53));
    assertThat(ErrorReport.from(sent("error", error.json()))).isEqualTo(error);
  }

  /** As it arrives: valid, and parsed again. */
  private static JsonObject sent(String message, JsonObject json) {
    assertThat(Contract.faults(message, json.encode())).isEmpty();
    return new JsonObject(json.encode());
  }
}

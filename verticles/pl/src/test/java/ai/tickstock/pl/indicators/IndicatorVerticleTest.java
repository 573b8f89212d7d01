package ai.tickstock.pl.indicators;

import static ai.tickstock.pl.analysis.StageRun.bar;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.analytics.indicators.IndicatorSet;
import ai.tickstock.market.Bar;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.analysis.FakeStore;
import ai.tickstock.pl.analysis.Published;
import ai.tickstock.pl.analysis.RandomMarket;
import ai.tickstock.pl.analysis.StageRun;
import ai.tickstock.store.write.AnalysisWriter.IndicatorRow;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.log.MemoryBroker;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class IndicatorVerticleTest {
  private final FakeStore store = new FakeStore();
  private final StageRun run =
      new StageRun(store, new MemoryBroker(), IndicatorVerticle::new, IndicatorVerticle.STAGE);

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void anEventIsAsTheContractSays() {
    enable("{\"name\": \"SMA\", \"parameters\": {\"timePeriod\": 2}}");
    run.start();
    run.commit(bar("AAPL", 0, 10), bar("AAPL", 1, 11));
    run.awaitDone();
    List<JsonObject> events = published().events();
    assertThat(events).hasSize(1);
    JsonObject event = events.get(0);
    assertThat((Double) event.remove("timestamp")).isGreaterThan(1.7e9);
    assertThat(event)
        .isEqualTo(
            new JsonObject(
                """
                {"event_type":"indicator_calculated","indicator":"SMA","symbol":"AAPL","value":10.5,"timeframe":"1min",
                 "source":"tickstock_pl","metadata":{"period":2,"bar_timestamp":"2025-10-09 09:01:00","bar_time":1760000460},
                 "event_id":"AAPL|SMA_2|1min|1760000460","revision":0}
                """));
  }

  @Test
  void allOutputsOfSeveralStandInMetadata() {
    enable("{\"name\": \"BBANDS\", \"parameters\": {\"timePeriod\": 2}}");
    run.start();
    run.commit(bar("AAPL", 0, 10), bar("AAPL", 1, 12));
    run.awaitDone();
    JsonObject event = published().events().get(0);
    JsonObject outputs = event.getJsonObject("metadata").getJsonObject("outputs");
    assertThat(outputs.size()).isEqualTo(3);
    assertThat(event.getDouble("value"))
        .isEqualTo(outputs.getDouble(outputs.fieldNames().iterator().next()));
  }

  @Test
  void onlyValuesThatChangedAreRevised() {
    enable("\"VOLUME\"", "{\"name\": \"SMA\", \"parameters\": {\"timePeriod\": 2}}");
    run.start();
    Bar busier = withVolume(bar("AAPL", 1, 11), 500);
    run.commit(bar("AAPL", 0, 10), bar("AAPL", 1, 11), bar("AAPL", 2, 12));
    run.commit(busier);
    run.awaitDone();
    List<JsonObject> revised =
        published().events().stream().filter(event -> event.getLong("revision") > 0).toList();
    assertThat(revised).hasSize(1);
    assertThat(revised.get(0).getString("event_id")).isEqualTo("AAPL|VOLUME|1min|1760000460");
    assertThat(revised.get(0).getLong("revision")).isEqualTo(4);
    assertThat(revised.get(0).getDouble("value")).isEqualTo(500);
  }

  @Test
  void aRevisionEndsWhereTheOldAndTheNewWorldAgree() {
    enable(
        "{\"name\": \"SMA\", \"parameters\": {\"timePeriod\": 3}}",
        "{\"name\": \"EMA\", \"parameters\": {\"timePeriod\": 3}}");
    run.start();
    for (int minute = 0; minute < 100; minute++) {
      run.commit(bar("AAPL", minute, 100 + 0.1 * (minute * 7 % 13)));
    }
    run.commit(bar("AAPL", 10, 250.7));
    run.awaitDone();
    Map<String, Long> revised =
        published().events().stream()
            .filter(event -> event.getLong("revision") > 0)
            .collect(groupingBy(event -> event.getString("indicator"), counting()));
    assertThat(revised.get("SMA")).isEqualTo(3);
    // Half of the difference is left after each bar: 75 * 0.5^40 is less than 1e-12 of the value.
    assertThat(revised.get("EMA")).isEqualTo(40);
  }

  @Test
  void theLatestValuesAreKeptPerSymbolAndTimeframe() {
    enable(
        "\"VOLUME\"",
        "{\"name\": \"MACD\", \"parameters\": {\"slowPeriod\": 3, \"fastPeriod\": 2, \"signalPeriod\": 2}}");
    run.start();
    for (int minute = 0; minute < 6; minute++) {
      run.commit(bar("AAPL", minute, 10 + minute * minute));
    }
    run.commit(bar("AAPL", 2, 3));
    run.commit(bar("AAPL", Timeframe.HOUR_1, 0, 7));
    run.awaitDone();
    assertThat(store.indicators).hasSize(2);
    IndicatorRow row = store.indicators.get("AAPL|1min");
    assertThat(row.barStart()).isEqualTo(StageRun.start(5));
    assertThat(row.changeNo()).isEqualTo(7);
    Map<String, JsonObject> latest = published().latest();
    assertThat(row.values().getDouble("VOLUME")).isEqualTo(1);
    assertThat(row.values().getJsonObject("MACD_2_3_2"))
        .isEqualTo(
            latest
                .get("AAPL|MACD_2_3_2|1min|" + StageRun.start(5).getEpochSecond())
                .getJsonObject("metadata")
                .getJsonObject("outputs"));
  }

  @Test
  void aRestartedStageGivesTheSameValuesAsOneThatRanAllAlong() {
    RandomMarket market = new RandomMarket(42, "AAPL", "MSFT");
    run.start();
    for (int minute = 0; minute < 1_600; minute++) {
      run.push(store.commit(market.next()));
      if (minute % 131 == 130) {
        run.awaitDone();
        run.stop();
        run.start();
      }
    }
    run.awaitDone();
    ExpectedValues.of(store, IndicatorSet.defaults(), MarketCalendar.newYork(), "AAPL", "MSFT")
        .compare(published().latest());
  }

  private void enable(String... indicators) {
    run.with(
        new JsonObject()
            .put(
                "indicators",
                new JsonObject()
                    .put("enabled", new JsonArray("[" + String.join(",", indicators) + "]"))));
  }

  private Published published() {
    return run.published(Topics.from(new JsonObject()).topic(Channels.INDICATORS));
  }

  private static Bar withVolume(Bar bar, double volume) {
    return new Bar(
        bar.symbol(),
        bar.timeframe(),
        bar.start(),
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        volume,
        bar.vwap(),
        bar.trades(),
        1);
  }
}

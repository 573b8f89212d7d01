package ai.tickstock.pl.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.analysis.FakeStore;
import ai.tickstock.pl.analysis.Published;
import ai.tickstock.pl.analysis.StageRun;
import ai.tickstock.store.write.AnalysisWriter.PatternRow;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.log.MemoryBroker;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class PatternDetectionVerticleTest {
  private final FakeStore store = new FakeStore();
  private final StageRun run =
      new StageRun(
          store, new MemoryBroker(), PatternDetectionVerticle::new, PatternDetectionVerticle.STAGE);

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void aSingleBarPatternIsPublishedOnTheFirstBarAsTheContractSays() {
    enable("Doji");
    run.start();
    run.commit(candle(0, 10, 11, 9, 10));
    run.awaitDone();
    List<JsonObject> events = published().events();
    assertThat(events).hasSize(1);
    JsonObject event = events.get(0);
    assertThat((Double) event.remove("timestamp")).isGreaterThan(1.7e9);
    assertThat((Double) event.remove("confidence")).isBetween(0.0, 1.0);
    assertThat(event)
        .isEqualTo(
            new JsonObject(
                """
                {"event_type":"pattern_detected","pattern":"Doji","symbol":"AAPL","timeframe":"1min","direction":"reversal",
                 "source":"tickstock_pl",
                 "metadata":{"price":10,"volume":100,"bar_timestamp":"2025-10-09 09:00:00","bar_time":1760000400,"warming":true},
                 "event_id":"AAPL|Doji|1min|1760000400","revision":0}
                """));
  }

  @Test
  void aTwoBarPatternIsPublishedOnTheSecondBar() {
    enable("BullishEngulfing");
    run.start();
    run.commit(candle(0, 10, 10.2, 8.9, 9), candle(1, 8.8, 10.6, 8.7, 10.5));
    run.awaitDone();
    assertThat(story()).containsExactly("BullishEngulfing at 1 r0");
  }

  @Test
  void anAmendmentRetractsWhatNoLongerHoldsAndRevisesWhatDiffers() {
    enable("BullishEngulfing");
    run.start();
    run.commit(candle(0, 10, 10.2, 8.9, 9), candle(1, 8.8, 10.6, 8.7, 10.5));
    run.commit(candle(0, 9, 10.2, 8.9, 10));
    run.commit(candle(0, 10, 10.2, 8.9, 9));
    run.commit(candle(1, 8.8, 11.6, 8.7, 11.5));
    run.awaitDone();
    assertThat(story())
        .containsExactly(
            "BullishEngulfing at 1 r0",
            "BullishEngulfing at 1 r3 retracted",
            "BullishEngulfing at 1 r4",
            "BullishEngulfing at 1 r5");
    PatternRow row = store.patterns.get("AAPL|BullishEngulfing|1min|1760000460");
    assertThat(row.revision()).isEqualTo(5);
    assertThat(row.retracted()).isFalse();
    assertThat(row.metadata().getDouble("price")).isEqualTo(11.5);
  }

  @Test
  void whatIsLessCertainThanAskedForIsAsIfItWereNotThere() {
    run.with(
        new JsonObject()
            .put(
                "patterns", new JsonObject().put("minConfidence", 1).put("enabled", list("Doji"))));
    run.start();
    run.commit(candle(0, 10, 11, 9, 10.05));
    run.awaitDone();
    assertThat(published().events()).isEmpty();
  }

  private void enable(String pattern) {
    run.with(new JsonObject().put("patterns", new JsonObject().put("enabled", list(pattern))));
  }

  private static JsonArray list(String name) {
    return new JsonArray().add(name);
  }

  private static Bar candle(int minute, double open, double high, double low, double close) {
    return new Bar(
        "AAPL", Timeframe.MIN_1, StageRun.start(minute), open, high, low, close, 100, close, 10, 0);
  }

  private Published published() {
    return run.published(Topics.from(new JsonObject()).topic(Channels.PATTERNS));
  }

  private List<String> story() {
    return published().events().stream()
        .map(
            event ->
                "%s at %d r%d%s"
                    .formatted(
                        event.getString("pattern"),
                        (event.getJsonObject("metadata").getLong("bar_time") - 1_760_000_400) / 60,
                        event.getLong("revision"),
                        event.getBoolean("retracted", false) ? " retracted" : ""))
        .toList();
  }
}

package ai.tickstock.app.delivery;

import static ai.tickstock.app.Eventually.await;
import static ai.tickstock.app.delivery.AlertsForTests.alert;
import static ai.tickstock.app.delivery.AlertsForTests.pattern;
import static ai.tickstock.app.delivery.AlertsForTests.rule;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.app.alerts.AlertChannel.Browser;
import ai.tickstock.app.alerts.AlertSink.Outcome;
import ai.tickstock.app.alerts.FiredAlert;
import ai.tickstock.store.PatternRecordReader;
import ai.tickstock.store.PatternRecordReader.PatternRecord;
import ai.tickstock.wire.Contract;
import ai.tickstock.wire.LocalCodec;
import ai.tickstock.wire.users.Kept;
import ai.tickstock.wire.users.MemoryUserMessages;
import ai.tickstock.wire.users.UserMessages;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a pattern did before, in the alerts of it: looked up by the sink. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class TrackRecordsTest {
  private final Vertx vertx = Vertx.vertx();
  private final UserMessages messages = new MemoryUserMessages(1_000).create(vertx);
  private final List<String> asked = new ArrayList<>();
  private final List<Promise<List<PatternRecord>>> unanswered = new ArrayList<>();
  private boolean isSilent;
  private boolean isAway;
  private long now;
  private final PatternRecordReader reader = this::records;
  private final TrackRecords records = new TrackRecords(reader, () -> now);

  @AfterEach
  void end() throws Exception {
    await(vertx.close());
  }

  private Future<List<PatternRecord>> records(
      String symbol, String pattern, String timeframe, int limit) {
    asked.add(symbol + " " + pattern + " " + timeframe);
    if (isAway) {
      return Future.failedFuture("away");
    }
    if (isSilent) {
      Promise<List<PatternRecord>> answer = Promise.promise();
      unanswered.add(answer);
      return answer.future();
    }
    return Future.succeededFuture(answer(symbol, pattern, timeframe));
  }

  private static List<PatternRecord> answer(String symbol, String pattern, String timeframe) {
    return List.of(
        record(symbol, pattern, timeframe, "bearish", 3),
        record(symbol, pattern, timeframe, "bullish", 41));
  }

  private static PatternRecord record(
      String symbol, String pattern, String timeframe, String direction, int count) {
    JsonArray horizons = new JsonArray().add(new JsonObject().put("bars", 1).put("hits", count));
    return new PatternRecord(
        symbol,
        timeframe,
        pattern,
        direction,
        count,
        horizons,
        AlertsForTests.BAR,
        AlertsForTests.BAR,
        AlertsForTests.BAR);
  }

  private Future<JsonObject> of(FiredAlert alert) {
    return records.of(alert);
  }

  @Test
  void itIsThatOfTheAlertsDirectionAndAskedForOnceInSomeMinutes() throws Exception {
    assertThat(await(of(pattern("a", "ann"))).getInteger("count")).isEqualTo(41);
    now += TrackRecords.LIFE_NANOS - 1;
    assertThat(await(of(pattern("b", "bob"))).getInteger("count")).isEqualTo(41);
    assertThat(asked).containsExactly("AAPL Hammer 5min");
    now++;
    await(of(pattern("c", "ann")));
    assertThat(asked).hasSize(2);
  }

  @Test
  void conditionsHaveNone() throws Exception {
    FiredAlert condition = alert("a", rule("ann", new Browser()), null, List.of(), false);
    assertThat(await(of(condition))).isNull();
    assertThat(asked).isEmpty();
  }

  @Test
  void aDatabaseThatIsAwayIsLeftAloneForAWhile() throws Exception {
    isAway = true;
    assertThat(await(of(pattern("a", "ann")))).isNull();
    assertThat(await(of(pattern("b", "ann")))).isNull();
    assertThat(asked).hasSize(1);
    isAway = false;
    now += TrackRecords.REST_NANOS;
    assertThat(await(of(pattern("c", "ann")))).isNotNull();
  }

  @Test
  void oneThatComesLateIsInTheNextAlert() throws Exception {
    isSilent = true;
    assertThat(await(of(pattern("a", "ann")))).isNull();
    unanswered.get(0).complete(answer("AAPL", "Hammer", "5min"));
    assertThat(await(of(pattern("b", "ann")))).isNotNull();
    assertThat(asked).hasSize(1);
  }

  private DeliverySink sink() {
    LocalCodec.register(vertx.eventBus());
    return new DeliverySink(
        vertx,
        messages,
        new HistoryWriter(new MemoryAlerts(), new DeliveryMetrics(new SimpleMeterRegistry())),
        records,
        new DeliveryMetrics(new SimpleMeterRegistry()));
  }

  @Test
  void theMessageHasItAndIsAsTheContractSays() throws Exception {
    await(sink().fired(pattern("a", "ann")));
    Kept kept = await(messages.pending("ann", "", 10)).get(0);
    assertThat(Contract.faults("alertFired", kept.json())).isEmpty();
    assertThat(new JsonObject(kept.json()).getJsonObject("record").getString("direction"))
        .isEqualTo("bullish");
  }

  /** The first waits for its record in vain, those behind it need none or have theirs at once. */
  @Test
  void alertsAreDecidedInTheOrderTheyCameWhicheverRecordIsKnownFirst() throws Exception {
    DeliverySink sink = sink();
    await(sink.fired(pattern("known", "ann")));
    isSilent = true;
    now += TrackRecords.LIFE_NANOS;
    List<Future<Outcome>> all = new ArrayList<>();
    all.add(sink.fired(pattern("slow", "ann")));
    for (int n = 0; n < 20; n++) {
      String type = n % 2 == 0 ? null : "Hammer";
      all.add(sink.fired(alert("a" + n, rule("ann", new Browser()), type, List.of(), false)));
    }
    assertThat(all).noneMatch(Future::isComplete);
    await(Future.all(all));
    List<String> kept =
        await(messages.pending("ann", "", 100)).stream().map(Kept::alertId).toList();
    List<String> expected = new ArrayList<>(List.of("known", "slow"));
    for (int n = 0; n < 20; n++) {
      expected.add("a" + n);
    }
    assertThat(kept).isEqualTo(expected);
  }
}

package ai.tickstock.pl.alerts;

import static ai.tickstock.store.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.tickstock.store.StoreFixture;
import ai.tickstock.store.write.AlertNeedsTable;
import ai.tickstock.store.write.AlertNeedsTable.Needs;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.log.RedisBus;
import ai.tickstock.wire.log.RedisBusOptions;
import ai.tickstock.wire.log.RedisForTests;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What rules need, as any Redis client tells it, into the table and on to the stages. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class AlertNeedsVerticleTest {
  @AutoClose private static final RedisForTests redis = RedisForTests.start(RedisForTests.Aof.OFF);

  private final StoreFixture store = new StoreFixture();
  private final AlertNeedsTable table = new AlertNeedsTable(store.database);
  private final List<JsonObject> computed = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private String deployed;

  @BeforeEach
  void begin() {
    redis.restartEmpty();
    start();
  }

  @AfterEach
  void end() {
    store.close();
  }

  private AlertNeeds start() {
    AlertNeeds needs = new AlertNeeds(10).with(await(table.all()));
    deployed =
        await(
            store.vertx.deployVerticle(
                new AlertNeedsVerticle(
                    RedisBus.factory(RedisBusOptions.of(redis.url())),
                    table,
                    needs,
                    Clock.systemUTC(),
                    this::compute)));
    return needs;
  }

  private Future<Void> compute(JsonObject wanted) {
    if (failures.getAndDecrement() > 0) {
      return Future.failedFuture("not now");
    }
    computed.add(wanted);
    return Future.succeededFuture();
  }

  private static void publish(String message) {
    redis.cli("PUBLISH", Channels.JOBS_ALERTS, message.replace('\'', '"'));
  }

  private static void put(String id, int second, String indicator) {
    publish(
        """
        {'job_type': 'alert_subscription', 'action': 'put', 'subscription_id': '%s', 'user_id': 'ann',
         'needs': {'symbols': ['A'], 'timeframes': ['1min'], 'indicators': ['%s'], 'patterns': []},
         'timestamp': %d}
        """
            .formatted(id, indicator, second));
  }

  private static void delete(String id, int second) {
    publish(
        """
        {'job_type': 'alert_subscription', 'action': 'delete', 'subscription_id': '%s',
         'user_id': 'ann', 'timestamp': %d}
        """
            .formatted(id, second));
  }

  private static List<String> indicators(JsonObject needs) {
    JsonArray all = needs.getJsonArray("indicators");
    return all.stream().map(each -> ((JsonObject) each).getString("name")).toList();
  }

  /** Waits until the stages compute these and no others. */
  private void awaitComputed(String... texts) {
    await(String.join(", ", texts))
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () ->
                !computed.isEmpty()
                    && indicators(computed.get(computed.size() - 1)).equals(List.of(texts)));
  }

  @Test
  void whatAPlainClientTellsIsStoredAndComputedUntilItTakesItBack() {
    put("a", 1, "RSI(3)");
    awaitComputed("RSI(3)");
    Needs stored = await(table.all()).get(0);
    assertThat(stored.subscriptionId()).isEqualTo("a");
    assertThat(stored.userId()).isEqualTo("ann");
    assertThat(stored.changedAt()).isEqualTo(Instant.ofEpochSecond(1));
    put("b", 1, "SMA(7)");
    awaitComputed("RSI(3)", "SMA(7)");
    delete("a", 2);
    awaitComputed("SMA(7)");
    assertThat(await(table.all())).extracting(Needs::subscriptionId).containsExactly("b");
  }

  @Test
  void aRestartKeepsNeedsAndAnOlderWordChangesNothing() {
    put("a", 5, "RSI(3)");
    awaitComputed("RSI(3)");
    await(store.vertx.undeploy(deployed));
    assertThat(indicators(start().json())).containsExactly("RSI(3)");
    put("a", 4, "RSI(4)");
    put("b", 1, "SMA(7)");
    awaitComputed("RSI(3)", "SMA(7)");
    await(store.vertx.undeploy(deployed));
    assertThat(indicators(start().json())).containsExactly("RSI(3)", "SMA(7)");
  }

  @Test
  void whatIsNoSubscriptionIsPassedOver() {
    publish("{'job_type': 'alert_subscription', 'action': 'put'}");
    publish("{'job_type': 'alert_subscription', 'action': 'putt', 'subscription_id': 'x'}");
    publish("7");
    publish("{'job_type': 'alert_subscription', 'x': " + "[".repeat(999) + "]".repeat(999) + "}");
    put("\\u0000", 1, "RSI(4)");
    put("\\ud800", 1, "RSI(4)");
    put("a", 1, "RSIX(3)");
    put("b", 1, "RSI(3)");
    awaitComputed("RSI(3)");
  }

  @Test
  void whatTheStagesDoNotTakeIsGivenAgain() {
    failures.set(1);
    put("a", 1, "RSI(3)");
    awaitComputed("RSI(3)");
  }
}

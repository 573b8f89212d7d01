package ai.tickstock.app.delivery;

import static ai.tickstock.app.Eventually.await;
import static ai.tickstock.app.delivery.AlertsForTests.alert;
import static ai.tickstock.app.delivery.AlertsForTests.pattern;
import static ai.tickstock.app.delivery.AlertsForTests.rule;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.app.alerts.AlertChannel.Browser;
import ai.tickstock.app.alerts.AlertChannel.Email;
import ai.tickstock.app.alerts.AlertChannel.Webhook;
import ai.tickstock.app.alerts.AlertSink.Outcome;
import ai.tickstock.app.alerts.FiredAlert;
import ai.tickstock.store.Database;
import ai.tickstock.store.PgPatternRecordReader;
import ai.tickstock.store.PostgresForTests;
import ai.tickstock.store.StoreFixture;
import ai.tickstock.store.users.AlertHistory;
import ai.tickstock.store.users.AlertHistory.Before;
import ai.tickstock.store.users.AlertHistory.Past;
import ai.tickstock.store.users.AlertRecord;
import ai.tickstock.store.users.DeliveryQueue;
import ai.tickstock.store.users.PgAlertHistory;
import ai.tickstock.store.users.PgDeliveryQueue;
import ai.tickstock.wire.Contract;
import ai.tickstock.wire.LocalCodec;
import ai.tickstock.wire.log.RedisBusOptions;
import ai.tickstock.wire.log.RedisForTests;
import ai.tickstock.wire.users.FireLimit;
import ai.tickstock.wire.users.Kept;
import ai.tickstock.wire.users.RedisUserMessages;
import ai.tickstock.wire.users.UserMessages;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An alert's steps, over a real Redis and a real PostgreSQL, with a crash between any two. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class DeliverySinkTest {
  @AutoClose private static final RedisForTests redis = RedisForTests.start();

  private final Vertx vertx = Vertx.vertx();
  private final Database database =
      StoreFixture.reached(Database.connect(vertx, PostgresForTests.freshDatabase(), 4));
  private final DeliveryQueue queue = new PgDeliveryQueue(database);
  private UserMessages messages;
  private Failing history;

  @BeforeEach
  void begin() {
    redis.cli("FLUSHALL");
    LocalCodec.register(vertx.eventBus());
    history = new Failing(new PgAlertHistory(database));
    messages = messages();
  }

  @AfterEach
  void end() throws Exception {
    messages.close();
    await(database.close());
    await(vertx.close());
  }

  private UserMessages messages() {
    return RedisUserMessages.factory(RedisBusOptions.of(redis.url()), 100).create(vertx);
  }

  /** A history before or behind whose writing App dies, the next time. */
  private static final class Failing implements AlertHistory {
    private final AlertHistory real;
    private String dies = "";

    Failing(AlertHistory real) {
      this.real = real;
    }

    @Override
    public Future<Void> record(List<AlertRecord> alerts) {
      String when = dies;
      dies = "";
      return switch (when) {
        case "before" -> Future.failedFuture("died before");
        case "behind" -> real.record(alerts).compose(done -> Future.failedFuture("died behind"));
        default -> real.record(alerts);
      };
    }

    @Override
    public Future<Void> delivered(Collection<String> alertIds) {
      return real.delivered(alertIds);
    }

    @Override
    public Future<List<String>> acknowledge(String user, Collection<String> alertIds) {
      return real.acknowledge(user, alertIds);
    }

    @Override
    public Future<List<Past>> past(
        String user, Set<String> states, String subscription, Before before, int limit) {
      return real.past(user, states, subscription, before, limit);
    }

    @Override
    public Future<Integer> prune(java.time.Instant before, int most) {
      return real.prune(before, most);
    }
  }

  /** A sink as App has it after a start: it remembers nothing. */
  private DeliverySink sink() {
    return new DeliverySink(
        vertx,
        messages,
        new HistoryWriter(history, new DeliveryMetrics(new SimpleMeterRegistry())),
        records(),
        new DeliveryMetrics(new SimpleMeterRegistry()));
  }

  private TrackRecords records() {
    return new TrackRecords(new PgPatternRecordReader(database), System::nanoTime);
  }

  private Outcome fire(FiredAlert alert) throws Exception {
    return await(sink().fired(alert));
  }

  private void fireAndDie(FiredAlert alert, String when) {
    history.dies = when;
    assertThat(sink().fired(alert).toCompletionStage().toCompletableFuture())
        .failsWithin(60, TimeUnit.SECONDS);
  }

  private List<String> waiting(String user) throws Exception {
    return await(messages.pending(user, "", 100)).stream().map(Kept::alertId).toList();
  }

  private List<String> states(String user) throws Exception {
    return await(history.past(user, Set.of(), null, Before.NOTHING, 100)).stream()
        .map(past -> past.alertId() + " " + past.state())
        .toList();
  }

  @Test
  void whatFiresIsKeptInOrderAndStandsInTheHistory() throws Exception {
    DeliverySink sink = sink();
    List<Future<?>> all = new ArrayList<>();
    for (int n = 0; n < 50; n++) {
      all.add(sink.fired(pattern("a" + n, "ann")));
    }
    await(Future.all(all));
    List<Kept> kept = await(messages.pending("ann", "", 100));
    for (int n = 0; n < 50; n++) {
      assertThat(kept.get(n).alertId()).isEqualTo("a" + n);
      assertThat(Contract.faults("alertFired", kept.get(n).json())).isEmpty();
    }
    assertThat(states("ann")).hasSize(50).allMatch(state -> state.endsWith("pending"));
  }

  @Test
  void whateverStepAppDiesBehindItIsKeptOnceAndSentOnce() throws Exception {
    Webhook webhook = new Webhook("https://example.org/x", "secret", "json", null);
    for (String when : List.of("before", "behind")) {
      String user = "ann_" + when;
      FiredAlert first =
          alert("1" + when, rule(user, new Browser(), webhook), "Hammer", List.of(), false);
      FiredAlert second =
          alert("2" + when, rule(user, new Browser(), webhook), "Hammer", List.of(), false);
      fireAndDie(first, when);
      assertThat(fire(first)).isEqualTo(Outcome.ALREADY);
      assertThat(fire(second)).isEqualTo(Outcome.FIRED);
      assertThat(fire(first)).isEqualTo(Outcome.ALREADY);
      assertThat(waiting(user)).containsExactly("1" + when, "2" + when);
      assertThat(states(user))
          .containsExactlyInAnyOrder("1" + when + " pending", "2" + when + " pending");
    }
    assertThat(await(queue.waiting())).isEqualTo(4);
  }

  @Test
  void aLimitedAlertThatAppDiedOverIsNotTooSoonForItself() throws Exception {
    List<FireLimit> limits = List.of(new FireLimit("AAPL", Duration.ofMinutes(15)));
    FiredAlert alert = alert("a", rule("ann", new Browser()), "Hammer", limits, false);
    fireAndDie(alert, "before");
    assertThat(states("ann")).isEmpty();
    assertThat(fire(alert)).isEqualTo(Outcome.ALREADY);
    assertThat(states("ann")).containsExactly("a pending");
    assertThat(fire(alert("b", rule("ann", new Browser()), "Hammer", limits, false)))
        .isEqualTo(Outcome.TOO_SOON);
    assertThat(states("ann")).containsExactly("a pending");
    assertThat(waiting("ann")).containsExactly("a");
  }

  @Test
  void twoNodesThatFindTheSameKeepItOnce() throws Exception {
    UserMessages others = messages();
    DeliverySink other =
        new DeliverySink(
            vertx,
            others,
            new HistoryWriter(history, new DeliveryMetrics(new SimpleMeterRegistry())),
            records(),
            new DeliveryMetrics(new SimpleMeterRegistry()));
    DeliverySink sink = sink();
    List<Future<Outcome>> all = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      all.add(sink.fired(pattern("a" + n, "ann")));
      all.add(other.fired(pattern("a" + n, "ann")));
    }
    await(Future.all(all));
    assertThat(all.stream().filter(one -> one.result() == Outcome.FIRED)).hasSize(20);
    assertThat(waiting("ann")).hasSize(20).doesNotHaveDuplicates();
    assertThat(states("ann")).hasSize(20);
    others.close();
  }

  @Test
  void aMutedAlertStandsInTheHistoryAndIsToldToNobody() throws Exception {
    Webhook webhook = new Webhook("https://example.org/x", null, "json", null);
    assertThat(fire(alert("a", rule("ann", new Browser(), webhook), "Hammer", List.of(), true)))
        .isEqualTo(Outcome.FIRED);
    assertThat(waiting("ann")).isEmpty();
    assertThat(states("ann")).containsExactly("a muted");
    assertThat(await(queue.waiting())).isZero();
  }

  @Test
  void aRuleWithoutBrowsersKeepsNothingForThem() throws Exception {
    fire(alert("a", rule("ann", new Email("ann@example.org")), null, List.of(), false));
    assertThat(waiting("ann")).isEmpty();
    assertThat(await(queue.waiting())).isEqualTo(1);
  }
}

package ai.tickstock.store.users;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.store.Database;
import ai.tickstock.store.PostgresForTests;
import ai.tickstock.store.StoreFixture;
import ai.tickstock.store.users.AlertHistory.Before;
import ai.tickstock.store.users.AlertHistory.Past;
import ai.tickstock.store.users.AlertRecord.Sending;
import ai.tickstock.store.users.DeliveryQueue.DeadLetter;
import ai.tickstock.store.users.DeliveryQueue.Delivery;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What fired for users and what is to be sent of it, in PostgreSQL. */
@Timeout(240)
class AlertTablesTest {
  private static final Instant FIRED = Instant.parse("2026-01-05T15:00:00.25Z");
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final Vertx vertx = Vertx.vertx();
  private final Database database =
      StoreFixture.reached(Database.connect(vertx, PostgresForTests.freshDatabase(), 4));
  private final AlertHistory history = new PgAlertHistory(database);
  private final DeliveryQueue queue = new PgDeliveryQueue(database);

  @AfterEach
  void close() throws Exception {
    await(database.close());
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private static AlertRecord alert(String id, String user, boolean browser, Sending... sendings) {
    return new AlertRecord(
        id,
        user,
        "sub_" + user,
        FIRED,
        new JsonObject().put("alert_id", id).put("name", "a\u0000b").encode(),
        browser,
        false,
        List.of(sendings));
  }

  private static Sending webhook(int channel, String host) {
    return new Sending(channel, "webhook", host, "{\"url\":\"https://" + host + "/x\"}");
  }

  private List<Past> past(String user) throws Exception {
    return await(history.past(user, Set.of(), null, Before.NOTHING, 100));
  }

  private List<String> states(String user) throws Exception {
    return past(user).stream().map(past -> past.alertId() + " " + past.state()).toList();
  }

  private List<Delivery> claim(String... without) throws Exception {
    return await(queue.claim("me", LEASE, 10, 2, List.of(without)));
  }

  @Test
  void whatIsKeptAgainChangesNothing() throws Exception {
    AlertRecord alert = alert("a", "ann", true, webhook(1, "one"), webhook(2, "two"));
    await(history.record(List.of(alert, alert("b", "ann", true))));
    await(history.acknowledge("ann", List.of("a")));
    await(history.record(List.of(alert("b", "ann", true), alert, alert)));
    assertThat(states("ann")).containsExactly("b pending", "a acknowledged");
    assertThat(await(queue.waiting())).isEqualTo(2);
    assertThat(past("ann").get(1).deliveries())
        .extracting(delivery -> delivery.getString("host") + delivery.getString("state"))
        .containsExactly("onewaiting", "twowaiting");
    assertThat(past("ann").get(0).message().getString("name")).isEqualTo("a\ufffdb");
  }

  @Test
  void twoWhoKeepTheSameAtTheSameTimeKeepItOnce() throws Exception {
    List<AlertRecord> all =
        IntStream.range(0, 200)
            .mapToObj(n -> alert("a" + n, "ann", false, webhook(0, "h")))
            .toList();
    List<AlertRecord> backwards = new ArrayList<>(all);
    java.util.Collections.reverse(backwards);
    await(Future.all(history.record(all), history.record(backwards), history.record(all)));
    assertThat(await(queue.waiting())).isEqualTo(200);
  }

  @Test
  void aUserSeesHisOwnPageByPage() throws Exception {
    for (int n = 0; n < 5; n++) {
      await(history.record(List.of(alert("a" + n, "ann", true), alert("b" + n, "bob", true))));
    }
    List<Past> first = await(history.past("ann", Set.of(), null, Before.NOTHING, 2));
    Past last = first.get(1);
    List<Past> second =
        await(history.past("ann", Set.of(), null, new Before(last.firedAt(), last.alertId()), 9));
    assertThat(first).extracting(Past::alertId).containsExactly("a4", "a3");
    assertThat(second).extracting(Past::alertId).containsExactly("a2", "a1", "a0");
    assertThat(await(history.past("ann", Set.of(), "sub_bob", Before.NOTHING, 9))).isEmpty();
    await(history.delivered(List.of("a1")));
    assertThat(await(history.past("ann", Set.of("delivered"), "sub_ann", Before.NOTHING, 9)))
        .extracting(Past::alertId)
        .containsExactly("a1");
  }

  @Test
  void nobodyAcknowledgesForSomebodyElse() throws Exception {
    await(history.record(List.of(alert("a", "ann", true), alert("b", "bob", true))));
    assertThat(await(history.acknowledge("ann", List.of("a", "b", "c")))).containsExactly("a");
    assertThat(await(history.acknowledge("ann", List.of("a")))).as("again").containsExactly("a");
    assertThat(states("bob")).containsExactly("b pending");
    await(history.delivered(List.of("a")));
    assertThat(states("ann")).as("seen is more than told").containsExactly("a acknowledged");
  }

  @Test
  void whatIsClaimedIsNobodyElsesUntilItsTimeIsOver() throws Exception {
    await(history.record(List.of(alert("a", "ann", false, webhook(0, "one")))));
    Delivery first = await(queue.claim("x", Duration.ZERO, 10, 2, List.of())).get(0);
    Delivery second = claim().get(0);
    assertThat(claim()).isEmpty();
    assertThat(second.attempts()).isEqualTo(2);
    assertThat(await(queue.delivered(first))).as("not his any more").isFalse();
    assertThat(await(queue.dead(first, "late"))).isFalse();
    assertThat(await(queue.again(first, Duration.ZERO, "late", true))).isFalse();
    assertThat(await(queue.delivered(second))).isTrue();
    assertThat(states("ann")).containsExactly("a delivered");
    assertThat(await(queue.waiting())).isZero();
  }

  @Test
  void twoWhoClaimAtTheSameTimeShareTheWork() throws Exception {
    List<AlertRecord> all =
        IntStream.range(0, 100)
            .mapToObj(n -> alert("a" + n, "ann", false, webhook(0, "h" + n)))
            .toList();
    await(history.record(all));
    List<Future<List<Delivery>>> claims = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      claims.add(queue.claim("c" + n, LEASE, 20, 1, List.of()));
    }
    await(Future.all(claims));
    List<Long> ids =
        claims.stream().flatMap(claim -> claim.result().stream()).map(Delivery::id).toList();
    assertThat(ids).doesNotHaveDuplicates();
    while (!await(queue.claim("rest", LEASE, 100, 1, List.of())).isEmpty()) {
      // Until nothing is left.
    }
    assertThat(await(queue.waiting())).isEqualTo(100);
  }

  @Test
  void aBusyHostIsInNobodysWay() throws Exception {
    List<AlertRecord> many =
        IntStream.range(0, 50)
            .mapToObj(n -> alert("a" + n, "ann", false, webhook(0, "slow")))
            .toList();
    await(history.record(many));
    await(history.record(List.of(alert("b", "bob", false, webhook(0, "quick")))));
    assertThat(claim())
        .extracting(Delivery::host)
        .containsExactlyInAnyOrder("slow", "slow", "quick");
    assertThat(claim("slow")).isEmpty();
  }

  @Test
  void whatIsToBeTriedAgainIsDueLater() throws Exception {
    await(history.record(List.of(alert("a", "ann", false, webhook(0, "one")))));
    assertThat(await(queue.again(claim().get(0), Duration.ZERO, "busy", false))).isTrue();
    Delivery again = claim().get(0);
    assertThat(again.attempts()).as("the first did not count").isEqualTo(1);
    assertThat(await(queue.again(again, Duration.ofHours(1), "503", true))).isTrue();
    assertThat(claim()).isEmpty();
    assertThat(past("ann").get(0).deliveries().get(0).getString("error")).isEqualTo("503");
  }

  @Test
  void whatIsGivenUpIsListedAndMayBeTriedAgain() throws Exception {
    Sending one = webhook(0, "one");
    await(
        history.record(
            List.of(
                alert("a", "ann", false, one),
                alert("b", "ann", true, one),
                alert("c", "bob", false, one))));
    for (Delivery delivery : await(queue.claim("me", LEASE, 10, 9, List.of()))) {
      assertThat(await(queue.dead(delivery, "404"))).isTrue();
    }
    assertThat(states("ann"))
        .as("browsers may still show b")
        .containsExactly("b pending", "a failed");
    List<DeadLetter> letters = await(queue.deadLetters("ann", Long.MAX_VALUE, 10));
    assertThat(letters).extracting(DeadLetter::alertId).containsExactlyInAnyOrder("a", "b");
    long id =
        letters.stream().filter(one1 -> one1.alertId().equals("a")).findFirst().orElseThrow().id();
    assertThat(await(queue.retry("bob", id))).as("not his").isFalse();
    assertThat(await(queue.retry("ann", id))).isTrue();
    assertThat(await(queue.retry("ann", id))).as("waits already").isFalse();
    assertThat(states("ann")).containsExactly("b pending", "a pending");
    assertThat(await(queue.delivered(claim().get(0)))).isTrue();
    assertThat(states("ann")).containsExactly("b pending", "a delivered");
  }

  @Test
  void anAlertHasFailedOnlyWhereNoWayIsLeft() throws Exception {
    await(history.record(List.of(alert("a", "ann", false, webhook(0, "one"), webhook(1, "two")))));
    List<Delivery> both = claim();
    await(queue.dead(both.get(0), "404"));
    assertThat(states("ann")).containsExactly("a pending");
    await(queue.dead(both.get(1), "404"));
    assertThat(states("ann")).containsExactly("a failed");
  }

  @Test
  void whatIsOldIsForgottenUnlessItWaits() throws Exception {
    await(
        history.record(
            List.of(alert("a", "ann", true), alert("b", "ann", false, webhook(0, "one")))));
    assertThat(await(history.prune(FIRED, 10))).isZero();
    assertThat(await(history.prune(FIRED.plusSeconds(1), 10))).isEqualTo(1);
    assertThat(states("ann")).containsExactly("b pending");
    await(queue.delivered(claim().get(0)));
    assertThat(await(history.prune(FIRED.plusSeconds(1), 10))).isEqualTo(1);
  }
}

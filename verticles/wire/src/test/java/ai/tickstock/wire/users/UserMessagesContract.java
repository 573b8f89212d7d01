package ai.tickstock.wire.users;

import static ai.tickstock.wire.users.Fired.Outcome.ALREADY;
import static ai.tickstock.wire.users.Fired.Outcome.FIRED;
import static ai.tickstock.wire.users.Fired.Outcome.TOO_SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.wire.Contract;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What users' messages promise, whatever keeps them. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
abstract class UserMessagesContract {
  private static final long AT = 1_764_000_000_123L;
  private static final long MINUTE = 60_000;
  static final int MOST = 20;

  Vertx vertx;
  private UserMessages messages;
  private UserMessages other;

  /** Ways to one and the same server. */
  abstract UserMessagesFactory factory();

  @BeforeEach
  void begin() throws Exception {
    vertx = Vertx.vertx();
    UserMessagesFactory factory = factory();
    messages = factory.create(vertx);
    other = factory.create(vertx);
  }

  @AfterEach
  void end() throws Exception {
    messages.close();
    other.close();
    await(vertx.close());
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private static String said(String id) {
    return "{\"event_type\":\"alert_fired\",\"alert_id\":\"" + id + "\"}";
  }

  private static Firing plain(String id) {
    return new Firing(id, "s1", List.of(), AT, said(id));
  }

  private static Firing limited(String id, String mark, long at, long gap) {
    return new Firing(id, "s1", List.of(new FireLimit(mark, Duration.ofMillis(gap))), at, said(id));
  }

  private static Firing once(String id, String mark) {
    return new Firing(id, "s1", List.of(new FireLimit(mark, FireLimit.EVER)), AT, said(id));
  }

  private Fired.Outcome fire(Firing firing) throws Exception {
    return await(messages.fire("ann", firing)).outcome();
  }

  private List<String> pending(String user) throws Exception {
    return await(messages.pending(user, "", 1_000)).stream().map(Kept::alertId).toList();
  }

  @Test
  void anAlertFiresOnceWhoeverFindsItAgain() throws Exception {
    Fired first = await(messages.fire("ann", plain("a")));
    Fired again = await(other.fire("ann", plain("a")));
    assertThat(first.outcome()).isEqualTo(FIRED);
    assertThat(again).isEqualTo(new Fired(ALREADY, first.entry()));
    assertThat(pending("ann")).containsExactly("a");
  }

  @Test
  void twoNodesAtTheSameTimeFireEachAlertOnce() throws Exception {
    List<Future<Fired>> all = new ArrayList<>();
    for (int n = 0; n < 10; n++) {
      all.add(messages.fire("ann", plain("a" + n)));
      all.add(other.fire("ann", plain("a" + n)));
    }
    await(Future.all(all));
    assertThat(all.stream().filter(one -> one.result().outcome() == FIRED)).hasSize(10);
    assertThat(pending("ann")).hasSize(10).doesNotHaveDuplicates();
  }

  @Test
  void whatWaitsIsGivenInOrderBehindAnyEntryWordForWord() throws Exception {
    String odd = "{\"name\":\"\u00e9 \\\" \u20ac\",\"value\":1764000000123456}";
    String entry = await(messages.fire("ann", plain("a"))).entry();
    await(messages.fire("ann", new Firing("b|x 1", "s1", List.of(), AT, odd)));
    await(messages.fire("ann", plain("c")));
    List<Kept> behind = await(messages.pending("ann", entry, 10));
    assertThat(behind).extracting(Kept::alertId).containsExactly("b|x 1", "c");
    assertThat(behind.get(0).json()).isEqualTo(odd);
    assertThat(await(messages.pending("ann", "", 2))).hasSize(2);
    assertThat(await(messages.pending("ann", behind.get(1).entry(), 2))).isEmpty();
    assertThat(await(messages.length("ann"))).isEqualTo(3);
  }

  @Test
  void usersHaveNothingToDoWithEachOther() throws Exception {
    fire(plain("a"));
    assertThat(await(messages.fire("bob", plain("a"))).outcome()).isEqualTo(FIRED);
    assertThat(await(messages.acknowledge("bob", List.of("a")))).containsExactly("a");
    assertThat(pending("ann")).containsExactly("a");
    assertThat(pending("eve")).isEmpty();
  }

  @Test
  void whatIsAcknowledgedIsGoneAndDoesNotFireAgain() throws Exception {
    fire(plain("a"));
    fire(plain("b"));
    assertThat(await(messages.acknowledge("ann", List.of("a", "never")))).containsExactly("a");
    assertThat(await(other.acknowledge("ann", List.of("a")))).as("once").isEmpty();
    assertThat(pending("ann")).containsExactly("b");
    assertThat(await(messages.fire("ann", plain("a")))).isEqualTo(new Fired(ALREADY, ""));
  }

  @Test
  void anEmptiedMailboxNeverGivesAnEntryAgain() throws Exception {
    String last = "";
    for (int n = 0; n < 200; n++) {
      String entry = await(messages.fire("ann", plain("a" + n))).entry();
      assertThat(await(messages.pending("ann", last, 10))).hasSize(1);
      last = entry;
      await(messages.acknowledge("ann", List.of("a" + n)));
    }
  }

  @Test
  void betweenTwoFiringsOfAMarkLiesTheGapByTheTimeOfTheEvents() throws Exception {
    assertThat(fire(limited("a", "AAPL", AT, MINUTE))).isEqualTo(FIRED);
    assertThat(fire(limited("b", "AAPL", AT + MINUTE - 1, MINUTE))).isEqualTo(TOO_SOON);
    assertThat(fire(limited("c", "MSFT", AT + 1, MINUTE))).as("another mark").isEqualTo(FIRED);
    assertThat(fire(limited("d", "AAPL", AT + MINUTE, MINUTE))).isEqualTo(FIRED);
    assertThat(fire(limited("e", "AAPL", AT - 1, MINUTE))).as("of before").isEqualTo(TOO_SOON);
    assertThat(pending("ann")).containsExactly("a", "c", "d");
  }

  @Test
  void allLimitsHaveToHavePassedAndOnlyAFiringCounts() throws Exception {
    List<FireLimit> both =
        List.of(
            new FireLimit("rule", Duration.ofMinutes(5)),
            new FireLimit("AAPL", Duration.ofMinutes(15)),
            new FireLimit("none", Duration.ZERO));
    assertThat(fire(new Firing("a", "s1", both, AT, said("a")))).isEqualTo(FIRED);
    assertThat(fire(new Firing("b", "s1", both, AT + 5 * MINUTE, said("b")))).isEqualTo(TOO_SOON);
    assertThat(fire(limited("c", "rule", AT + 5 * MINUTE, 5 * MINUTE))).isEqualTo(FIRED);
    assertThat(fire(new Firing("d", "s1", both, AT + 16 * MINUTE, said("d")))).isEqualTo(FIRED);
  }

  @Test
  void eventsReadAgainAreDecidedOnAlike() throws Exception {
    List<Firing> firings =
        IntStream.range(0, 12)
            .mapToObj(n -> limited("a" + n, "AAPL", AT + n * 25_000L, MINUTE))
            .toList();
    for (int round = 0; round < 3; round++) {
      for (Firing firing : firings) {
        fire(firing);
      }
      assertThat(pending("ann")).containsExactly("a0", "a3", "a6", "a9");
    }
  }

  @Test
  void onceIsOnceUntilTheSubscriptionIsForgotten() throws Exception {
    assertThat(fire(once("a", "*"))).isEqualTo(FIRED);
    assertThat(fire(once("b", "*"))).isEqualTo(TOO_SOON);
    assertThat(fire(once("a", "*"))).as("the same").isEqualTo(ALREADY);
    await(messages.forget("ann", "s2"));
    assertThat(fire(once("b", "*"))).isEqualTo(TOO_SOON);
    await(messages.forget("ann", "s1"));
    assertThat(fire(once("b", "*"))).isEqualTo(FIRED);
  }

  @Test
  void whatIsNotKeptIsDecidedAllTheSame() throws Exception {
    Firing silent =
        new Firing("a", "s1", List.of(new FireLimit("AAPL", Duration.ofMillis(MINUTE))), AT, null);
    assertThat(await(messages.fire("ann", silent))).isEqualTo(new Fired(FIRED, ""));
    assertThat(await(messages.fire("ann", silent))).isEqualTo(new Fired(ALREADY, ""));
    assertThat(fire(limited("b", "AAPL", AT + 1, MINUTE))).isEqualTo(TOO_SOON);
    assertThat(pending("ann")).isEmpty();
  }

  @Test
  void whereThereIsNoRoomTheOldestAreSummarisedAndCounted() throws Exception {
    for (int n = 0; n < 100; n++) {
      fire(plain("a" + n));
      assertThat(await(messages.length("ann"))).isLessThanOrEqualTo(MOST);
    }
    List<Kept> left = await(messages.pending("ann", "", 1_000));
    List<JsonObject> all = left.stream().map(one -> new JsonObject(one.json())).toList();
    List<JsonObject> summaries =
        all.stream()
            .filter(one -> "alerts_summarised".equals(one.getString("event_type")))
            .toList();
    assertThat(summaries).hasSize(1);
    JsonObject summary = summaries.get(0);
    assertThat(Contract.faults("alertsSummarised", summary.encode())).isEmpty();
    assertThat(summary.getInteger("count") + all.size() - 1).as("none is lost").isEqualTo(100);
    assertThat(summary.getString("user_id")).isEqualTo("ann");
    assertThat(summary.getDouble("from"))
        .isGreaterThan(1.6e9)
        .isLessThanOrEqualTo(summary.getDouble("to"));
    assertThat(all.get(all.size() - 1).getString("alert_id")).isEqualTo("a99");
    List<String> ids = left.stream().map(Kept::alertId).toList();
    assertThat(ids).contains(summary.getString("alert_id")).doesNotHaveDuplicates();
    assertThat(await(messages.acknowledge("ann", ids))).isEqualTo(ids);
    assertThat(await(messages.length("ann"))).isZero();
  }

  @Test
  void aSummaryThatWasSeenIsNotCountedAgain() throws Exception {
    for (int n = 0; n <= MOST; n++) {
      fire(plain("a" + n));
    }
    await(messages.acknowledge("ann", pending("ann")));
    for (int n = 0; n <= MOST; n++) {
      fire(plain("b" + n));
    }
    JsonObject summary =
        await(messages.pending("ann", "", 1_000)).stream()
            .map(one -> new JsonObject(one.json()))
            .filter(one -> one.containsKey("count"))
            .findFirst()
            .orElseThrow();
    assertThat(summary.getInteger("count")).isEqualTo(2);
  }

  @Test
  void aNameThatCannotBeAUsersIsRefused() {
    for (String name : List.of("", "a b", "{x}", "a\"", "x".repeat(65))) {
      assertThatThrownBy(() -> await(messages.fire(name, plain("a"))))
          .hasRootCauseMessage(
              "user: expected 1 to 64 of letters, digits and . _ @ -, was \"" + name + "\"");
    }
    assertThatThrownBy(() -> await(messages.pending("ann", "soon", 1)))
        .hasMessageContaining("entry: expected one such as");
    assertThatThrownBy(() -> plain("")).hasMessageContaining("alertId: expected 1 to 500");
  }
}

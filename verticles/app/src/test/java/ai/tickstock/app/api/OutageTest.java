package ai.tickstock.app.api;

import static ai.tickstock.app.Eventually.await;
import static ai.tickstock.app.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.store.Database;
import ai.tickstock.store.MarketReader;
import ai.tickstock.store.PostgresForTests;
import ai.tickstock.store.StoreFixture;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.HttpResponse;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is answered when the database is away, slow, or asked by many at once. */
@Timeout(240)
class OutageTest {
  private static final Clock STILL = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private static final List<String> PATHS =
      List.of("/symbols", "/bars/AAPL", "/patterns", "/indicators?symbol=AAPL");

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void aDatabaseThatIsAwayIsSaidToBeAndUsedAgainWhenItIsBack() throws Exception {
    try (PostgresForTests.Server server = new PostgresForTests.Server();
        StoreFixture store = new StoreFixture(server.url())) {
      Shelf.fill(store);
      ApiServer api = new ApiServer(store.vertx, store.database, Clock.systemUTC());
      assertThat(api.ok("/bars/AAPL").getJsonArray("bars")).hasSize(3);
      server.stop();
      for (String path : PATHS) {
        HttpResponse<?> refused = api.get(path);
        ApiTest.problem(
            refused,
            503,
            "Service Unavailable",
            "the database does not answer; try again in a moment");
        assertThat(refused.getHeader("Retry-After")).isEqualTo("2");
      }
      server.start();
      for (String path : PATHS) {
        until(vertx, () -> statusOf(api, path) == 200);
      }
    }
  }

  @Test
  void whileTheBreakerIsOpenTheDatabaseIsNotAskedAndThenOnceMore() throws Exception {
    try (PostgresForTests.Server server = new PostgresForTests.Server();
        StoreFixture store = new StoreFixture(server.url())) {
      Shelf.fill(store);
      CircuitBreaker staysOpen = breaker(store.vertx, -1);
      CircuitBreaker tries = breaker(store.vertx, 200);
      ApiServer shut =
          new ApiServer(store.vertx, store.database.guarded(staysOpen), Clock.systemUTC());
      ApiServer api = new ApiServer(store.vertx, store.database.guarded(tries), Clock.systemUTC());
      assertThat(statusOf(api, "/bars/NONE")).isEqualTo(404);
      assertThat(api.ok("/bars/AAPL").getJsonArray("bars")).hasSize(3);
      assertThat(tries.failureCount()).as("what is answered is no failure").isZero();

      server.stop();
      for (ApiServer each : List.of(shut, api)) {
        CircuitBreaker its = each == shut ? staysOpen : tries;
        until(
            vertx,
            () -> statusOf(each, "/patterns") == 503 && its.state() == CircuitBreakerState.OPEN);
      }
      server.start();
      HttpResponse<?> refused = shut.get("/bars/AAPL");
      ApiTest.problem(
          refused,
          503,
          "Service Unavailable",
          "the database does not answer; try again in a moment");
      assertThat(refused.getHeader("Retry-After")).isEqualTo("2");
      until(vertx, () -> statusOf(api, "/bars/AAPL") == 200);
      assertThat(tries.state()).isEqualTo(CircuitBreakerState.CLOSED);
    }
  }

  private static CircuitBreaker breaker(Vertx vertx, long resetMillis) {
    return CircuitBreaker.create(
        "postgres",
        vertx,
        new CircuitBreakerOptions()
            .setMaxFailures(3)
            .setFailuresRollingWindow(240_000)
            .setTimeout(30_000)
            .setResetTimeout(resetMillis));
  }

  private static int statusOf(ApiServer api, String path) {
    try {
      return api.get(path).statusCode();
    } catch (Exception e) {
      throw new AssertionError(path, e);
    }
  }

  @Test
  void aStatementThatTakesTooLongIsCancelledAndItsConnectionFree() throws Exception {
    String url = PostgresForTests.freshDatabase();
    try (StoreFixture store = new StoreFixture(url)) {
      Shelf.fill(store);
      Database impatient = Database.connect(store.vertx, url, 1, Duration.ofMillis(300));
      ApiServer api = new ApiServer(store.vertx, impatient, Clock.systemUTC());
      StoreFixture.await(
          store
              .database
              .pool()
              .withTransaction(
                  locked ->
                      locked
                          .query("lock table daily_patterns in access exclusive mode")
                          .execute()
                          .compose(
                              done ->
                                  Future.future(
                                      answered ->
                                          vertx
                                              .executeBlocking(() -> statusOf(api, "/patterns"))
                                              .onComplete(answered)))
                          .map(status -> assertThat((Integer) status).isEqualTo(503))));
      assertThat(statusOf(api, "/bars/AAPL")).isEqualTo(200);
      assertThat(statusOf(api, "/patterns")).isEqualTo(200);
    }
  }

  @Test
  void aFaultOfOursIsSaidToBeOneAndNoMore() throws Exception {
    MarketReader broken =
        reader(
            (name, args) -> {
              throw new IllegalStateException("a secret");
            });
    ApiTest.problem(
        new ApiServer(vertx, null, broken, STILL).get("/symbols"),
        500,
        "Internal Server Error",
        "this server has a fault; its log says more");
  }

  @Test
  void oneQuestionServesAllThatAskForTheSymbolsMeanwhile() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Promise<List<MarketReader.Last>> slow = Promise.promise();
    MarketReader market =
        reader(
            (name, args) ->
                name.equals("last") && asked.incrementAndGet() > 0
                    ? slow.future()
                    : Future.succeededFuture(Map.of()));
    ApiServer api = new ApiServer(vertx, null, market, STILL);
    Future<Integer> one = vertx.executeBlocking(() -> statusOf(api, "/symbols"), false);
    Future<Integer> two = vertx.executeBlocking(() -> statusOf(api, "/symbols?prefix=A"), false);
    until(vertx, () -> asked.get() > 0);
    slow.complete(List.of());
    assertThat(await(one)).isEqualTo(200);
    assertThat(await(two)).isEqualTo(200);
    assertThat(statusOf(api, "/symbols")).isEqualTo(200);
    assertThat(asked).hasValue(1);
  }

  @Test
  void symbolsAreAskedForAgainAfterASecondAndAfterAFailure() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger millis = new AtomicInteger();
    MarketReader market =
        reader(
            (name, args) -> {
              if (name.equals("references")) {
                return Future.succeededFuture(Map.of());
              }
              return asked.incrementAndGet() == 1
                  ? Future.failedFuture("away")
                  : Future.succeededFuture(List.of());
            });
    Clock clock =
        new Clock() {
          @Override
          public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return Instant.ofEpochMilli(millis.get());
          }
        };
    ApiServer api = new ApiServer(vertx, null, market, clock);
    assertThat(statusOf(api, "/symbols")).isEqualTo(503);
    assertThat(statusOf(api, "/symbols")).isEqualTo(200);
    millis.set(999);
    assertThat(statusOf(api, "/symbols")).isEqualTo(200);
    assertThat(asked).hasValue(2);
    millis.set(1_000);
    assertThat(statusOf(api, "/symbols")).isEqualTo(200);
    assertThat(asked).hasValue(3);
  }

  private interface Answer {
    Object to(String method, Object[] arguments);
  }

  private static MarketReader reader(Answer answer) {
    return (MarketReader)
        Proxy.newProxyInstance(
            MarketReader.class.getClassLoader(),
            new Class<?>[] {MarketReader.class},
            (proxy, method, arguments) -> answer.to(method.getName(), arguments));
  }
}

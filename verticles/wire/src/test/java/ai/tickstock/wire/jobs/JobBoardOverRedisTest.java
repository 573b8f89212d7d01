package ai.tickstock.wire.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.wire.jobs.JobState.Status;
import ai.tickstock.wire.log.RedisBusOptions;
import ai.tickstock.wire.log.RedisForTests;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class JobBoardOverRedisTest extends JobBoardContract {
  @AutoClose private static final RedisForTests redis = RedisForTests.start();

  @Override
  JobBoards boards() {
    redis.cli("FLUSHALL");
    return RedisJobBoard.factory(RedisBusOptions.of(redis.url()));
  }

  @Test
  void anyProgramCanReadTheHash() throws Exception {
    Vertx vertx = Vertx.vertx();
    BoardOnContext board = new BoardOnContext(vertx, boards());
    Instant created = Instant.ofEpochSecond(1_697_385_600);
    board.submit("bt_1", "user_456", new JsonObject().put("a", 1), created, 5);
    assertThat(redis.cli("HGET", "job:bt_1", "created_at")).contains("1697385600\r\n");
    Claim claim = board.claim("bt_1", "w", Duration.ofSeconds(10));
    board.renew(claim, Duration.ofSeconds(10), new JsonObject().put("percent", 1.5));
    board.finish(claim, Status.COMPLETED, "/api/backtests/bt_1", null);
    assertThat(redis.cli("HGETALL", "job:bt_1"))
        .contains("completed", "user_456", "{\"a\":1}", "{\"percent\":1.5}", "/api/backtests/bt_1");
    String lives = redis.cli("TTL", "job:bt_1").replaceAll("\\D", "");
    assertThat(Integer.parseInt(lives)).isBetween(86_000, 86_400);
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  @Test
  void behindAnOpenBreakerNobodyWaitsForARedisThatIsAway() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (RedisForTests own = RedisForTests.start()) {
      CircuitBreaker breaker =
          CircuitBreaker.create(
              "redis",
              vertx,
              new CircuitBreakerOptions()
                  .setMaxFailures(2)
                  .setFailuresRollingWindow(240_000)
                  .setTimeout(60_000)
                  .setResetTimeout(200));
      RedisBusOptions impatient =
          RedisBusOptions.of(own.url()).withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2));
      BoardOnContext board = new BoardOnContext(vertx, RedisJobBoard.factory(impatient, breaker));
      board.submit("a", "u", new JsonObject(), Instant.now(), 5);
      own.stop();
      int asked = 0;
      while (breaker.state() == CircuitBreakerState.CLOSED) {
        assertThat(asked++).isLessThan(20);
        assertThatThrownBy(() -> board.active()).isNotNull();
      }
      assertThatThrownBy(() -> board.active()).isNotNull();
      own.restart();
      Awaitility.await()
          .atMost(120, TimeUnit.SECONDS)
          .ignoreExceptions()
          .until(() -> board.active() >= 0);
      assertThat(breaker.state()).isEqualTo(CircuitBreakerState.CLOSED);
    }
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  @Test
  void aFenceGrowsEvenOverAnEmptyServer() throws Exception {
    Vertx vertx = Vertx.vertx();
    JobBoards boards = boards();
    BoardOnContext board = new BoardOnContext(vertx, boards);
    board.submit("a", "u", new JsonObject(), Instant.now(), 5);
    Claim before = board.claim("a", "w", Duration.ofSeconds(10));
    redis.cli("FLUSHALL");
    board.submit("a", "u", new JsonObject(), Instant.now(), 5);
    Claim after = board.claim("a", "w", Duration.ofSeconds(10));
    assertThat(after.fence()).isGreaterThan(before.fence());
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  @Test
  void whatADiedCallerLeftInTheIndexesIsRemoved() throws Exception {
    Vertx vertx = Vertx.vertx();
    BoardOnContext board = new BoardOnContext(vertx, boards());
    for (String ghost : new String[] {"x", "y", "z"}) {
      redis.cli("ZADD", "jobs:active:u", "1000", ghost);
      redis.cli("ZADD", "jobs:active", "1000", ghost);
    }
    assertThat(board.submit("a", "u", new JsonObject(), Instant.now(), 3))
        .isEqualTo(Submission.ACCEPTED);
    assertThat(board.claimable(10)).containsExactly("a");
    assertThat(board.active()).isEqualTo(1);
    vertx.close().await(60, TimeUnit.SECONDS);
  }
}

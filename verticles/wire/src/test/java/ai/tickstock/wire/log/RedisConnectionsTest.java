package ai.tickstock.wire.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No more connections to Redis than are allowed, whatever happens to them. */
@Timeout(240)
class RedisConnectionsTest {
  @AutoClose private static final RedisForTests redis = RedisForTests.start();

  private final Vertx vertx = Vertx.vertx();
  private final RedisConnections bound = new RedisConnections(2);
  private final List<RedisCommands> all = new ArrayList<>();

  @BeforeEach
  void begin() {
    redis.restartEmpty();
  }

  @AfterEach
  void end() {
    all.forEach(RedisCommands::close);
    Node.await(vertx.close());
  }

  private RedisCommands open() {
    RedisCommands commands =
        new RedisCommands(vertx, RedisBusOptions.of(redis.url()).within(bound));
    all.add(commands);
    return commands;
  }

  private static Response ask(RedisCommands commands) {
    Future<Response> answer = commands.send(Request.cmd(Command.GET, "a"));
    return Node.await(answer);
  }

  private boolean answers(RedisCommands commands) {
    try {
      ask(commands);
      return true;
    } catch (RuntimeException | AssertionError refused) {
      return false;
    }
  }

  @Test
  void oneTooManyIsRefusedAndComesIntoItsOwnWhenAnotherHasEnded() {
    RedisCommands first = open();
    RedisCommands second = open();
    RedisCommands third = open();
    ask(first);
    ask(second);

    assertThatThrownBy(() -> ask(third)).hasMessageContaining("not connected to Redis");
    assertThat(bound.open()).isEqualTo(2);
    assertThat(answers(first)).isTrue();

    second.close();
    Node.await("the third's turn", () -> answers(third));
    assertThat(bound.open()).isEqualTo(2);
  }

  @Test
  void thoseThatWereLostAreCountedOnce() {
    RedisCommands first = open();
    RedisCommands second = open();
    ask(first);
    ask(second);
    for (int i = 0; i < 3; i++) {
      redis.restartEmpty();
      Node.await("both again", () -> answers(first) && answers(second));
      assertThat(bound.open()).isEqualTo(2);
    }
    all.forEach(RedisCommands::close);
    Node.await("all to be given back", () -> bound.open() == 0);
  }

  @Test
  void thoseThatCannotBeMadeAreGivenBack() {
    RedisConnections one = new RedisConnections(1);
    RedisCommands nobody =
        new RedisCommands(vertx, RedisBusOptions.of("redis://127.0.0.1:1").within(one));
    all.add(nobody);
    assertThat(answers(nobody)).isFalse();
    nobody.close();
    Node.await("it to be given back", () -> one.open() == 0);
  }

  @Test
  void thoseOfAVerticleEndWithIt() throws Exception {
    RedisCommands outside = open();
    VerticleBase verticle =
        new VerticleBase() {
          @Override
          public Future<?> start() {
            return open().send(Request.cmd(Command.GET, "a"));
          }
        };
    String id = Node.await(vertx.deployVerticle(verticle));
    ask(outside);
    assertThat(bound.open()).isEqualTo(2);
    try (Lines lines = new Lines()) {
      Node.await(vertx.undeploy(id));
      Node.await("the server to see one only", () -> clients(outside) == 1);
      assertThat(lines.seen()).isEmpty();
    }
    assertThat(bound.open()).isEqualTo(1);
  }

  private static long clients(RedisCommands asked) {
    return Node.await(asked.send(Request.cmd(Command.CLIENT, "LIST"))).toString().lines().count();
  }

  @Test
  void aBoundIsOneOrMore() {
    assertThatThrownBy(() -> new RedisConnections(0)).hasMessageContaining("redis.maxConnections");
  }
}

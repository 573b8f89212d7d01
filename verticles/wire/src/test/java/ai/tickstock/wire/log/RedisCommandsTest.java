package ai.tickstock.wire.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is sent again when the connection breaks before the answer, and what is not. */
@Timeout(240)
class RedisCommandsTest {
  private static RedisForTests redis;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger breaksLeft = new AtomicInteger();
  private final AtomicInteger seen = new AtomicInteger();
  private RedisCommands commands;

  @BeforeAll
  static void start() throws Exception {
    redis = RedisForTests.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  /** A line to Redis that breaks under a command with "fragile" in it, as often as told. */
  @BeforeEach
  void open() throws Exception {
    URI server = URI.create(redis.url());
    NetClient client = vertx.createNetClient();
    NetServer line =
        vertx
            .createNetServer()
            .connectHandler(
                near -> {
                  near.pause();
                  client
                      .connect(server.getPort(), server.getHost())
                      .onSuccess(far -> join(near, far))
                      .onFailure(error -> near.close());
                });
    int port = await(line.listen(0, "127.0.0.1")).actualPort();
    commands = new RedisCommands(vertx, RedisBusOptions.of("redis://127.0.0.1:" + port));
    await(commands.send(Request.cmd(Command.SET, "fragile", "kept")));
    seen.set(0);
  }

  private void join(NetSocket near, NetSocket far) {
    near.handler(
        bytes -> {
          boolean isMeant = bytes.toString().contains("fragile");
          if (isMeant && seen.incrementAndGet() > 0 && breaksLeft.getAndDecrement() > 0) {
            near.close();
          } else {
            far.write(bytes);
          }
        });
    far.handler(near::write);
    near.closeHandler(closed -> far.close());
    far.closeHandler(closed -> near.close());
    near.resume();
  }

  @AfterEach
  void close() throws Exception {
    commands.close();
    await(vertx.close());
  }

  @Test
  void aReadIsSentOnceMore() throws Exception {
    breaksLeft.set(1);
    assertThat(await(commands.send(Request.cmd(Command.GET, "fragile"))).toString())
        .isEqualTo("kept");
    assertThat(seen).hasValue(2);
  }

  @Test
  void aReadIsNotSentAThirdTime() {
    breaksLeft.set(2);
    assertThatThrownBy(() -> await(commands.send(Request.cmd(Command.GET, "fragile")))).isNotNull();
    assertThat(seen).hasValue(2);
  }

  @Test
  void whatChangesSomethingIsNotSentAgainAsItMayHaveBeenDone() throws Exception {
    breaksLeft.set(1);
    assertThatThrownBy(() -> await(commands.send(Request.cmd(Command.APPEND, "fragile", "!"))))
        .isNotNull();
    assertThat(seen).hasValue(1);
    assertThat(await(commands.send(Request.cmd(Command.GET, "fragile"))).toString())
        .isEqualTo("kept");
  }

  @Test
  void aRefusalIsAnAnswer() {
    assertThatThrownBy(() -> await(commands.send(Request.cmd(Command.HGET, "fragile", "field"))))
        .hasMessageContaining("WRONGTYPE");
    assertThat(seen).hasValue(1);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(60, TimeUnit.SECONDS);
  }
}

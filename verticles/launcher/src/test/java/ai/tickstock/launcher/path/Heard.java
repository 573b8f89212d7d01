package ai.tickstock.launcher.path;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** What a plain Redis client hears on a channel it subscribed to. */
final class Heard {
  /** One message and when it came, wall clock. */
  record Message(long atMillis, JsonObject body) {}

  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private volatile boolean subscribed;

  private Heard() {}

  static Heard on(Vertx vertx, String redisUrl, String channel) throws Exception {
    Heard heard = new Heard();
    RedisConnection connection =
        Redis.createClient(vertx, redisUrl)
            .connect()
            .toCompletionStage()
            .toCompletableFuture()
            .get(60, TimeUnit.SECONDS);
    connection.handler(heard::hear);
    connection.send(Request.cmd(Command.SUBSCRIBE).arg(channel));
    Awaitility.await("subscription to " + channel)
        .atMost(Duration.ofSeconds(60))
        .until(() -> heard.subscribed);
    return heard;
  }

  private void hear(Response push) {
    if ("subscribe".equals(push.get(0).toString())) {
      subscribed = true;
    } else if ("message".equals(push.get(0).toString())) {
      messages.add(new Message(System.currentTimeMillis(), new JsonObject(push.get(2).toBuffer())));
    }
  }

  List<Message> messages() {
    return messages;
  }

  Message await(Predicate<JsonObject> wanted, Duration atMost) {
    return Awaitility.await()
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> messages.stream().filter(m -> wanted.test(m.body())).findFirst().orElse(null),
            found -> found != null);
  }
}

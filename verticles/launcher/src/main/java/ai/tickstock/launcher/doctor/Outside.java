package ai.tickstock.launcher.doctor;

import ai.tickstock.wire.Channels;
import ai.tickstock.wire.log.RedisBusOptions;
import ai.tickstock.wire.log.RedisCommands;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What any Redis client can ask and do, ours here. Fails when Redis is away. Thread-safe. */
final class Outside {
  private final RedisCommands redis;
  private final long patienceMillis;

  Outside(Vertx vertx, RedisBusOptions options) {
    redis = new RedisCommands(vertx, options);
    patienceMillis = options.timeouts().command().toMillis();
  }

  private Future<Response> send(Request request) {
    return redis.send(request).timeout(patienceMillis, TimeUnit.MILLISECONDS);
  }

  Future<Void> ping() {
    return send(Request.cmd(Command.PING)).mapEmpty();
  }

  Future<RedisFacts> facts() {
    return send(Request.cmd(Command.INFO))
        .compose(
            info ->
                limits()
                    .compose(
                        limits ->
                            skew().map(skew -> RedisFacts.of(info.toString(), limits, skew))));
  }

  /** Null where CONFIG is not allowed. */
  private Future<String> limits() {
    return send(Request.cmd(Command.CONFIG).arg("GET").arg("client-output-buffer-limit"))
        .map(found -> found.get("client-output-buffer-limit").toString())
        .otherwise((String) null);
  }

  /** How many milliseconds its clock is ahead of ours, as far as a round trip shows. */
  private Future<Long> skew() {
    long asked = System.currentTimeMillis();
    return send(Request.cmd(Command.TIME))
        .map(
            time -> {
              long server = time.get(0).toLong() * 1_000 + time.get(1).toLong() / 1_000;
              return ServerChecks.skew(asked, server, System.currentTimeMillis());
            });
  }

  /** Clients subscribed to the ticks. */
  Future<Long> subscribers() {
    return send(Request.cmd(Command.PUBSUB).arg("NUMSUB").arg(Channels.TICKS))
        .map(
            answer -> {
              Response count = answer.get(Channels.TICKS);
              return count.toLong();
            });
  }

  /** Whether somebody holds the lease to append what plain clients publish. */
  Future<Boolean> isAdopted() {
    return send(Request.cmd(Command.EXISTS).arg("{" + Channels.TICKS + "}:adopter"))
        .map(found -> found.toInteger() == 1);
  }

  /** Publishes ticks as any plain client would, in order. */
  Future<Void> publish(List<Buffer> ticks) {
    Future<Void> done = Future.succeededFuture();
    for (Buffer tick : ticks) {
      done =
          done.compose(
              before ->
                  send(Request.cmd(Command.PUBLISH).arg(Channels.TICKS).arg(tick)).mapEmpty());
    }
    return done;
  }

  void close() {
    redis.close();
  }
}

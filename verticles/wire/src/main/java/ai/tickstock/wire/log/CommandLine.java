package ai.tickstock.wire.log;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to Redis for commands, pipelined in order, mended for ever. A command that is not
 * answered in time ends the connection: whether Redis ran it is unknown, as with any loss.
 */
final class CommandLine implements Mended.Dialler<CommandLine.Open> {
  private static final Logger LOG = LoggerFactory.getLogger(CommandLine.class);
  private static final int MAX_IN_FLIGHT = 8_192;

  /** A connection, the client it belongs to, and which run of the server it reached. */
  record Open(Redis client, RedisConnection connection, String run) {}

  private final Vertx vertx;
  private final RedisBusOptions options;
  private final Mended<Open> mended;
  private final List<LogServer.Watcher> watchers = new ArrayList<>();

  CommandLine(Vertx vertx, String name, RedisBusOptions options) {
    this.vertx = vertx;
    this.options = options;
    this.mended =
        new Mended<>(vertx, name, RedisLogServer.PING_MILLIS, options.connections(), this);
  }

  void watch(LogServer.Watcher watcher) {
    mended.start();
    watchers.add(watcher);
    if (mended.connection() != null) {
      watcher.up();
    }
  }

  void unwatch(LogServer.Watcher watcher) {
    watchers.remove(watcher);
  }

  /** The run id of the server at the other end; "" while it is away. */
  String run() {
    Open open = mended.connection();
    return open == null ? "" : open.run();
  }

  Future<Response> send(Request request) {
    Open open = mended.connection();
    return open == null
        ? mended.soon().compose(fresh -> send(fresh, request))
        : send(open, request);
  }

  /** Runs a script, by its digest if the server knows it. */
  Future<Response> run(Request bySha, Supplier<Request> byText) {
    return send(bySha)
        .recover(
            error ->
                error instanceof ErrorType && error.getMessage().startsWith("NOSCRIPT")
                    ? send(byText.get())
                    : Future.failedFuture(error));
  }

  void close() {
    mended.close();
    watchers.clear();
  }

  @Override
  public Future<Open> dial(Handler<Throwable> lost) {
    RedisOptions redis =
        new RedisOptions()
            .setConnectionString(options.url())
            .setMaxPoolSize(1)
            .setMaxWaitingHandlers(MAX_IN_FLIGHT)
            .setNetClientOptions(RedisBus.sockets(options));
    Redis client = Redis.createClient(vertx, redis);
    return client
        .connect()
        .compose(connection -> greet(client, connection, lost))
        .timeout(options.timeouts().connect().toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(error -> client.close());
  }

  private Future<Open> greet(Redis client, RedisConnection fresh, Handler<Throwable> lost) {
    fresh.exceptionHandler(lost);
    fresh.endHandler(end -> lost.handle(new IllegalStateException("closed by the server")));
    return fresh
        .send(Request.cmd(Command.SCRIPT).arg("LOAD").arg(Script.APPEND.text()))
        .compose(loaded -> fresh.send(Request.cmd(Command.INFO).arg("server")))
        .map(info -> new Open(client, fresh, Info.of(info.toString(), "run_id")));
  }

  /** Later: the client must not be closed from inside its own end of a connection. */
  @Override
  public void hangUp(Open open) {
    vertx.runOnContext(
        later ->
            open.client()
                .close()
                .onFailure(error -> LOG.debug("A lost connection was not closed", error)));
  }

  @Override
  public void up(Open open) {
    List.copyOf(watchers).forEach(LogServer.Watcher::up);
  }

  @Override
  public void down() {
    List.copyOf(watchers).forEach(LogServer.Watcher::down);
  }

  @Override
  public Future<?> ping(Open open) {
    return open.connection()
        .send(Request.cmd(Command.PING))
        .timeout(options.timeouts().command().toMillis(), TimeUnit.MILLISECONDS);
  }

  private Future<Response> send(Open open, Request request) {
    return open.connection()
        .send(request)
        .timeout(options.timeouts().command().toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(
            error -> {
              if (!isRefusal(error) || error.getMessage().startsWith("READONLY")) {
                mended.lost(open, error);
              }
            });
  }

  /**
   * Whether the server answered that it will not. That its connection has gone the client says in
   * the same form.
   */
  static boolean isRefusal(Throwable error) {
    return error instanceof ErrorType type && !type.is("CONNECTION_CLOSED");
  }
}

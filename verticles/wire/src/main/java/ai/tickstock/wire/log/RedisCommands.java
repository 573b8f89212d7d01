package ai.tickstock.wire.log;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.function.Supplier;

/**
 * One connection to Redis for what is kept in keys of its own rather than in a log: pipelined in
 * order, mended for ever. All it does happens on the context it was made on, whoever calls; answers
 * come there.
 */
public final class RedisCommands {
  private final Context context;
  private final CommandLine line;

  /** Opened when first needed; a Redis that is away only delays it. */
  public RedisCommands(Vertx vertx, RedisBusOptions options) {
    context = vertx.getOrCreateContext();
    line = new CommandLine(vertx, "state", options);
  }

  /**
   * Sends a command.
   *
   * @return fails if Redis refuses it, or is away for longer than a command may take; whether it
   *     ran is then unknown
   */
  public Future<Response> send(Request request) {
    return here(() -> line.send(request));
  }

  /** Runs a script as one step. */
  public Future<Response> run(Script script, List<String> keys, List<String> args) {
    return here(
        () ->
            line.run(
                scripted(Command.EVALSHA, script.sha(), keys, args),
                () -> scripted(Command.EVAL, script.text(), keys, args)));
  }

  private <T> Future<T> here(Supplier<Future<T>> call) {
    if (Vertx.currentContext() == context) {
      return call.get();
    }
    Promise<T> promise = Promise.promise();
    context.runOnContext(go -> call.get().onComplete(promise));
    return promise.future();
  }

  private static Request scripted(
      Command command, String which, List<String> keys, List<String> args) {
    Request request = Request.cmd(command).arg(which).arg(keys.size());
    keys.forEach(request::arg);
    args.forEach(request::arg);
    return request;
  }

  /** Closes the connection. */
  public void close() {
    if (Vertx.currentContext() == context) {
      line.close();
    } else {
      context.runOnContext(go -> line.close());
    }
  }
}

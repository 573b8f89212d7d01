package ai.tickstock.wire.log;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;

/**
 * One connection to Redis for what is kept in keys of its own rather than in a log: pipelined in
 * order, mended for ever. All it does happens on the context it was made on. Not thread-safe.
 */
public final class RedisCommands {
  private final CommandLine line;

  /** Opened when first needed; a Redis that is away only delays it. */
  public RedisCommands(Vertx vertx, RedisBusOptions options) {
    line = new CommandLine(vertx, "state", options);
  }

  /**
   * Sends a command.
   *
   * @return fails if Redis refuses it, or is away for longer than a command may take; whether it
   *     ran is then unknown
   */
  public Future<Response> send(Request request) {
    return line.send(request);
  }

  /** Runs a script as one step. */
  public Future<Response> run(Script script, List<String> keys, List<String> args) {
    return line.run(
        scripted(Command.EVALSHA, script.sha(), keys, args),
        () -> scripted(Command.EVAL, script.text(), keys, args));
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
    line.close();
  }
}

package ai.tickstock.wire.log;

import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.circuitbreaker.TimeoutException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.internal.ContextInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One connection to Redis for what is kept in keys of its own rather than in a log: pipelined in
 * order, mended for ever. All it does happens on the context it was made on, whoever calls; answers
 * come there. It ends with the verticle it was made in, if it is not closed before.
 */
public final class RedisCommands {
  /** Those that change nothing, and so may be sent again. */
  private static final Set<Command> READS =
      Set.of(
          Command.GET,
          Command.HGET,
          Command.HMGET,
          Command.HGETALL,
          Command.TIME,
          Command.XLEN,
          Command.XRANGE,
          Command.ZCARD,
          Command.ZRANGE,
          Command.ZSCORE);

  private static final long ONCE_MORE_MILLIS = 200;

  private final Vertx vertx;
  private final Context context;
  private final CommandLine line;
  private final CircuitBreaker breaker;

  /** Opened when first needed; a Redis that is away only delays it. */
  public RedisCommands(Vertx vertx, RedisBusOptions options) {
    this(vertx, options, null);
  }

  /**
   * The same behind a circuit breaker, for what people ask: while it is open every command fails at
   * once. One breaker serves all that are given it.
   *
   * @param breaker null for none
   */
  public RedisCommands(Vertx vertx, RedisBusOptions options, CircuitBreaker breaker) {
    this.vertx = vertx;
    context = vertx.getOrCreateContext();
    line = new CommandLine(vertx, "state", options);
    ((ContextInternal) context)
        .addCloseHook(
            closed -> {
              close();
              closed.succeed();
            });
    this.breaker = breaker == null ? null : breaker.failurePolicy(done -> isLost(done.cause()));
  }

  /** Whether nobody answered; he who refuses a command is there. */
  private static boolean isLost(Throwable error) {
    return error != null && !CommandLine.isRefusal(error);
  }

  /**
   * Sends a command; one that only reads is sent once more if no answer came.
   *
   * @return fails if Redis refuses it, or is away for longer than a command may take; whether it
   *     ran is then unknown
   */
  public Future<Response> send(Request request) {
    return here(
        () ->
            READS.contains(request.command())
                ? line.send(request)
                    .recover(
                        error -> isLost(error) ? onceMore(request) : Future.failedFuture(error))
                : line.send(request));
  }

  /** A little later: the connection that gave no answer is given up, and another one made. */
  private Future<Response> onceMore(Request request) {
    return vertx
        .timer(ONCE_MORE_MILLIS, TimeUnit.MILLISECONDS)
        .compose(later -> onContext(() -> line.send(request)));
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
    return breaker == null
        ? onContext(call)
        : breaker
            .execute(() -> onContext(call))
            .recover(
                error ->
                    error instanceof OpenCircuitException || error instanceof TimeoutException
                        ? Future.failedFuture(new VertxException("Redis does not answer", true))
                        : Future.failedFuture(error));
  }

  private <T> Future<T> onContext(Supplier<Future<T>> call) {
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

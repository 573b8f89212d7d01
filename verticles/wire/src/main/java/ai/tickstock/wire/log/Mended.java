package ai.tickstock.wire.log;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One connection, kept for ever: dialled, and when it is lost dialled again, with a capped back-off
 * and jitter. Whatever notices the loss (a closed socket, an exception, a time-out, a PING without
 * an answer) comes here, and only the first time counts. Not thread-safe.
 */
final class Mended<C> {
  private static final Logger LOG = LoggerFactory.getLogger(Mended.class);
  private static final Chorus CHORUS = new Chorus();

  /** How the connection is made and ended. */
  interface Dialler<C> {
    /**
     * @param lost to be told when the connection that this future gives has ended
     */
    Future<C> dial(Handler<Throwable> lost);

    void hangUp(C connection);

    void up(C connection);

    void down();

    Future<?> ping(C connection);
  }

  private final Vertx vertx;
  private final String name;
  private final RedisConnections bound;
  private final Dialler<C> dialler;
  private final Backoff backoff = new Backoff(20, 5_000);
  private final long pingMillis;
  private String complaint;
  private Context context;
  private C connection;
  private Promise<C> dialling;
  private long attempt;
  private long retryTimer = -1;
  private long pingTimer = -1;
  private boolean isStarted;
  private boolean isClosed;

  /**
   * @param bound each connection counts in it from its dialling to its end
   */
  Mended(Vertx vertx, String name, long pingMillis, RedisConnections bound, Dialler<C> dialler) {
    this.vertx = vertx;
    this.name = name;
    this.pingMillis = pingMillis;
    this.bound = bound;
    this.dialler = dialler;
  }

  /** The connection; null while there is none. */
  C connection() {
    return connection;
  }

  /** The connection, if need be the one that is being made just now; fails while there is none. */
  Future<C> soon() {
    start();
    if (connection != null) {
      return Future.succeededFuture(connection);
    }
    return dialling == null ? Future.failedFuture("not connected to Redis") : dialling.future();
  }

  void start() {
    if (!isStarted && !isClosed) {
      isStarted = true;
      context = vertx.getOrCreateContext();
      pingTimer = vertx.setPeriodic(pingMillis, id -> ping());
      dial();
    }
  }

  /** The connection is no good: hang up and dial again. */
  void lost(C broken, Throwable why) {
    if (Vertx.currentContext() != context) {
      context.runOnContext(here -> lost(broken, why));
    } else if (connection == broken && broken != null) {
      lost(attempt, why);
    }
  }

  void close() {
    isClosed = true;
    vertx.cancelTimer(retryTimer);
    vertx.cancelTimer(pingTimer);
    C open = connection;
    Promise<C> waited = dialling;
    connection = null;
    dialling = null;
    attempt++;
    if (waited != null) {
      waited.tryFail("closed");
    }
    if (open != null) {
      end(open);
      dialler.down();
    }
  }

  private void end(C open) {
    bound.giveBack();
    dialler.hangUp(open);
  }

  private void dial() {
    long mine = ++attempt;
    dialling = Promise.promise();
    if (!bound.take()) {
      lost(mine, new IllegalStateException(tooMany()));
      return;
    }
    dialler
        .dial(why -> lost(mine, why))
        .onSuccess(made -> made(mine, made))
        .onFailure(
            why -> {
              bound.giveBack();
              lost(mine, why);
            });
  }

  private String tooMany() {
    return "all " + bound.most() + " of redis.maxConnections are in use";
  }

  private void made(long mine, C made) {
    if (mine != attempt || isClosed) {
      end(made);
      return;
    }
    connection = made;
    if (complaint == null) {
      LOG.debug("Redis {}: connected", name);
    } else {
      say(Level.INFO, "Redis " + name + ": connected again");
      complaint = null;
    }
    dialler.up(made);
    Promise<C> waited = dialling;
    dialling = null;
    waited.complete(made);
  }

  /**
   * Who tells may be anywhere: an answer that never came is given up by a thread of nobody's, and a
   * timer set there, with all that is connected from it, would be another event loop's.
   */
  private void lost(long mine, Throwable why) {
    if (Vertx.currentContext() != context) {
      context.runOnContext(here -> lost(mine, why));
      return;
    }
    if (mine != attempt || isClosed) {
      return;
    }
    attempt++;
    C broken = connection;
    connection = null;
    Promise<C> waited = dialling;
    dialling = null;
    long wait = backoff.next();
    if (broken != null) {
      complaint = String.valueOf(why.getMessage());
      say(Level.WARN, "Redis " + name + ": connection lost (" + complaint + "), trying again");
      end(broken);
      dialler.down();
    } else {
      complain(why);
    }
    retryTimer = vertx.setTimer(wait, id -> dial());
    if (waited != null) {
      waited.tryFail("not connected to Redis: " + why.getMessage());
    }
  }

  /** Each reason once, until it connects: it tries for ever. */
  private void complain(Throwable why) {
    String reason = String.valueOf(why.getMessage());
    if (!reason.equals(complaint)) {
      complaint = reason;
      say(Level.WARN, "Redis " + name + ": no connection (" + reason + "), trying on");
    }
  }

  private static void say(Level level, String line) {
    LOG.atLevel(CHORUS.isFirst(line, System.nanoTime()) ? level : Level.DEBUG).log(line);
  }

  private void ping() {
    C asked = connection;
    if (asked != null) {
      dialler
          .ping(asked)
          .onSuccess(
              pong -> {
                if (asked == connection) {
                  backoff.reset();
                }
              })
          .onFailure(why -> lost(asked, why));
    }
  }
}

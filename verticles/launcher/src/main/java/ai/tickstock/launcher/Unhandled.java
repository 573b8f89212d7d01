package ai.tickstock.launcher;

import io.vertx.core.Handler;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what nobody handles on an event loop. */
final class Unhandled implements Handler<Throwable> {
  private static final Logger LOG = LoggerFactory.getLogger(Unhandled.class);

  @Override
  public void handle(Throwable error) {
    if (isLateTimer(error)) {
      LOG.debug("A request for a database connection was timed on after it had one", error);
    } else {
      LOG.error("Unhandled exception", error);
    }
  }

  /**
   * Whether it comes of the SQL client's timer for a request that has its connection: another event
   * loop may give it one just before the timer is set, which then is never stopped
   * (vertx-sql-client issue 1567; vert.x issue 6169, mended in 5.1.3). The request is not affected.
   */
  static boolean isLateTimer(Throwable error) {
    return error instanceof IllegalStateException
        && "Promise already completed".equals(error.getMessage())
        && Stream.of(error.getStackTrace()).limit(2).anyMatch(Unhandled::isTimer);
  }

  private static boolean isTimer(StackTraceElement frame) {
    return frame.getClassName().startsWith("io.vertx.sqlclient.impl.pool.SqlConnectionPool$")
        && frame.getMethodName().startsWith("lambda$onEnqueue$");
  }
}

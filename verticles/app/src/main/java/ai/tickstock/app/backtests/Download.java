package ai.tickstock.app.backtests;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a file piece by piece, each asked for when the client has taken the one before: never more
 * than two are in memory. For the event loop of its request.
 */
final class Download {
  private static final Logger LOG = LoggerFactory.getLogger(Download.class);
  private static final long PIECE_SECONDS = 10;

  private final RoutingContext request;
  private final HttpServerResponse response;
  private final IntFunction<Future<String>> pieces;

  private Download(RoutingContext request, IntFunction<Future<String>> pieces) {
    this.request = request;
    this.response = request.response();
    this.pieces = pieces;
  }

  /**
   * Starts it.
   *
   * @param name the file's
   * @param first what the file begins with
   * @param pieces gives the piece of a number from 0 on; null behind the last
   */
  static void csv(
      RoutingContext request, String name, String first, IntFunction<Future<String>> pieces) {
    request
        .response()
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8")
        .putHeader("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .write(first);
    new Download(request, pieces).send(0);
  }

  private void send(int number) {
    if (response.closed()) {
      return;
    }
    pieces
        .apply(number)
        .timeout(PIECE_SECONDS, TimeUnit.SECONDS)
        .onSuccess(piece -> sent(piece, number))
        .onFailure(this::broken);
  }

  private void sent(String piece, int number) {
    if (piece == null) {
      response.end();
      return;
    }
    response.write(piece);
    if (response.writeQueueFull()) {
      Promise<Void> drained = Promise.promise();
      response.drainHandler(drained::tryComplete);
      drained.future().onSuccess(go -> send(number + 1));
    } else {
      send(number + 1);
    }
  }

  /** The client must not take half a file for a whole one: its connection breaks. */
  private void broken(Throwable error) {
    LOG.warn("{} broke off: {}", request.request().path(), error.toString());
    request.request().connection().close();
  }
}

package ai.tickstock.app.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Errors as people and programs can read them: JSON problem details, RFC 9457. */
public final class Problem {
  private static final String TYPE = "application/problem+json";

  private Problem() {}

  /**
   * Ends a request with an error.
   *
   * @param status HTTP status, 400 to 599
   * @param detail what was wrong and what is expected, for the caller; no internals
   */
  public static void send(RoutingContext request, int status, String detail) {
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, TYPE)
        .end(
            new JsonObject()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("detail", detail)
                .toBuffer());
  }
}

package ai.tickstock.app.http;

import io.vertx.ext.web.RoutingContext;

/**
 * Who asks, as a valid token says.
 *
 * @param user whose messages may be seen
 * @param expiresAtMillis when the token ends, Unix milliseconds
 */
public record Identity(String user, long expiresAtMillis) {
  private static final String KEY = "tickstock.identity";

  /** Remembers who makes a request. */
  void attachTo(RoutingContext request) {
    request.put(KEY, this);
  }

  /** Who makes a request that the {@link Guard} has let through; null before. */
  public static Identity of(RoutingContext request) {
    return request.get(KEY);
  }
}

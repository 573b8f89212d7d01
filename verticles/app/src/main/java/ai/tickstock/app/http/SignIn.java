package ai.tickstock.app.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.time.Duration;

/**
 * How a browser gets its cookie: {@code GET /login?code=…} with a one-time code, {@code POST
 * /login} with a token; and how it loses it, {@code POST /logout}.
 */
public final class SignIn {
  private static final int MOST_BYTES = 8 << 10;

  private final Guard guard;
  private final Links links;
  private final Duration life;
  private final Buffer page;
  private final Clock clock;

  /**
   * @param life of a token that a one-time code is exchanged for
   * @param page what a browser is shown whose code is not good any more
   */
  public SignIn(Guard guard, Links links, Duration life, Buffer page, Clock clock) {
    this.guard = guard;
    this.links = links;
    this.life = life;
    this.page = page;
    this.clock = clock;
  }

  /** Adds the routes. */
  public void mount(Router router) {
    router.route("/login").handler(guard::sameOrigin);
    router.get("/login").handler(this::byLink);
    router
        .post("/login")
        .handler(BodyHandler.create(false).setBodyLimit(MOST_BYTES))
        .handler(this::byToken);
    router.post("/logout").handler(guard::sameOrigin).handler(this::leave);
  }

  private void byLink(RoutingContext request) {
    links
        .redeem(request.request().getParam("code"))
        .ifPresentOrElse(
            user -> {
              String token = guard.sign(user, life);
              request.response().addCookie(cookie(request, token, life.toSeconds()));
              request.response().setStatusCode(303).putHeader(HttpHeaders.LOCATION, "/").end();
            },
            () ->
                request
                    .response()
                    .setStatusCode(401)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                    .end(page));
  }

  private void byToken(RoutingContext request) {
    String token;
    try {
      JsonObject body = request.body().asJsonObject();
      token = body == null ? null : body.getString("token");
    } catch (DecodeException | ClassCastException e) {
      token = null;
    }
    if (token == null) {
      Problem.send(request, 400, "expected JSON, {\"token\":\"…\"}");
      return;
    }
    String given = token.strip();
    guard
        .identity(given)
        .onSuccess(
            identity -> {
              long seconds = (identity.expiresAtMillis() - clock.millis()) / 1000;
              request.response().addCookie(cookie(request, given, Math.max(0, seconds)));
              request.response().setStatusCode(204).end();
            })
        .onFailure(
            refused ->
                Problem.send(request, 401, "the token is not of this server, or has expired"));
  }

  private void leave(RoutingContext request) {
    request.response().addCookie(cookie(request, "", 0));
    request.response().setStatusCode(204).end();
  }

  private Cookie cookie(RoutingContext request, String token, long seconds) {
    return Cookie.cookie(Guard.cookieName(request), token)
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT)
        .setSecure(guard.isSecure(request))
        .setPath("/")
        .setMaxAge(seconds);
  }
}

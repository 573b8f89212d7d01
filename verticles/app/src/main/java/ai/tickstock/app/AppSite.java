package ai.tickstock.app;

import ai.tickstock.app.api.ApiPart;
import ai.tickstock.app.bridge.Bridge;
import ai.tickstock.app.http.AuthOptions;
import ai.tickstock.app.http.Guard;
import ai.tickstock.app.http.Identity;
import ai.tickstock.app.http.Links;
import ai.tickstock.app.http.Problem;
import ai.tickstock.app.http.SignIn;
import ai.tickstock.app.http.Tokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * What this half shows over HTTP: sign-in, the bridge to browsers, the JSON API; all of it behind
 * the guard. Thread-safe.
 */
public final class AppSite {
  private final Bridge bridge;
  private final List<ApiPart> api;
  private final Links links;
  private final Guard guard;
  private final SignIn signIn;
  private final String source;

  /**
   * @param api what answers under {@code /api}, each asked until one has an answer
   * @param secret that signs tokens; at least {@link Tokens#SHORTEST_SECRET} characters
   * @param page the dashboard, for a browser whose link is not good any more
   * @throws IllegalArgumentException if an option is refused
   */
  public AppSite(
      Vertx vertx,
      JsonObject config,
      Bridge bridge,
      List<ApiPart> api,
      String secret,
      Buffer page,
      Clock clock) {
    AuthOptions options = AuthOptions.from(config);
    this.bridge = bridge;
    this.api = List.copyOf(api);
    links = new Links(clock);
    guard = new Guard(new Tokens(vertx, secret), options.onLoopback(), options.publicUrl());
    signIn = new SignIn(guard, links, options.life(), page, clock);
    source = config.getJsonObject("source", new JsonObject()).getString("type", "synthetic");
  }

  /** A code with which {@code /login?code=…} lets a user in, once. */
  public String newCode(String user) {
    return links.code(user);
  }

  /**
   * Adds the routes to one event loop's server.
   *
   * @return closes what that opened
   */
  public Supplier<Future<Void>> mount(Vertx vertx, Router router) {
    signIn.mount(router);
    router
        .route("/api/*")
        .handler(guard::sameOrigin)
        .handler(guard::deliberate)
        .handler(guard::authenticate);
    router.get("/api/session").handler(this::session);
    api.forEach(part -> router.route("/api/*").subRouter(part.router(vertx)));
    router.route("/api/*").handler(AppSite::nothing);
    Bridge.Mounted mounted = bridge.mount(vertx);
    router.route("/eventbus/*").handler(guard::sameOrigin).handler(guard::authenticate);
    router.route("/eventbus/*").subRouter(mounted.router());
    return mounted::close;
  }

  private void session(RoutingContext request) {
    Identity identity = Identity.of(request);
    request.json(
        new JsonObject()
            .put("user", identity.user())
            .put("expires_at", identity.expiresAtMillis() / 1000)
            .put("source", source));
  }

  private static void nothing(RoutingContext request) {
    Problem.send(request, 404, "there is nothing at " + request.request().path());
  }
}

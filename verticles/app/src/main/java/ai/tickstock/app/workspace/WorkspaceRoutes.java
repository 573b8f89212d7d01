package ai.tickstock.app.workspace;

import ai.tickstock.app.api.ApiPart;
import ai.tickstock.app.api.Query;
import ai.tickstock.app.api.Refusal;
import ai.tickstock.app.api.Reply;
import ai.tickstock.app.api.Respond;
import ai.tickstock.app.http.Identity;
import ai.tickstock.store.users.UserState;
import ai.tickstock.store.users.UserStateTable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code /api/preferences} and {@code /api/work/{kind}}: any JSON object of 64 KB at most, as the
 * page put it. Its version is the {@code ETag}; a change that says {@code If-Match} replaces that
 * version only, and is refused with 412 if another browser was faster. Thread-safe.
 */
public final class WorkspaceRoutes implements ApiPart {
  private static final int MOST_BYTES = 64 << 10;
  private static final String PREFERENCES = "preferences";
  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9_-]{0,39}");
  private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"");

  private final UserStateTable table;

  /** Over a table. */
  public WorkspaceRoutes(UserStateTable table) {
    this.table = table;
  }

  @Override
  public Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    router.get("/preferences").handler(request -> Respond.with(request, this::preferences));
    body(router, "/preferences");
    Respond.only(router, "/preferences", "GET", "PUT");
    router.get("/work/:kind").handler(request -> Respond.with(request, this::work));
    body(router, "/work/:kind");
    router.delete("/work/:kind").handler(request -> Respond.with(request, this::delete));
    Respond.only(router, "/work/:kind", "GET", "PUT", "DELETE");
    return router;
  }

  private void body(Router router, String path) {
    Respond.body(router.put(path), "application/json", MOST_BYTES)
        .handler(request -> Respond.with(request, this::put));
  }

  /** Of a user who has never put any: an empty object, version 0. */
  private Future<Reply> preferences(RoutingContext request) {
    new Query(request.queryParams());
    return table
        .find(Identity.of(request).user(), PREFERENCES)
        .map(
            found ->
                found == null
                    ? tagged(Reply.ok(new JsonObject()), 0)
                    : tagged(Reply.ok(found.content()), found.version()));
  }

  private Future<Reply> work(RoutingContext request) {
    new Query(request.queryParams());
    String kind = kind(request);
    return table
        .find(Identity.of(request).user(), kind)
        .map(
            found -> {
              UserState state = known(found, kind);
              return tagged(Reply.ok(state.content()), state.version());
            });
  }

  private static UserState known(UserState found, String kind) {
    if (found == null) {
      throw Refusal.unknown("kind: no work \"" + kind + "\" under way");
    }
    return found;
  }

  private Future<Reply> put(RoutingContext request) {
    new Query(request.queryParams());
    String user = Identity.of(request).user();
    String kind = kind(request);
    Long expected = expected(request);
    JsonObject content = Respond.object(request);
    return table
        .put(user, kind, content, expected)
        .compose(
            version ->
                version == null
                    ? refused(user, kind, expected)
                    : Future.succeededFuture(
                        tagged(Reply.ok(new JsonObject().put("version", version)), version)));
  }

  private Future<Reply> refused(String user, String kind, Long expected) {
    return table
        .find(user, kind)
        .compose(
            found -> {
              if (found == null && (expected == null || expected == 0)) {
                return Future.failedFuture(
                    new Refusal(
                        409,
                        "kind: expected at most "
                            + UserStateTable.MOST_OF_A_USER
                            + " kinds of work; delete one first"));
              }
              return Future.failedFuture(changed(found, expected));
            });
  }

  private static Refusal changed(UserState found, Long expected) {
    return new Refusal(
        412,
        "If-Match: expected \""
            + (found == null ? 0 : found.version())
            + "\", the version there is, was \""
            + expected
            + "\"; read it again first");
  }

  private Future<Reply> delete(RoutingContext request) {
    new Query(request.queryParams());
    String user = Identity.of(request).user();
    String kind = kind(request);
    Long expected = expected(request);
    return table
        .delete(user, kind, expected)
        .compose(
            done ->
                done
                    ? Future.succeededFuture(Reply.nothing())
                    : table
                        .find(user, kind)
                        .compose(
                            found -> Future.failedFuture(changed(known(found, kind), expected))));
  }

  /** The version a change may replace; null for any. */
  private static Long expected(RoutingContext request) {
    String given = request.request().getHeader("If-Match");
    if (given == null) {
      return null;
    }
    Matcher version = VERSION.matcher(given.strip());
    if (!version.matches()) {
      throw Refusal.bad("If-Match: expected a version as ETag gave it, such as \"3\"");
    }
    return Long.parseLong(version.group(1));
  }

  private static String kind(RoutingContext request) {
    String kind = request.pathParam("kind");
    if (kind == null) {
      return PREFERENCES;
    }
    if (!KIND.matcher(kind).matches() || kind.equals(PREFERENCES)) {
      throw Refusal.bad(
          "kind: expected 1 to 40 of a-z 0-9 _ -, a letter first, such as backtest_form");
    }
    return kind;
  }

  private static Reply tagged(Reply reply, long version) {
    return reply.with("ETag", "\"" + version + "\"");
  }
}

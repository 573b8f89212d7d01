package ai.tickstock.app.universes;

import ai.tickstock.app.api.ApiPart;
import ai.tickstock.app.api.Query;
import ai.tickstock.app.api.Refusal;
import ai.tickstock.app.api.Reply;
import ai.tickstock.app.api.Respond;
import ai.tickstock.app.http.Identity;
import ai.tickstock.store.users.Universe;
import ai.tickstock.store.users.UniverseTable;
import ai.tickstock.store.users.UniverseTable.Listed;
import ai.tickstock.wire.message.Fields;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * {@code /api/universes}: a user's own sets of symbols, and the shared ones to look at.
 * Thread-safe.
 */
public final class UniverseRoutes implements ApiPart {
  /** As many symbols as there may be, each as long as it may be. */
  private static final int MOST_BYTES = 512 << 10;

  private static final int LONGEST_DESCRIPTION = 200;

  private final UniverseTable table;
  private final Universes universes;

  /**
   * @param universes told of each change, so that it shows at once on this node
   */
  public UniverseRoutes(UniverseTable table, Universes universes) {
    this.table = table;
    this.universes = universes;
  }

  @Override
  public Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    router.get("/universes").handler(request -> Respond.with(request, this::list));
    Respond.only(router, "/universes", "GET");
    String one = "/universes/:name";
    router.get(one).handler(request -> Respond.with(request, this::get));
    Respond.body(router.put(one), "application/json", MOST_BYTES)
        .handler(request -> Respond.with(request, this::put));
    router.delete(one).handler(request -> Respond.with(request, this::delete));
    Respond.only(router, one, "GET", "PUT", "DELETE");
    Respond.body(router.post(one + "/csv"), "text/csv", UniverseCsv.MOST_BYTES)
        .handler(request -> Respond.with(request, this::putCsv));
    Respond.only(router, one + "/csv", "POST");
    return router;
  }

  private Future<Reply> list(RoutingContext request) {
    new Query(request.queryParams());
    return table
        .list(Identity.of(request).user())
        .map(
            all -> {
              JsonArray list = new JsonArray();
              all.forEach(each -> list.add(json(each)));
              return Reply.ok(new JsonObject().put("universes", list));
            });
  }

  private Future<Reply> get(RoutingContext request) {
    new Query(request.queryParams());
    String name = name(request);
    return table
        .find(Identity.of(request).user(), List.of(name))
        .map(
            found ->
                found.stream()
                    .min((a, b) -> Boolean.compare(isShared(a.owner()), isShared(b.owner())))
                    .map(UniverseRoutes::json)
                    .map(Reply::ok)
                    .orElseThrow(() -> unknown(name)));
  }

  private Future<Reply> put(RoutingContext request) {
    new Query(request.queryParams());
    String name = name(request);
    Fields fields = new Fields(Respond.object(request, "symbols", "description"));
    List<String> symbols = List.copyOf(new LinkedHashSet<>(fields.symbols("symbols", 1)));
    String description = fields.has("description") ? fields.text("description") : "";
    return put(Identity.of(request).user(), name, symbols, description);
  }

  private Future<Reply> putCsv(RoutingContext request) {
    Query query = new Query(request.queryParams(), "description");
    String name = name(request);
    String text = request.body().asString(StandardCharsets.UTF_8.name());
    try {
      List<String> symbols = UniverseCsv.symbols(text == null ? "" : text);
      return put(Identity.of(request).user(), name, symbols, query.text("description", ""));
    } catch (UniverseException refused) {
      throw Refusal.bad(refused.getMessage());
    }
  }

  private Future<Reply> put(String user, String name, List<String> symbols, String description) {
    if (description.length() > LONGEST_DESCRIPTION) {
      throw Refusal.bad("description: expected at most " + LONGEST_DESCRIPTION + " characters");
    }
    return table
        .put(user, name, symbols, description)
        .map(
            version -> {
              if (version == null) {
                throw new Refusal(
                    409,
                    "name: expected at most "
                        + UniverseTable.MOST_OF_A_USER
                        + " universes; delete one first");
              }
              universes.forget(user, name);
              return Reply.ok(
                  new JsonObject()
                      .put("name", name)
                      .put("shared", false)
                      .put("count", symbols.size())
                      .put("description", description)
                      .put("version", version));
            });
  }

  private Future<Reply> delete(RoutingContext request) {
    new Query(request.queryParams());
    String user = Identity.of(request).user();
    String name = name(request);
    return table
        .delete(user, name)
        .map(
            done -> {
              if (!done) {
                throw unknown(name);
              }
              universes.forget(user, name);
              return Reply.nothing();
            });
  }

  private static Refusal unknown(String name) {
    return Refusal.unknown("name: you have no universe \"" + name + "\"");
  }

  private static String name(RoutingContext request) {
    String name = request.pathParam("name");
    if (!Universes.isName(name)) {
      throw Refusal.bad("name: expected 1 to 40 of A-Z a-z 0-9 _ -");
    }
    return name;
  }

  private static boolean isShared(String owner) {
    return UniverseTable.SHARED.equals(owner);
  }

  private static JsonObject json(Listed universe) {
    return new JsonObject()
        .put("name", universe.name())
        .put("shared", isShared(universe.owner()))
        .put("count", universe.symbols())
        .put("description", universe.description())
        .put("version", universe.version())
        .put("updated_at", universe.updatedAt().getEpochSecond());
  }

  private static JsonObject json(Universe universe) {
    return new JsonObject()
        .put("name", universe.name())
        .put("shared", isShared(universe.owner()))
        .put("count", universe.symbols().size())
        .put("symbols", new JsonArray(universe.symbols()))
        .put("description", universe.description())
        .put("version", universe.version())
        .put("updated_at", universe.updatedAt().getEpochSecond());
  }
}

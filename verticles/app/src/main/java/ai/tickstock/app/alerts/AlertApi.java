package ai.tickstock.app.alerts;

import ai.tickstock.app.api.ApiPart;
import ai.tickstock.app.api.Respond;
import ai.tickstock.app.http.Identity;
import ai.tickstock.app.http.Problem;
import ai.tickstock.app.universes.UniverseException;
import ai.tickstock.store.Database;
import ai.tickstock.store.users.AlertRuleTable.Stored;
import ai.tickstock.wire.message.Fields;
import ai.tickstock.wire.message.MessageException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/alerts}: a user's own rules; another's are as if they were not there. Thread-safe.
 */
final class AlertApi implements ApiPart {
  private static final Logger LOG = LoggerFactory.getLogger(AlertApi.class);
  private static final int MOST_BYTES = 512 * 1024;
  private static final long PATIENCE_SECONDS = 10;
  private static final String ONE = "\\/alerts\\/(?<id>al_[0-9a-f-]{36})";

  private final RuleBackends backends;
  private final AlertOptions options;
  private final AlertVerticle verticle;

  AlertApi(RuleBackends backends, AlertOptions options, AlertVerticle verticle) {
    this.backends = backends;
    this.options = options;
    this.verticle = verticle;
  }

  @Override
  public Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    router.get("/alerts").handler(request -> answer(request, this::list));
    body(router.post("/alerts")).handler(request -> answer(request, this::create));
    router.route("/alerts").handler(request -> onlyThese(request, "GET, POST"));
    router.getWithRegex(ONE).handler(request -> answer(request, this::get));
    body(router.putWithRegex(ONE)).handler(request -> answer(request, this::replace));
    router.deleteWithRegex(ONE).handler(request -> answer(request, this::delete));
    router.routeWithRegex(ONE).handler(request -> onlyThese(request, "GET, PUT, DELETE"));
    router.postWithRegex(ONE + "\\/test").handler(request -> answer(request, this::test));
    router.routeWithRegex(ONE + "\\/test").handler(request -> onlyThese(request, "POST"));
    body(router.postWithRegex(ONE + "\\/mute")).handler(request -> answer(request, this::mute));
    router.routeWithRegex(ONE + "\\/mute").handler(request -> onlyThese(request, "POST"));
    return router;
  }

  private static Route body(Route route) {
    return Respond.body(route, "application/json", MOST_BYTES);
  }

  private static void onlyThese(RoutingContext request, String methods) {
    request.response().putHeader(HttpHeaders.ALLOW, methods);
    Problem.send(request, 405, "expected " + methods + ", was " + request.request().method());
  }

  /** What is sent: no body where it is null. */
  private record Answer(int status, JsonObject body) {}

  /** Something is not as the caller thinks. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refused(int status, String message) {
      super(message);
      this.status = status;
    }
  }

  private static void answer(
      RoutingContext request, Function<RoutingContext, Future<Answer>> question) {
    Future<Answer> answer;
    try {
      answer = question.apply(request);
    } catch (RuntimeException error) {
      answer = Future.failedFuture(error);
    }
    answer
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .onSuccess(done -> send(request, done))
        .onFailure(error -> failed(request, error));
  }

  private static void send(RoutingContext request, Answer answer) {
    request.response().setStatusCode(answer.status());
    if (answer.body() == null) {
      request.response().end();
      return;
    }
    if (answer.status() == 201) {
      request
          .response()
          .putHeader(
              HttpHeaders.LOCATION, "/api/alerts/" + answer.body().getString("subscription_id"));
    }
    request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(answer.body().toBuffer());
  }

  private static void failed(RoutingContext request, Throwable error) {
    if (error instanceof MessageException) {
      Problem.send(request, 400, error.getMessage());
    } else if (error instanceof UniverseException) {
      Problem.send(request, 400, "universe: " + error.getMessage());
    } else if (error instanceof Refused refused) {
      Problem.send(request, refused.status, error.getMessage());
    } else if (Database.isAway(error)) {
      LOG.warn("{} could not be answered: {}", request.request().path(), error.toString());
      request.response().putHeader(HttpHeaders.RETRY_AFTER, "2");
      Problem.send(request, 503, "a server behind this one does not answer; try again in a moment");
    } else {
      LOG.error("{} could not be answered", request.request().path(), error);
      Problem.send(request, 500, "this server has a fault; its log says more");
    }
  }

  private static String user(RoutingContext request) {
    return Identity.of(request).user();
  }

  private static JsonObject body(RoutingContext request) {
    try {
      JsonObject body = request.body().asJsonObject();
      if (body != null) {
        return body;
      }
    } catch (DecodeException | ClassCastException e) {
      // Said below, for no body as well.
    }
    throw new MessageException("body: expected a JSON object");
  }

  private Future<Answer> list(RoutingContext request) {
    return backends
        .rules()
        .list(user(request), options.maxPerUser() * 2)
        .map(
            all -> {
              JsonArray alerts = new JsonArray();
              all.forEach(each -> alerts.add(shown(each)));
              return new Answer(200, new JsonObject().put("alerts", alerts));
            });
  }

  /** A rule of a function that is there no longer is shown as it was given. */
  private JsonObject shown(Stored stored) {
    try {
      return RuleJson.shown(RuleBook.rule(stored, backends.check()));
    } catch (MessageException refused) {
      return RuleJson.shown(stored.rule(), stored).put("error", refused.getMessage());
    }
  }

  private Future<Answer> create(RoutingContext request) {
    JsonObject given = body(request);
    RuleJson.reveal(given, new JsonObject());
    Rule rule =
        sendable(RuleJson.parse("al_" + UUID.randomUUID(), user(request), given, backends.check()));
    return symbols(rule)
        .compose(
            known ->
                backends
                    .rules()
                    .create(
                        rule.id(),
                        rule.userId(),
                        RuleJson.json(rule),
                        rule.enabled(),
                        rule.expiresAt(),
                        options.maxPerUser()))
        .map(
            stored -> {
              if (stored == null) {
                throw new Refused(
                    409, "you have " + options.maxPerUser() + " rules, the most there may be");
              }
              return changed(201, stored);
            });
  }

  /** A universe nobody has is refused now, rather than passed over later. */
  private Future<Set<String>> symbols(Rule rule) {
    return rule.universe() == null
        ? Future.succeededFuture(rule.symbols())
        : backends.universes().resolve(rule.userId(), rule.universe());
  }

  private Answer changed(int status, Stored stored) {
    verticle.look().onFailure(error -> LOG.debug("The change of a rule is looked at later", error));
    return new Answer(status, shown(stored));
  }

  private Future<Stored> stored(RoutingContext request) {
    return backends.rules().get(id(request), user(request)).map(stored -> there(request, stored));
  }

  private static String id(RoutingContext request) {
    return request.pathParam("id");
  }

  private static Stored there(RoutingContext request, Stored stored) {
    if (stored == null) {
      throw new Refused(404, "subscription_id: you have no rule " + id(request));
    }
    return stored;
  }

  private Future<Answer> get(RoutingContext request) {
    return stored(request).map(stored -> new Answer(200, shown(stored)));
  }

  private Future<Answer> replace(RoutingContext request) {
    JsonObject given = body(request);
    return stored(request)
        .compose(
            before -> {
              RuleJson.reveal(given, before.rule());
              Rule rule =
                  sendable(RuleJson.parse(before.id(), before.userId(), given, backends.check()));
              return symbols(rule)
                  .compose(
                      known ->
                          backends
                              .rules()
                              .replace(
                                  rule.id(),
                                  rule.userId(),
                                  RuleJson.json(rule),
                                  rule.enabled(),
                                  rule.expiresAt()));
            })
        .map(stored -> changed(200, there(request, stored)));
  }

  private Future<Answer> delete(RoutingContext request) {
    return backends
        .rules()
        .delete(id(request), user(request))
        .map(
            stored -> {
              there(request, stored);
              verticle.look().onFailure(error -> LOG.debug("A deletion is looked at later", error));
              return new Answer(204, null);
            });
  }

  private Future<Answer> mute(RoutingContext request) {
    JsonObject given = body(request);
    Fields fields = new Fields(given);
    fields.only("until");
    if (!fields.has("until")) {
      throw fields.refused("until", "Unix seconds, or null for no longer");
    }
    Instant until = given.getValue("until") == null ? null : fields.time("until");
    return backends
        .rules()
        .mute(id(request), user(request), until)
        .map(stored -> changed(200, there(request, stored)));
  }

  private Future<Answer> test(RoutingContext request) {
    return stored(request)
        .compose(
            stored -> {
              Rule rule = RuleBook.rule(stored, backends.check());
              return symbols(rule)
                  .compose(
                      symbols -> {
                        FiredAlert alert = sample(rule, symbols);
                        return verticle.hand(alert).map(alert.alertId());
                      });
            })
        .map(id -> new Answer(202, new JsonObject().put("alert_id", id)));
  }

  /** An alert as the rule's would be, of now and marked. */
  private FiredAlert sample(Rule rule, Set<String> symbols) {
    Instant now = backends.clock().instant();
    String symbol = symbols.stream().sorted().findFirst().orElse("TEST");
    String pattern = rule.patterns().stream().sorted().findFirst().orElse(null);
    String condition = rule.conditions().isEmpty() ? null : rule.conditions().get(0).toString();
    return new FiredAlert(
        rule.id() + "|test|" + UUID.randomUUID(),
        rule,
        symbol,
        rule.timeframes().stream().sorted().findFirst().orElseThrow(),
        Instant.ofEpochSecond(now.getEpochSecond()),
        now,
        pattern,
        pattern == null ? condition : null,
        null,
        pattern == null ? null : Math.max(rule.minConfidence(), 0.5),
        pattern == null ? null : rule.direction() == null ? "reversal" : rule.direction(),
        new JsonObject().put("event_type", "alert_test").put("symbol", symbol),
        List.of(),
        false,
        true,
        now);
  }

  /** A rule whose alerts could go nowhere is refused at once. */
  private Rule sendable(Rule rule) {
    for (int i = 0; i < rule.channels().size(); i++) {
      String why = backends.check().refusal(rule.channels().get(i));
      if (why != null) {
        throw new MessageException("channels[" + i + "]." + why);
      }
    }
    return rule;
  }
}

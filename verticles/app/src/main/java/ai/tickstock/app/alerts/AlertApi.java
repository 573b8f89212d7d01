package ai.tickstock.app.alerts;

import ai.tickstock.app.api.ApiPart;
import ai.tickstock.app.api.Refusal;
import ai.tickstock.app.api.Reply;
import ai.tickstock.app.api.Respond;
import ai.tickstock.app.http.Identity;
import ai.tickstock.app.universes.UniverseException;
import ai.tickstock.store.users.AlertRuleTable.Stored;
import ai.tickstock.wire.message.Fields;
import ai.tickstock.wire.message.MessageException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/alerts}: a user's own rules; another's are as if they were not there. Thread-safe.
 */
final class AlertApi implements ApiPart {
  private static final Logger LOG = LoggerFactory.getLogger(AlertApi.class);
  private static final int MOST_BYTES = 512 * 1024;
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
    Respond.only(router.route("/alerts"), "GET", "POST");
    router.getWithRegex(ONE).handler(request -> answer(request, this::get));
    body(router.putWithRegex(ONE)).handler(request -> answer(request, this::replace));
    router.deleteWithRegex(ONE).handler(request -> answer(request, this::delete));
    Respond.only(router.routeWithRegex(ONE), "GET", "PUT", "DELETE");
    router.postWithRegex(ONE + "\\/test").handler(request -> answer(request, this::test));
    Respond.only(router.routeWithRegex(ONE + "\\/test"), "POST");
    body(router.postWithRegex(ONE + "\\/mute")).handler(request -> answer(request, this::mute));
    Respond.only(router.routeWithRegex(ONE + "\\/mute"), "POST");
    return router;
  }

  private static Route body(Route route) {
    return Respond.body(route, "application/json", MOST_BYTES);
  }

  private static void answer(
      RoutingContext request, Function<RoutingContext, Future<Reply>> question) {
    Respond.with(
        request,
        asked ->
            question
                .apply(asked)
                .recover(
                    error ->
                        Future.failedFuture(
                            error instanceof UniverseException
                                ? Refusal.bad("universe: " + error.getMessage())
                                : error)));
  }

  private static String user(RoutingContext request) {
    return Identity.of(request).user();
  }

  private Future<Reply> list(RoutingContext request) {
    return backends
        .rules()
        .list(user(request), options.maxPerUser() * 2)
        .map(
            all -> {
              JsonArray alerts = new JsonArray();
              all.forEach(each -> alerts.add(shown(each)));
              return Reply.ok(new JsonObject().put("alerts", alerts));
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

  private Future<Reply> create(RoutingContext request) {
    JsonObject given = Respond.object(request);
    ChannelJson.reveal(given, new JsonObject());
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
                throw new Refusal(
                    409, "you have " + options.maxPerUser() + " rules, the most there may be");
              }
              return changed(stored, Reply::created).with("Location", "/api/alerts/" + rule.id());
            });
  }

  /** A universe nobody has is refused now, rather than passed over later. */
  private Future<Set<String>> symbols(Rule rule) {
    return rule.universe() == null
        ? Future.succeededFuture(rule.symbols())
        : backends.universes().resolve(rule.userId(), rule.universe());
  }

  private Reply changed(Stored stored, Function<JsonObject, Reply> reply) {
    verticle.look().onFailure(error -> LOG.debug("The change of a rule is looked at later", error));
    return reply.apply(shown(stored));
  }

  private Future<Stored> stored(RoutingContext request) {
    return backends.rules().get(id(request), user(request)).map(stored -> there(request, stored));
  }

  private static String id(RoutingContext request) {
    return request.pathParam("id");
  }

  private static Stored there(RoutingContext request, Stored stored) {
    if (stored == null) {
      throw Refusal.unknown("subscription_id: you have no rule " + id(request));
    }
    return stored;
  }

  private Future<Reply> get(RoutingContext request) {
    return stored(request).map(stored -> Reply.ok(shown(stored)));
  }

  private Future<Reply> replace(RoutingContext request) {
    JsonObject given = Respond.object(request);
    return stored(request)
        .compose(
            before -> {
              ChannelJson.reveal(given, before.rule());
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
        .map(stored -> changed(there(request, stored), Reply::ok));
  }

  private Future<Reply> delete(RoutingContext request) {
    return backends
        .rules()
        .delete(id(request), user(request))
        .map(
            stored -> {
              there(request, stored);
              verticle.look().onFailure(error -> LOG.debug("A deletion is looked at later", error));
              return Reply.nothing();
            });
  }

  private Future<Reply> mute(RoutingContext request) {
    JsonObject given = Respond.object(request);
    Fields fields = new Fields(given);
    fields.only("until");
    if (!fields.has("until")) {
      throw fields.refused("until", "Unix seconds, or null for no longer");
    }
    Instant until = given.getValue("until") == null ? null : fields.time("until");
    return backends
        .rules()
        .mute(id(request), user(request), until)
        .map(stored -> changed(there(request, stored), Reply::ok));
  }

  private Future<Reply> test(RoutingContext request) {
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
        .map(id -> Reply.accepted(new JsonObject().put("alert_id", id)));
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

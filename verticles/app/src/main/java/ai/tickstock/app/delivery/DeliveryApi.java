package ai.tickstock.app.delivery;

import ai.tickstock.app.api.ApiPart;
import ai.tickstock.app.api.Query;
import ai.tickstock.app.api.Refusal;
import ai.tickstock.app.api.Reply;
import ai.tickstock.app.api.Respond;
import ai.tickstock.app.http.Identity;
import ai.tickstock.store.users.AlertHistory;
import ai.tickstock.store.users.AlertHistory.Before;
import ai.tickstock.store.users.AlertHistory.Past;
import ai.tickstock.store.users.DeliveryQueue.DeadLetter;
import ai.tickstock.wire.users.Firing;
import ai.tickstock.wire.users.UserMessages;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code /api/alerts/history}, {@code /acknowledge} and {@code /deadletters}: what fired for the
 * user who asks, and nobody else. To be mounted before the rules, whose ids stand in the same
 * place.
 */
public final class DeliveryApi implements ApiPart {
  private static final int MOST = 500;
  private static final int USUAL = 100;
  private static final int MOST_IDS = 1_000;

  private final AlertBackends alerts;

  /** The API over some backends. */
  public DeliveryApi(AlertBackends alerts) {
    this.alerts = alerts;
  }

  @Override
  public Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    UserMessages messages = alerts.messages().create(vertx);
    router.get("/alerts/history").handler(request -> Respond.with(request, this::history));
    Respond.only(router, "/alerts/history", "GET");
    Respond.json(router.post("/alerts/acknowledge"))
        .handler(request -> Respond.with(request, asked -> acknowledge(asked, messages)));
    Respond.only(router, "/alerts/acknowledge", "POST");
    router.get("/alerts/deadletters").handler(request -> Respond.with(request, this::deadLetters));
    Respond.only(router, "/alerts/deadletters", "GET");
    router
        .post("/alerts/deadletters/:id/retry")
        .handler(request -> Respond.with(request, this::retry));
    Respond.only(router, "/alerts/deadletters/:id/retry", "POST");
    return router;
  }

  private Future<Reply> history(RoutingContext request) {
    Query query = new Query(request.queryParams(), "limit", "before", "state", "subscription_id");
    Set<String> states = query.names("state");
    for (String state : states) {
      if (!AlertHistory.STATES.contains(state)) {
        throw Refusal.bad(
            "state: expected "
                + String.join(", ", new TreeSet<>(AlertHistory.STATES))
                + ", was \""
                + Query.cut(state)
                + "\"");
      }
    }
    int limit = query.limit(USUAL, MOST);
    return alerts
        .history()
        .past(
            Identity.of(request).user(),
            states,
            request.queryParams().get("subscription_id"),
            Pages.before(request.queryParams().get("before")),
            limit)
        .map(past -> Reply.ok(page(past, limit)));
  }

  private static JsonObject page(List<Past> past, int limit) {
    JsonArray all = new JsonArray();
    past.forEach(each -> all.add(json(each)));
    Past last = past.size() == limit ? past.get(limit - 1) : null;
    return new JsonObject()
        .put("alerts", all)
        .put(
            "next", last == null ? null : Pages.behind(new Before(last.firedAt(), last.alertId())));
  }

  private static JsonObject json(Past past) {
    return new JsonObject()
        .put("alert_id", past.alertId())
        .put("subscription_id", past.subscriptionId())
        .put("fired_at", seconds(past.firedAt()))
        .put("state", past.state())
        .put("changed_at", seconds(past.changedAt()))
        .put("deliveries", new JsonArray(past.deliveries()))
        .put("alert", past.message());
  }

  private static BigDecimal seconds(Instant instant) {
    return BigDecimal.valueOf(instant.toEpochMilli(), 3);
  }

  /** First the history, then what waits: what is done half is done again by whoever asks again. */
  private Future<Reply> acknowledge(RoutingContext request, UserMessages messages) {
    List<String> ids = alertIds(Respond.object(request).getValue("alert_ids"));
    String user = Identity.of(request).user();
    return alerts
        .history()
        .acknowledge(user, ids)
        .compose(
            own ->
                messages
                    .acknowledge(user, ids)
                    .map(
                        removed -> {
                          Set<String> known = new TreeSet<>(own);
                          known.addAll(removed);
                          return Reply.ok(
                              new JsonObject()
                                  .put("acknowledged", new JsonArray(List.copyOf(known))));
                        }));
  }

  private static List<String> alertIds(Object given) {
    List<String> ids = new ArrayList<>();
    if (given instanceof JsonArray array && !array.isEmpty() && array.size() <= MOST_IDS) {
      for (Object each : array) {
        if (each instanceof String id && !id.isEmpty() && id.length() <= Firing.LONGEST_ID) {
          ids.add(id);
        }
      }
      if (ids.size() == array.size()) {
        return ids;
      }
    }
    throw Refusal.bad(
        "alert_ids: expected an array of 1 to "
            + MOST_IDS
            + " Strings of 1 to "
            + Firing.LONGEST_ID
            + " characters");
  }

  private Future<Reply> deadLetters(RoutingContext request) {
    Query query = new Query(request.queryParams(), "limit", "before");
    int limit = query.limit(USUAL, MOST);
    String before = request.queryParams().get("before");
    return alerts
        .queue()
        .deadLetters(
            Identity.of(request).user(), before == null ? Long.MAX_VALUE : id(before), limit)
        .map(
            letters -> {
              JsonArray all = new JsonArray();
              letters.forEach(letter -> all.add(json(letter)));
              return Reply.ok(new JsonObject().put("dead_letters", all));
            });
  }

  private static JsonObject json(DeadLetter letter) {
    return new JsonObject()
        .put("id", letter.id())
        .put("alert_id", letter.alertId())
        .put("channel", letter.kind())
        .put("host", letter.host())
        .put("attempts", letter.attempts())
        .put("error", letter.error())
        .put("failed_at", seconds(letter.failedAt()))
        .put("alert", letter.message());
  }

  private Future<Reply> retry(RoutingContext request) {
    new Query(request.queryParams());
    long id = id(request.pathParam("id"));
    return alerts
        .queue()
        .retry(Identity.of(request).user(), id)
        .map(
            found -> {
              if (!found) {
                throw Refusal.unknown("there is no dead letter " + id);
              }
              return Reply.accepted(new JsonObject().put("id", id).put("state", "waiting"));
            });
  }

  private static long id(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw Refusal.bad("id: expected a number, was \"" + Query.cut(text) + "\"");
    }
    return Long.parseLong(text);
  }
}

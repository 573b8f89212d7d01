package ai.tickstock.app.api;

import ai.tickstock.app.http.Problem;
import ai.tickstock.store.Database;
import ai.tickstock.wire.message.MessageException;
import ai.tickstock.wire.message.Texts;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests with what a future gives, and every failure with a problem: {@link Refusal} and
 * {@link MessageException} (400) with what they say, a database or Redis that is away with 503, all
 * else with 500 and a line in the log.
 */
public final class Respond {
  /** Longest body of JSON. */
  public static final int MOST_JSON_BYTES = 256 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(Respond.class);
  private static final long PATIENCE_SECONDS = 10;
  private static final int TOO_LARGE = 413;
  private static final int UNAVAILABLE = 503;

  private Respond() {}

  /** Answers with what the question gives. */
  public static void with(
      RoutingContext request, Function<RoutingContext, Future<Reply>> question) {
    Future<Reply> answer;
    try {
      answer = question.apply(request);
    } catch (RuntimeException error) {
      answer = Future.failedFuture(error);
    }
    answer
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .onSuccess(reply -> send(request, reply))
        .onFailure(error -> failed(request, error));
  }

  private static void send(RoutingContext request, Reply reply) {
    var response = request.response().setStatusCode(reply.status());
    reply.headers().forEach(response::putHeader);
    if (reply.body() == null) {
      response.end();
    } else {
      response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(reply.body());
    }
  }

  /** Ends a request that cannot be answered, and says why. */
  public static void failed(RoutingContext request, Throwable error) {
    if (error instanceof Refusal refusal) {
      if (refusal.status() == UNAVAILABLE) {
        request.response().putHeader(HttpHeaders.RETRY_AFTER, "2");
      }
      Problem.send(request, refusal.status(), refusal.getMessage());
    } else if (error instanceof MessageException) {
      Problem.send(request, 400, error.getMessage());
    } else if (!Database.isAway(error)) {
      LOG.error("{} could not be answered", request.request().path(), error);
      Problem.send(request, 500, "this server has a fault; its log says more");
    } else {
      LOG.warn("{} could not be answered: {}", request.request().path(), error.toString());
      request.response().putHeader(HttpHeaders.RETRY_AFTER, "2");
      Problem.send(request, 503, "the database does not answer; try again in a moment");
    }
  }

  /** Refuses every other method of a path; to be called when its routes are all there. */
  public static void only(Router router, String path, String... methods) {
    only(router.route(path), methods);
  }

  /** The same for a route that is there, of any method. */
  public static void only(Route route, String... methods) {
    String allowed = String.join(", ", methods);
    String expected = String.join(" or ", methods);
    route.handler(
        request -> {
          request.response().putHeader(HttpHeaders.ALLOW, allowed);
          Problem.send(
              request, 405, "expected " + expected + ", was " + request.request().method());
        });
  }

  /** Lets a route read bodies of JSON, of {@link #MOST_JSON_BYTES} at most. */
  public static Route json(Route route) {
    return body(route, "application/json", MOST_JSON_BYTES);
  }

  /**
   * Lets a route read bodies of one type.
   *
   * @param type media type, without parameters
   * @param mostBytes what is longer is refused with 413
   */
  public static Route body(Route route, String type, int mostBytes) {
    BodyHandler body = BodyHandler.create(false).setBodyLimit(mostBytes);
    return route
        .handler(
            request -> {
              if (isType(request, type)) {
                body.handle(request);
              }
            })
        .failureHandler(
            request -> {
              if (request.statusCode() == TOO_LARGE) {
                Problem.send(
                    request, TOO_LARGE, "the body: expected at most " + mostBytes + " bytes");
              } else {
                request.next();
              }
            });
  }

  private static boolean isType(RoutingContext request, String type) {
    String given = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
    String media = given == null ? "" : given.replaceFirst(";.*", "").strip();
    boolean isType = media.toLowerCase(Locale.ROOT).equals(type);
    if (!isType) {
      String was = given == null ? "none" : '"' + Query.cut(given) + '"';
      Problem.send(request, 415, "Content-Type: expected " + type + ", was " + was);
    }
    return isType;
  }

  /**
   * The body as a JSON object.
   *
   * @param known its fields; a typing error is refused rather than passed over; none for any
   * @throws Refusal if it is none
   */
  public static JsonObject object(RoutingContext request, String... known) {
    JsonObject object = null;
    try {
      object = request.body().asJsonObject();
    } catch (DecodeException | ClassCastException e) {
      // Said below, for no body as well.
    }
    if (object == null) {
      throw Refusal.bad("the body: expected a JSON object");
    }
    String unsound = Texts.unsoundIn(object);
    if (unsound != null) {
      throw Refusal.bad(unsound + ": " + Texts.EXPECTED);
    }
    List<String> names = Arrays.asList(known);
    for (String name : object.fieldNames()) {
      if (known.length > 0 && !names.contains(name)) {
        throw Refusal.bad(
            Texts.name(name) + ": no such field; there are " + String.join(", ", names));
      }
    }
    return object;
  }
}

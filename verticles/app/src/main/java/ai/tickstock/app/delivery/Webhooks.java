package ai.tickstock.app.delivery;

import ai.tickstock.app.alerts.AlertChannel.Webhook;
import ai.tickstock.store.users.DeliveryQueue.Delivery;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends alerts by HTTP. A host's name is resolved here, its addresses are checked, and one of those
 * is connected to: a name that means something else a moment later is of no use. Redirects are not
 * followed; of an answer only the status counts. Not thread-safe: lives on one context.
 */
final class Webhooks {
  private static final int LONGEST_ANSWER = 64 << 10;
  private static final int LONGEST_ERROR = 200;
  private static final Duration LONGEST_REST = Duration.ofHours(1);

  private final HttpClient client;
  private final NameResolver names;
  private final WebhookRules rules;
  private final Duration timeout;
  private final Clock clock;

  Webhooks(Vertx vertx, DeliveryOptions options, NameResolver names, Clock clock) {
    this.names = names;
    this.rules = new WebhookRules(options);
    this.timeout = options.timeout();
    this.clock = clock;
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) timeout.toMillis())
                .setIdleTimeout(30)
                .setMaxHeaderSize(16 << 10));
  }

  /** Never fails. */
  Future<Attempt> send(Delivery delivery) {
    Webhook webhook = Targets.webhook(delivery.target());
    String refusal = rules.refusal(webhook);
    if (refusal != null) {
      return Future.succeededFuture(Attempt.refused(refusal));
    }
    URI uri = URI.create(webhook.url());
    return names
        .resolve(WebhookRules.bare(uri.getHost()))
        .compose(
            found ->
                post(
                    uri,
                    found,
                    WebhookRequest.of(
                        webhook, delivery.alertId(), delivery.message(), clock.millis())))
        .timeout(2 * timeout.toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(error -> Attempt.failed(said(error)));
  }

  private Future<Attempt> post(URI uri, List<InetAddress> found, WebhookRequest what) {
    String refusal = rules.refusal(found);
    if (refusal != null) {
      return Future.succeededFuture(Attempt.refused(refusal));
    }
    return client
        .request(options(uri, found.get(0)))
        .compose(
            request -> {
              request.headers().addAll(what.headers());
              return request
                  .send(what.body())
                  .map(Webhooks::attempt)
                  .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                  .onFailure(error -> request.reset());
            });
  }

  private static RequestOptions options(URI uri, InetAddress to) {
    boolean isSecure = uri.getScheme().equals("https");
    int port = uri.getPort() >= 0 ? uri.getPort() : isSecure ? 443 : 80;
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(to, port)))
        .setHost(WebhookRules.bare(uri.getHost()))
        .setPort(port)
        .setSsl(isSecure)
        .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
        .setFollowRedirects(false);
  }

  private static Attempt attempt(HttpClientResponse answer) {
    passOver(answer);
    int status = answer.statusCode();
    if (status >= 200 && status < 300) {
      return Attempt.TAKEN;
    }
    String error = "answered " + status;
    if (status == 429 || status == 503) {
      return new Attempt(Attempt.Result.LATER, error, rest(answer.getHeader("Retry-After")));
    }
    if (status >= 500 || status == 408 || status == 425) {
      return Attempt.failed(error);
    }
    return Attempt.refused(status < 400 ? error + ": redirects are not followed" : error);
  }

  /** Reads the little that is to be expected, so that the connection can be used again. */
  private static void passOver(HttpClientResponse answer) {
    HttpClientRequest request = answer.request();
    long[] read = {0};
    answer.handler(
        part -> {
          read[0] += part.length();
          if (read[0] > LONGEST_ANSWER) {
            request.connection().close();
          }
        });
    answer.exceptionHandler(broken -> {});
  }

  private static Duration rest(String retryAfter) {
    if (retryAfter == null || !retryAfter.strip().matches("\\d{1,9}")) {
      return Duration.ZERO;
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(retryAfter.strip()));
    return asked.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : asked;
  }

  /** Never the address: it may bear a token. */
  private String said(Throwable error) {
    if (error instanceof TimeoutException) {
      return "no answer within " + timeout.toSeconds() + " s";
    }
    String what = error.getClass().getSimpleName() + ": " + error.getMessage();
    return what.length() <= LONGEST_ERROR ? what : what.substring(0, LONGEST_ERROR) + "…";
  }

  void close() {
    client.close();
  }
}

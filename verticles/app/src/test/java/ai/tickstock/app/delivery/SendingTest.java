package ai.tickstock.app.delivery;

import static ai.tickstock.app.Eventually.await;
import static ai.tickstock.app.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.app.AppBackends;
import ai.tickstock.app.alerts.AlertChannel.Email;
import ai.tickstock.app.alerts.AlertChannel.Webhook;
import ai.tickstock.store.Database;
import ai.tickstock.store.PostgresForTests;
import ai.tickstock.store.StoreFixture;
import ai.tickstock.store.users.AlertHistory;
import ai.tickstock.store.users.AlertHistory.Before;
import ai.tickstock.store.users.AlertRecord;
import ai.tickstock.store.users.AlertRecord.Sending;
import ai.tickstock.store.users.DeliveryQueue;
import ai.tickstock.store.users.DeliveryQueue.DeadLetter;
import ai.tickstock.store.users.PgAlertHistory;
import ai.tickstock.store.users.PgDeliveryQueue;
import ai.tickstock.wire.LocalCodec;
import ai.tickstock.wire.users.MemoryUserMessages;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Webhooks and mail, from the outbox to servers of a test's own. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class SendingTest {
  private record Got(HttpServerRequest request, Buffer body) {}

  private final Vertx vertx = Vertx.vertx();
  private final Database database =
      StoreFixture.reached(Database.connect(vertx, PostgresForTests.freshDatabase(), 4));
  private final AlertHistory history = new PgAlertHistory(database);
  private final DeliveryQueue queue = new PgDeliveryQueue(database);
  private final List<Got> got = new CopyOnWriteArrayList<>();
  private final List<HttpServerRequest> unanswered = new ArrayList<>();
  private HttpServer server;
  private MailServer mail;

  @BeforeEach
  void begin() throws Exception {
    LocalCodec.register(vertx.eventBus());
    server = await(vertx.createHttpServer().requestHandler(this::serve).listen(0, "127.0.0.1"));
    mail = new MailServer(vertx);
  }

  /** The path says how it is answered. */
  private void serve(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              got.add(new Got(request, body));
              String path = request.path().substring(1);
              long before =
                  got.stream().filter(one -> one.request().path().equals(request.path())).count();
              if (path.startsWith("silent")) {
                unanswered.add(request);
              } else if (path.startsWith("moved")) {
                request.response().setStatusCode(302).putHeader("Location", "/ok").end();
              } else if (path.startsWith("later")) {
                request.response().setStatusCode(429).putHeader("Retry-After", "1000").end();
              } else if (path.startsWith("second")) {
                request.response().setStatusCode(before < 2 ? 500 : 204).end("x".repeat(100_000));
              } else {
                request
                    .response()
                    .setStatusCode(path.equals("ok") ? 200 : Integer.parseInt(path))
                    .end();
              }
            });
  }

  @AfterEach
  void end() throws Exception {
    await(vertx.close());
  }

  private void deploy(JsonObject webhooks, NameResolver names) throws Exception {
    JsonObject smtp =
        new JsonObject()
            .put("host", "127.0.0.1")
            .put("port", mail.port())
            .put("from", "ticks@example.org")
            .put("startTls", false);
    JsonObject config =
        new JsonObject()
            .put(
                "alerts",
                new JsonObject()
                    .put("webhooks", webhooks.put("retrySeconds", 1))
                    .put("smtp", smtp));
    AppBackends backends =
        new AppBackends(
            null,
            null,
            new AlertBackends(new MemoryUserMessages(10), history, queue),
            new SimpleMeterRegistry(),
            Clock.systemUTC());
    await(
        vertx.deployVerticle(
            new SendingVerticle(backends, names), new DeploymentOptions().setConfig(config)));
  }

  private static JsonObject open() {
    return new JsonObject().put("allowPrivate", true).put("allowHttp", true);
  }

  private static final NameResolver LOOPBACK =
      host -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress()));

  private String url(String host, String path) {
    return "http://" + host + ":" + server.actualPort() + "/" + path;
  }

  private void outbox(String id, Sending... sendings) throws Exception {
    String message = AlertsForTests.pattern(id, "ann").json().encode();
    await(
        history.record(
            List.of(
                new AlertRecord(
                    id,
                    "ann",
                    "sub_ann",
                    AlertsForTests.BAR,
                    message,
                    false,
                    false,
                    List.of(sendings)))));
  }

  private static Sending to(int channel, String url, String template) {
    String chat = template.equals("telegram") ? "42" : null;
    return Targets.sending(channel, new Webhook(url, "s3cret", template, chat));
  }

  private String state(String id) throws Exception {
    return await(history.past("ann", Set.of(), null, Before.NOTHING, 100)).stream()
        .filter(past -> past.alertId().equals(id))
        .findFirst()
        .orElseThrow()
        .state();
  }

  private List<DeadLetter> awaitDead(int count) throws Exception {
    List<DeadLetter> dead = List.of();
    while (dead.size() < count) {
      dead = await(queue.deadLetters("ann", Long.MAX_VALUE, 100));
    }
    return dead;
  }

  private void awaitSent() throws Exception {
    while (await(queue.waiting()) > 0) {
      // Until all is settled; the test's time-out bounds it.
    }
  }

  @Test
  void aWebhookIsSignedAndBearsTheAlertsIdAsItsKey() throws Exception {
    outbox("a|1", to(0, url("hooks.test", "ok"), "json"));
    deploy(open(), LOOPBACK);
    awaitSent();
    HttpServerRequest request = got.get(0).request();
    Buffer body = got.get(0).body();
    assertThat(request.getHeader("Host")).startsWith("hooks.test:");
    assertThat(request.getHeader("Idempotency-Key")).isEqualTo("a|1");
    String timestamp = request.getHeader("X-TickStock-Timestamp");
    assertThat(request.getHeader("X-TickStock-Signature"))
        .isEqualTo("v1=" + WebhookRequest.signature("s3cret", timestamp, body));
    assertThat(body.toJsonObject().getString("alert_id")).isEqualTo("a|1");
    assertThat(state("a|1")).isEqualTo("delivered");
    assertThat(got).hasSize(1);
  }

  /** Computed by openssl: printf '1697385600.{"a":1}' | openssl dgst -sha256 -hmac s3cret. */
  @Test
  void theSignatureIsThatOfAnyOtherProgram() {
    assertThat(WebhookRequest.signature("s3cret", "1697385600", Buffer.buffer("{\"a\":1}")))
        .isEqualTo("5d9bb76ed89d568e6b96e6e8d70a595f3cd2c99921d64c95d640b6c9b712ccf2");
  }

  @Test
  void telegramAndDiscordGetWhatTheyTake() throws Exception {
    outbox("a", to(0, url("t", "ok"), "telegram"), to(1, url("d", "ok"), "discord"));
    deploy(open(), LOOPBACK);
    awaitSent();
    String line = "Oversold: AAPL Hammer (bullish, 85 %), 5min bar of 2025-10-15 14:30 UTC";
    assertThat(got)
        .extracting(one -> one.body().toJsonObject())
        .containsExactlyInAnyOrder(
            new JsonObject().put("chat_id", "42").put("text", line),
            new JsonObject()
                .put("content", line)
                .put("allowed_mentions", new JsonObject("{\"parse\":[]}")));
  }

  @Test
  void whatFailsIsTriedAgainAndWhatIsRefusedIsGivenUp() throws Exception {
    outbox("a", to(0, url("one", "second"), "json"));
    outbox("b", to(0, url("two", "404"), "json"));
    outbox("c", to(0, url("three", "moved"), "json"));
    deploy(open(), LOOPBACK);
    awaitSent();
    assertThat(state("a")).isEqualTo("delivered");
    assertThat(state("b")).isEqualTo("failed");
    assertThat(awaitDead(2))
        .extracting(DeadLetter::error)
        .containsExactlyInAnyOrder("answered 404", "answered 302: redirects are not followed");
    assertThat(got).as("nobody went where it pointed").hasSize(4);
  }

  @Test
  void whoAsksForAPauseGetsItAndIsTriedAgainAfterIt() throws Exception {
    outbox("a", to(0, url("one", "later"), "json"));
    deploy(open(), LOOPBACK);
    String waits =
        "select extract(epoch from due_at - now())::int from app.alert_deliveries"
            + " where state = 'waiting' and claim is null and last_error = 'answered 429'";
    var rows = await(database.pool().query(waits).execute());
    while (rows.size() == 0) {
      rows = await(database.pool().query(waits).execute());
    }
    assertThat(rows.iterator().next().getInteger(0)).isBetween(700, 1_000);
  }

  @Test
  void afterSoManyAttemptsItIsGivenUpAndMayBeTriedAgain() throws Exception {
    outbox("a", to(0, url("one", "500"), "json"));
    deploy(open().put("maxAttempts", 2), LOOPBACK);
    DeadLetter dead = awaitDead(1).get(0);
    assertThat(dead.attempts()).isEqualTo(2);
    assertThat(await(queue.retry("ann", dead.id()))).isTrue();
    until(vertx, () -> got.size() >= 3);
    awaitSent();
  }

  @Test
  void aHostThatNeverAnswersHoldsUpNobodyElse() throws Exception {
    for (int n = 0; n < 30; n++) {
      outbox("s" + n, to(0, url("slow", "silent" + n), "json"));
    }
    outbox("a", to(0, url("quick", "ok"), "json"));
    deploy(open().put("timeoutSeconds", 30).put("concurrency", 6).put("perHost", 3), LOOPBACK);
    until(vertx, () -> got.stream().anyMatch(one -> one.request().path().equals("/ok")));
    assertThat(got.size()).isLessThanOrEqualTo(4);
  }

  @Test
  void aNameThatMeansAPrivateAddressIsNotConnectedTo() throws Exception {
    outbox("a", to(0, url("innocent.test", "ok"), "json"));
    outbox("b", to(0, url("127.0.0.1", "ok"), "json"));
    outbox("c", to(0, url("[::ffff:7f00:1]", "ok"), "json"));
    deploy(new JsonObject().put("allowHttp", true), LOOPBACK);
    assertThat(awaitDead(3))
        .extracting(DeadLetter::error)
        .containsOnly("url: expected a public host, since alerts.webhooks.allowPrivate is off");
    assertThat(got).isEmpty();
  }

  @Test
  void withoutEncryptionNothingIsSentUnlessAllowed() throws Exception {
    outbox("a", to(0, url("one", "ok"), "json"));
    deploy(new JsonObject().put("allowPrivate", true), LOOPBACK);
    assertThat(awaitDead(1).get(0).error())
        .isEqualTo("url: expected https, since alerts.webhooks.allowHttp is off");
    assertThat(got).isEmpty();
  }

  @Test
  void aMailSaysItAndHasTheSameIdHoweverOftenItIsSent() throws Exception {
    Sending sending = Targets.sending(0, new Email("ann@example.org"));
    outbox("a", sending);
    deploy(open(), LOOPBACK);
    awaitSent();
    String sent = mail.mails().get(0);
    assertThat(sent)
        .contains("To: ann@example.org")
        .contains("From: ticks@example.org")
        .contains("Subject: Oversold: AAPL Hammer")
        .containsPattern("Message-ID: <[0-9a-f-]{36}@example.org>");
    assertThat(sent.split("Message-ID")).hasSize(2);
    assertThat(state("a")).isEqualTo("delivered");
    mail.refuse("550 no such user");
    outbox("b", sending);
    assertThat(awaitDead(1).get(0).error()).isEqualTo("answered 550");
  }

  @Test
  void noSecretIsLeftOfWhatWasSentNorShownOfWhatWasNot() throws Exception {
    outbox("a", to(0, url("one", "ok"), "json"));
    deploy(open(), LOOPBACK);
    awaitSent();
    var targets =
        await(database.pool().query("select target::text from app.alert_deliveries").execute());
    assertThat(targets.iterator().next().getString(0)).isEqualTo("{}");
    assertThat(new Webhook("https://x/token", "s3cret", "json", null).toString())
        .doesNotContain("token", "s3cret");
  }
}

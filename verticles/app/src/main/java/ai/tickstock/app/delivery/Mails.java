package ai.tickstock.app.delivery;

import ai.tickstock.store.users.DeliveryQueue.Delivery;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends alerts by mail. Not thread-safe: lives on one context. */
final class Mails {
  private static final int SUBMISSIONS = 465;
  private static final int PERMANENT = 500;
  private static final int LONGEST_ERROR = 200;

  private final MailClient client;
  private final String from;
  private final Duration timeout;

  /** With no server configured it refuses all there is. */
  Mails(Vertx vertx, DeliveryOptions options) {
    DeliveryOptions.Smtp smtp = options.smtp();
    client = smtp == null ? null : MailClient.create(vertx, config(smtp, options));
    from = smtp == null ? "" : smtp.from();
    timeout = options.timeout();
  }

  private static MailConfig config(DeliveryOptions.Smtp smtp, DeliveryOptions options) {
    MailConfig config =
        new MailConfig()
            .setHostname(smtp.host())
            .setPort(smtp.port())
            .setSsl(smtp.port() == SUBMISSIONS)
            .setStarttls(
                smtp.startTls() && smtp.port() != SUBMISSIONS
                    ? StartTLSOptions.REQUIRED
                    : StartTLSOptions.DISABLED)
            .setLogin(smtp.user().isEmpty() ? LoginOption.DISABLED : LoginOption.REQUIRED)
            .setMaxPoolSize(options.perHost());
    return smtp.user().isEmpty()
        ? config
        : config.setUsername(smtp.user()).setPassword(smtp.password());
  }

  /** Never fails. */
  Future<Attempt> send(Delivery delivery) {
    if (client == null) {
      return Future.succeededFuture(
          Attempt.refused("this server sends no mail: alerts.smtp.host is not configured"));
    }
    String line = AlertText.line(delivery.message());
    MailMessage mail =
        new MailMessage()
            .setFrom(from)
            .setTo(delivery.target().getString("to"))
            .setSubject(line)
            .setText(line + "\n\n" + delivery.message().encodePrettily() + "\n")
            .setHeaders(headers(delivery.alertId()));
    return client
        .sendMail(mail)
        .timeout(2 * timeout.toMillis(), TimeUnit.MILLISECONDS)
        .map(Attempt.TAKEN)
        .otherwise(this::attempt);
  }

  /** The same alert has the same id: whoever gets it twice can tell. */
  private MultiMap headers(String alertId) {
    UUID id = UUID.nameUUIDFromBytes(alertId.getBytes(StandardCharsets.UTF_8));
    String domain = from.substring(from.indexOf('@') + 1);
    return MultiMap.caseInsensitiveMultiMap().add("Message-ID", "<" + id + "@" + domain + ">");
  }

  private Attempt attempt(Throwable error) {
    if (error instanceof SMTPException smtp && smtp.getReplyCode() >= PERMANENT) {
      return Attempt.refused("answered " + smtp.getReplyCode());
    }
    if (error instanceof TimeoutException) {
      return Attempt.failed("no answer within " + timeout.toSeconds() + " s");
    }
    String what = error.getClass().getSimpleName() + ": " + error.getMessage();
    return Attempt.failed(
        what.length() <= LONGEST_ERROR ? what : what.substring(0, LONGEST_ERROR) + "…");
  }

  void close() {
    if (client != null) {
      client.close();
    }
  }
}

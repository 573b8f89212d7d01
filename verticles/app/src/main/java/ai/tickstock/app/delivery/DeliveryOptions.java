package ai.tickstock.app.delivery;

import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * How alerts are sent; {@code alerts} of the configuration.
 *
 * @param historyDays how long what fired can be looked up
 * @param allowPrivate whether webhooks may go to private, loopback and link-local addresses
 * @param allowHttp whether they may go without encryption
 * @param timeout of one attempt
 * @param maxAttempts before an alert is given up
 * @param firstRetry wait before the second attempt; doubled each time, up to an hour
 * @param concurrency alerts on their way at a time
 * @param perHost of these, to one host
 * @param smtp the mail server; null for none
 */
public record DeliveryOptions(
    int historyDays,
    boolean allowPrivate,
    boolean allowHttp,
    Duration timeout,
    int maxAttempts,
    Duration firstRetry,
    int concurrency,
    int perHost,
    Smtp smtp) {
  /**
   * A mail server.
   *
   * @param user empty for none
   * @param password empty for none
   */
  public record Smtp(
      String host, int port, String user, String password, String from, boolean startTls) {
    public Smtp {
      if (from.isEmpty()) {
        throw new IllegalArgumentException(
            "alerts.smtp.from: expected an address such as ticks@example.org, since"
                + " alerts.smtp.host is given");
      }
    }

    /** Without the password. */
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  public DeliveryOptions {
    atLeastOne("historyDays", historyDays);
    atLeastOne("webhooks.timeoutSeconds", timeout.toMillis());
    atLeastOne("webhooks.maxAttempts", maxAttempts);
    atLeastOne("webhooks.retrySeconds", firstRetry.toMillis());
    atLeastOne("webhooks.concurrency", concurrency);
    atLeastOne("webhooks.perHost", perHost);
  }

  private static void atLeastOne(String key, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("alerts." + key + ": expected 1 or more, was " + value);
    }
  }

  /**
   * Options from the whole configuration; what is missing has its default.
   *
   * @throws IllegalArgumentException naming the key, and what is expected
   */
  public static DeliveryOptions from(JsonObject config) {
    JsonObject alerts = config.getJsonObject("alerts", new JsonObject());
    JsonObject webhooks = alerts.getJsonObject("webhooks", new JsonObject());
    return new DeliveryOptions(
        alerts.getInteger("historyDays", 90),
        webhooks.getBoolean("allowPrivate", false),
        webhooks.getBoolean("allowHttp", false),
        Duration.ofSeconds(webhooks.getInteger("timeoutSeconds", 5)),
        webhooks.getInteger("maxAttempts", 8),
        Duration.ofSeconds(webhooks.getInteger("retrySeconds", 2)),
        webhooks.getInteger("concurrency", 16),
        webhooks.getInteger("perHost", 4),
        smtp(alerts.getJsonObject("smtp", new JsonObject())));
  }

  private static Smtp smtp(JsonObject smtp) {
    return smtp.getString("host", "").isEmpty()
        ? null
        : new Smtp(
            smtp.getString("host"),
            smtp.getInteger("port", 587),
            smtp.getString("user", ""),
            smtp.getString("password", ""),
            smtp.getString("from", ""),
            smtp.getBoolean("startTls", true));
  }

  /** How long one attempt may take in all, until somebody else may make it again. */
  Duration lease() {
    return timeout.multipliedBy(2).plusSeconds(30);
  }
}

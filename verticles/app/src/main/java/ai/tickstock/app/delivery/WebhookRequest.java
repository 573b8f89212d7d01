package ai.tickstock.app.delivery;

import ai.tickstock.app.alerts.AlertChannel.Webhook;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a webhook is sent. With a secret it is signed: {@code X-TickStock-Signature: v1=} and the
 * HMAC-SHA256, in hex, of the value of {@code X-TickStock-Timestamp} (Unix seconds), a full stop
 * and the body as it is.
 */
record WebhookRequest(MultiMap headers, Buffer body) {
  private static final int LONGEST_DISCORD = 2_000;
  private static final int LONGEST_TELEGRAM = 4_096;

  static WebhookRequest of(Webhook webhook, String alertId, JsonObject message, long nowMillis) {
    Buffer body = body(webhook, message).toBuffer();
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Content-Type", "application/json")
            .add("User-Agent", "TickStock")
            .add("Idempotency-Key", printable(alertId));
    if (webhook.secret() != null && !webhook.secret().isEmpty()) {
      String timestamp = "" + nowMillis / 1000;
      headers.add("X-TickStock-Timestamp", timestamp);
      headers.add("X-TickStock-Signature", "v1=" + signature(webhook.secret(), timestamp, body));
    }
    return new WebhookRequest(headers, body);
  }

  private static JsonObject body(Webhook webhook, JsonObject message) {
    return switch (webhook.template()) {
      case "telegram" ->
          new JsonObject()
              .put("chat_id", webhook.chatId())
              .put("text", cut(AlertText.line(message), LONGEST_TELEGRAM));
      case "discord" ->
          new JsonObject()
              .put("content", cut(AlertText.line(message), LONGEST_DISCORD))
              // A rule's name must not call everybody.
              .put("allowed_mentions", new JsonObject().put("parse", new JsonArray()));
      default -> message;
    };
  }

  static String signature(String secret, String timestamp, Buffer body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes()));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e); // every Java has it
    }
  }

  /** A header's value has no control characters, and is ASCII. */
  private static String printable(String text) {
    return text.replaceAll("[^\\x21-\\x7e]", "_");
  }

  private static String cut(String text, int characters) {
    return text.length() <= characters ? text : text.substring(0, characters - 1) + "…";
  }
}

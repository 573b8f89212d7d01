package ai.tickstock.app.delivery;

import ai.tickstock.app.alerts.AlertChannel;
import ai.tickstock.store.users.AlertRecord;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Locale;

/** A rule's channels as the outbox keeps them, and back. */
final class Targets {
  static final String WEBHOOK = "webhook";
  static final String EMAIL = "email";

  /** All mail goes to one server of ours, whoever it is for. */
  static final String MAIL_HOST = "mail";

  private Targets() {}

  static AlertRecord.Sending sending(int channel, AlertChannel.Webhook webhook) {
    JsonObject target =
        new JsonObject()
            .put("url", webhook.url())
            .put("secret", webhook.secret())
            .put("template", webhook.template())
            .put("chat_id", webhook.chatId());
    return new AlertRecord.Sending(channel, WEBHOOK, host(webhook.url()), target.encode());
  }

  static AlertRecord.Sending sending(int channel, AlertChannel.Email email) {
    String target = new JsonObject().put("to", email.to()).encode();
    return new AlertRecord.Sending(channel, EMAIL, MAIL_HOST, target);
  }

  static AlertChannel.Webhook webhook(JsonObject target) {
    return new AlertChannel.Webhook(
        target.getString("url"),
        target.getString("secret"),
        target.getString("template"),
        target.getString("chat_id"));
  }

  /** An address that is none has a host too: what is sent there fails, and says why. */
  private static String host(String url) {
    try {
      URI uri = URI.create(url);
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      return uri.getHost() == null ? "nowhere" : uri.getHost().toLowerCase(Locale.ROOT) + port;
    } catch (IllegalArgumentException e) {
      return "nowhere";
    }
  }
}

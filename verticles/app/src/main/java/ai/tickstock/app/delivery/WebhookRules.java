package ai.tickstock.app.delivery;

import ai.tickstock.app.alerts.AlertChannel;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** What an alert may be sent to. Immutable. */
public final class WebhookRules {
  private static final Set<String> TEMPLATES = Set.of("json", "telegram", "discord");

  private final DeliveryOptions options;

  /** Rules as configured. */
  public WebhookRules(DeliveryOptions options) {
    this.options = options;
  }

  /**
   * Why nothing can be sent on a channel, for whoever writes a rule, with the name of its field at
   * first; null if it can.
   *
   * @param channel of any kind
   */
  public String refusal(AlertChannel channel) {
    if (channel instanceof AlertChannel.Webhook webhook) {
      return refusal(webhook);
    }
    if (channel instanceof AlertChannel.Email email) {
      return options.smtp() == null
          ? "type: expected another than email: alerts.smtp.host is not configured, no mail is sent"
          : email.to().matches("[^@\\s<>,;\"]{1,64}@[^@\\s<>,;\"]{1,189}")
              ? null
              : "to: expected one address such as ann@example.org";
    }
    return null;
  }

  String refusal(AlertChannel.Webhook webhook) {
    URI uri;
    try {
      uri = URI.create(webhook.url());
    } catch (IllegalArgumentException e) {
      return "url: expected one such as https://example.org/hook";
    }
    boolean isHttps = "https".equals(uri.getScheme());
    if (uri.getHost() == null || !isHttps && !"http".equals(uri.getScheme())) {
      return "url: expected one such as https://example.org/hook";
    }
    if (!isHttps && !options.allowHttp()) {
      return "url: expected https, since alerts.webhooks.allowHttp is off";
    }
    if (uri.getUserInfo() != null) {
      return "url: expected none with a user's name in it";
    }
    if (!TEMPLATES.contains(webhook.template())) {
      return "template: expected json, telegram or discord";
    }
    if (webhook.template().equals("telegram") && webhook.chatId() == null) {
      return "chat_id: expected one, since the template is telegram";
    }
    InetAddress literal = PublicAddresses.literal(uri.getHost());
    return literal == null ? null : refusal(List.of(literal));
  }

  /** Why none of a host's addresses is connected to; null if they may. */
  String refusal(List<InetAddress> addresses) {
    boolean allPublic = addresses.stream().allMatch(PublicAddresses::isPublic);
    return allPublic || options.allowPrivate()
        ? null
        : "url: expected a public host, since alerts.webhooks.allowPrivate is off";
  }

  /** A host as a resolver takes it: IPv6 without brackets. */
  static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}

package ai.tickstock.app.alerts;

import static ai.tickstock.app.alerts.RuleFields.put;

import ai.tickstock.app.alerts.AlertChannel.Browser;
import ai.tickstock.app.alerts.AlertChannel.Email;
import ai.tickstock.app.alerts.AlertChannel.Webhook;
import ai.tickstock.wire.message.Fields;
import ai.tickstock.wire.message.MessageException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;

/** The channels of a rule as JSON, and how their secrets are kept from being seen. */
final class ChannelJson {
  /** Stands for a secret that is not shown; given back, it means the one there is. */
  static final String HIDDEN = "********";

  private static final int MOST_CHANNELS = 10;
  private static final Pattern ADDRESS =
      Pattern.compile("[^@\\s,;<>\"]{1,64}@[^@\\s,;<>\"]{1,189}");

  private ChannelJson() {}

  /** Those of a rule, its user's browsers if it names none; throws {@link MessageException}. */
  static List<AlertChannel> parse(Fields fields) {
    return fields.has("channels")
        ? fields.objects("channels", 1, MOST_CHANNELS).stream().map(ChannelJson::channel).toList()
        : List.of(new Browser());
  }

  private static AlertChannel channel(Fields fields) {
    return switch (fields.oneOf("type", "browser", "webhook", "email")) {
      case "browser" -> {
        fields.only("type");
        yield new Browser();
      }
      case "email" -> {
        fields.only("type", "to");
        yield new Email(address(fields));
      }
      default -> webhook(fields);
    };
  }

  private static Webhook webhook(Fields fields) {
    fields.only("type", "url", "secret", "template", "chat_id");
    String template =
        fields.has("template") ? fields.oneOf("template", "json", "telegram", "discord") : "json";
    boolean telegram = template.equals("telegram");
    if (!telegram && fields.has("chat_id")) {
      throw fields.refused("chat_id", "none, as only telegram has chats");
    }
    return new Webhook(
        url(fields),
        fields.has("secret") ? fields.id("secret") : null,
        template,
        telegram ? fields.id("chat_id") : null);
  }

  private static String url(Fields fields) {
    String expected = "an address such as https://example.com/hook, of at most 2000 characters";
    String text = fields.text("url");
    try {
      URI url = new URI(text);
      boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (isHttp && url.getHost() != null && url.getUserInfo() == null && text.length() <= 2_000) {
        return text;
      }
    } catch (URISyntaxException e) {
      // Said below, for another scheme as well.
    }
    throw fields.refused("url", expected);
  }

  private static String address(Fields fields) {
    String text = fields.id("to");
    if (!ADDRESS.matcher(text).matches()) {
      throw fields.refused("to", "an address such as ann@example.com");
    }
    return text;
  }

  /**
   * Puts the secrets there are in place of those a client has not been shown, by the address they
   * belong to.
   *
   * @param json what was given; changed
   * @param stored what there is
   * @throws MessageException where there is none
   */
  static void reveal(JsonObject json, JsonObject stored) {
    if (!(json.getValue("channels") instanceof JsonArray channels)) {
      return;
    }
    for (int i = 0; i < channels.size(); i++) {
      if (channels.getValue(i) instanceof JsonObject channel
          && HIDDEN.equals(channel.getValue("secret"))) {
        String secret = secret(channel.getValue("url"), stored);
        if (secret == null) {
          throw new MessageException(
              "channels[" + i + "].secret: expected the secret itself for a new address");
        }
        channel.put("secret", secret);
      }
    }
  }

  private static String secret(Object url, JsonObject stored) {
    for (Object each : stored.getJsonArray("channels", new JsonArray())) {
      if (each instanceof JsonObject channel && channel.getValue("url") != null) {
        if (channel.getValue("url").equals(url)) {
          return channel.getString("secret");
        }
      }
    }
    return null;
  }

  /** Hides the secrets of a rule that is shown. */
  static void hide(JsonObject rule) {
    for (Object each : rule.getJsonArray("channels")) {
      JsonObject channel = (JsonObject) each;
      if (channel.containsKey("secret")) {
        channel.put("secret", HIDDEN);
      }
    }
  }

  /** As it is stored. */
  static JsonObject json(AlertChannel channel) {
    if (channel instanceof Email email) {
      return new JsonObject().put("type", "email").put("to", email.to());
    }
    if (channel instanceof Webhook webhook) {
      JsonObject json =
          new JsonObject()
              .put("type", "webhook")
              .put("url", webhook.url())
              .put("template", webhook.template());
      put(json, "secret", webhook.secret());
      put(json, "chat_id", webhook.chatId());
      return json;
    }
    return new JsonObject().put("type", "browser");
  }
}

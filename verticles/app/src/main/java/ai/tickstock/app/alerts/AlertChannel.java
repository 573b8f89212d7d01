package ai.tickstock.app.alerts;

/** A way an alert takes to its user. */
public sealed interface AlertChannel {
  /** The user's browsers. */
  record Browser() implements AlertChannel {}

  /**
   * An HTTP request.
   *
   * @param url http or https
   * @param secret signs what is sent; null for none. Never shown
   * @param template json, telegram or discord
   * @param chatId the chat of a Telegram bot; null for other templates
   */
  record Webhook(String url, String secret, String template, String chatId)
      implements AlertChannel {
    @Override
    public String toString() {
      return "Webhook[" + template + "]"; // its address may bear a token
    }
  }

  /** A mail to one address. */
  record Email(String to) implements AlertChannel {}
}

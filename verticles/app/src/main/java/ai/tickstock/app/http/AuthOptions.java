package ai.tickstock.app.http;

import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * Who may come in, and how.
 *
 * @param life of the token a one-time link gives; {@code auth.hours}, default 12
 * @param publicUrl where a proxy shows the page; {@code http.publicUrl}, default none
 * @param onLoopback whether {@code http.host} can only be reached from this machine
 */
public record AuthOptions(Duration life, String publicUrl, boolean onLoopback) {
  private static final int HOURS = 12;
  private static final int MOST_HOURS = 366 * 24;

  public AuthOptions {
    if (life.toHours() < 1 || life.toHours() > MOST_HOURS) {
      throw new IllegalArgumentException(
          "auth.hours: expected 1 to " + MOST_HOURS + ", was " + life.toHours());
    }
  }

  /**
   * Options from {@code auth} and {@code http} of the whole configuration.
   *
   * @throws IllegalArgumentException naming the key, its value and what is expected
   */
  public static AuthOptions from(JsonObject config) {
    JsonObject http = config.getJsonObject("http", new JsonObject());
    return new AuthOptions(
        Duration.ofHours(config.getJsonObject("auth", new JsonObject()).getInteger("hours", HOURS)),
        http.getString("publicUrl", ""),
        isLoopback(http.getString("host", "127.0.0.1")));
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "http.host: expected an address of this machine, was \"" + host + "\"", e);
    }
  }
}

package ai.tickstock.app.alerts;

import io.vertx.core.json.JsonObject;

/**
 * @param maxPerUser rules a user may have; {@code alerts.maxPerUser}, default 200
 * @param node names this process among those that tell PL what is needed; {@code node}
 */
public record AlertOptions(int maxPerUser, String node) {
  public AlertOptions {
    if (maxPerUser < 1) {
      throw new IllegalArgumentException(
          "alerts.maxPerUser: expected 1 or more, was " + maxPerUser);
    }
  }

  /**
   * Reads the whole configuration.
   *
   * @throws IllegalArgumentException naming the key, its value and what is expected
   */
  public static AlertOptions from(JsonObject config) {
    JsonObject alerts = config.getJsonObject("alerts", new JsonObject());
    String node = config.getString("node", "");
    return new AlertOptions(alerts.getInteger("maxPerUser", 200), node.isEmpty() ? "one" : node);
  }
}

package ai.tickstock.app.bridge;

import io.vertx.core.json.JsonObject;

/**
 * Bounds of the bridge.
 *
 * @param maxSockets browser sockets of this process at most; {@code bridge.maxSockets}
 * @param maxSocketsPerUser of one user at most; {@code bridge.maxSocketsPerUser}
 */
public record BridgeOptions(int maxSockets, int maxSocketsPerUser) {
  private static final int SOCKETS = 10_000;
  private static final int PER_USER = 100;

  public BridgeOptions {
    if (maxSockets < 1 || maxSocketsPerUser < 1) {
      throw new IllegalArgumentException(
          "bridge.maxSockets and bridge.maxSocketsPerUser: expected 1 or more");
    }
  }

  /** Options from {@code bridge} of the whole configuration. */
  public static BridgeOptions from(JsonObject config) {
    JsonObject bridge = config.getJsonObject("bridge", new JsonObject());
    return new BridgeOptions(
        bridge.getInteger("maxSockets", SOCKETS), bridge.getInteger("maxSocketsPerUser", PER_USER));
  }
}

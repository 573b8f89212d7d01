package ai.tickstock.app.backtests;

import io.vertx.core.json.JsonObject;

/**
 * Bounds of users' backtests.
 *
 * @param maxPerUser that may wait or run at once; {@code jobs.maxPerUser}, default 5
 */
public record BacktestOptions(int maxPerUser) {
  private static final int PER_USER = 5;

  public BacktestOptions {
    if (maxPerUser < 1) {
      throw new IllegalArgumentException("jobs.maxPerUser: expected 1 or more, was " + maxPerUser);
    }
  }

  /** Options from {@code jobs} of the whole configuration. */
  public static BacktestOptions from(JsonObject config) {
    return new BacktestOptions(
        config.getJsonObject("jobs", new JsonObject()).getInteger("maxPerUser", PER_USER));
  }
}

package ai.tickstock.pl.persistence;

import io.vertx.core.json.JsonObject;

/**
 * How bars are stored and told of.
 *
 * @param perSymbolLimit bars of one commit up to which each has its own line at INFO; default 50
 */
record PersistenceOptions(int perSymbolLimit) {
  private static final int PER_SYMBOL_LIMIT = 50;

  PersistenceOptions {
    if (perSymbolLimit < 0) {
      throw new IllegalArgumentException(
          "logging.perSymbolLimit: expected 0 or more bars, was " + perSymbolLimit);
    }
  }

  static PersistenceOptions from(JsonObject config) {
    JsonObject logging = config.getJsonObject("logging", new JsonObject());
    return new PersistenceOptions(logging.getInteger("perSymbolLimit", PER_SYMBOL_LIMIT));
  }
}

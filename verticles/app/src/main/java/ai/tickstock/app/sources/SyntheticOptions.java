package ai.tickstock.app.sources;

import ai.tickstock.market.Symbols;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What the synthetic market is like.
 *
 * @param symbols what is traded, all different
 * @param rate ticks per second over all symbols, on average over a regular session; a quarter of it
 *     outside
 * @param seed markets of the same seed and symbols are the same
 * @param historySessions finished sessions published at the start, 0 for none
 */
public record SyntheticOptions(List<String> symbols, double rate, long seed, int historySessions) {
  private static final String KEYS = "source.synthetic.";
  private static final int MAX_SYMBOLS = 100_000;
  private static final int MAX_SESSIONS = 250;

  public SyntheticOptions {
    symbols = List.copyOf(symbols);
    check(!symbols.isEmpty(), "symbols", "at least one symbol", symbols);
    for (String symbol : symbols) {
      check(Symbols.isValid(symbol), "symbols", "1 to 20 of A-Z 0-9 . - / : each", symbol);
    }
    check(symbols.stream().distinct().count() == symbols.size(), "symbols", "each once", symbols);
    check(rate > 0 && rate <= 10_000_000, "rate", "above 0 and at most 10000000 per second", rate);
    check(
        historySessions >= 0 && historySessions <= MAX_SESSIONS,
        "historySessions",
        "0 to " + MAX_SESSIONS,
        historySessions);
  }

  /** Options from {@code source.synthetic} of the configuration. */
  public static SyntheticOptions from(JsonObject config) {
    JsonObject synthetic =
        config
            .getJsonObject("source", new JsonObject())
            .getJsonObject("synthetic", new JsonObject());
    return new SyntheticOptions(
        symbols(synthetic),
        synthetic.getDouble("rate", 200.0),
        synthetic.getLong("seed", 1L),
        synthetic.getInteger("historySessions", 2));
  }

  private static List<String> symbols(JsonObject synthetic) {
    int count = synthetic.getInteger("symbolCount", 0);
    check(count >= 0 && count <= MAX_SYMBOLS, "symbolCount", "0 to " + MAX_SYMBOLS, count);
    JsonArray names = synthetic.getJsonArray("symbols", new JsonArray());
    if (count > 0) {
      return Instruments.generated(count);
    }
    return names.isEmpty() ? Instruments.wellKnown() : names.stream().map(String::valueOf).toList();
  }

  private static void check(boolean holds, String key, String expected, Object was) {
    if (!holds) {
      throw new IllegalArgumentException(KEYS + key + ": expected " + expected + ", was " + was);
    }
  }
}

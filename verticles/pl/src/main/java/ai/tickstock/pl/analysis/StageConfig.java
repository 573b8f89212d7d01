package ai.tickstock.pl.analysis;

import ai.tickstock.market.Timeframe;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads the section of one stage, refusing by key what is not as expected. */
public final class StageConfig {
  private static final int PER_SYMBOL_LIMIT = 50;
  private static final int MAX_SYMBOLS = 20_000;

  private final JsonObject config;
  private final String name;

  /**
   * @param config the whole configuration
   * @param name the section's key
   */
  public StageConfig(JsonObject config, String name) {
    this.config = config;
    this.name = name;
  }

  private JsonObject section() {
    return object(config, name, name);
  }

  private static JsonObject object(JsonObject parent, String key, String path) {
    Object value = parent.getValue(key, new JsonObject());
    if (value instanceof JsonObject object) {
      return object;
    }
    throw refused(path, "an object", value);
  }

  /** The timeframes the stage looks at: all, unless told. */
  public Set<Timeframe> timeframes() {
    List<String> all = Arrays.stream(Timeframe.values()).map(Timeframe::label).toList();
    try {
      return timeframes(new JsonArray(names("timeframes", all)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ".timeframes: " + e.getMessage(), e);
    }
  }

  /**
   * Timeframes by their labels.
   *
   * @throws IllegalArgumentException naming those there are
   */
  public static Set<Timeframe> timeframes(JsonArray labels) {
    Set<Timeframe> timeframes = EnumSet.noneOf(Timeframe.class);
    labels.forEach(label -> timeframes.add(Timeframe.of(String.valueOf(label))));
    return timeframes;
  }

  /** A list of names. */
  public List<String> names(String key, Collection<String> otherwise) {
    List<String> names = new ArrayList<>();
    for (Object value : list(key, new JsonArray(List.copyOf(otherwise)))) {
      if (!(value instanceof String text)) {
        throw refused(name + "." + key, "a list of names", value);
      }
      names.add(text);
    }
    return names;
  }

  /** A list of anything. */
  public JsonArray list(String key, JsonArray otherwise) {
    Object value = section().getValue(key, otherwise);
    if (value == null || value instanceof JsonArray) {
      return (JsonArray) value;
    }
    throw refused(name + "." + key, "a list", value);
  }

  /** A number. */
  public double number(String key, double otherwise) {
    Object value = section().getValue(key, otherwise);
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw refused(name + "." + key, "a number", value);
  }

  /** {@code logging.perSymbolLimit}: so many lines are said of one batch. */
  public int perSymbolLimit() {
    Object value =
        object(config, "logging", "logging").getValue("perSymbolLimit", PER_SYMBOL_LIMIT);
    if (value instanceof Number number && number.intValue() >= 0) {
      return number.intValue();
    }
    throw refused("logging.perSymbolLimit", "a number not below 0", value);
  }

  /** {@code feed.maxSymbols}: so many symbols' states are kept. */
  public static int maxSymbols(JsonObject config) {
    Object value = object(config, "feed", "feed").getValue("maxSymbols", MAX_SYMBOLS);
    if (value instanceof Number number && number.intValue() > 0) {
      return number.intValue();
    }
    throw refused("feed.maxSymbols", "a number above 0", value);
  }

  private static IllegalArgumentException refused(String key, String expected, Object was) {
    return new IllegalArgumentException(key + ": expected " + expected + ", was " + was);
  }
}

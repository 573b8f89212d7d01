package ai.tickstock.launcher.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The configuration, whole and valid: the defaults, over them a file, over that the environment,
 * over all the command line. Objects are merged, everything else is replaced.
 */
public final class Configuration {
  /** What is read when no file is named, if it is there. */
  public static final Path USUAL_FILE = Path.of("conf", "tickstock.json");

  /** Variables of the environment that set a key, when they are not empty. */
  static final Map<String, String> VARIABLES =
      Map.of(
          "TICKSTOCK_REDIS_URL", "redis.url",
          "TICKSTOCK_POSTGRES_URL", "postgres.url",
          "TICKSTOCK_AUTH_SECRET", "auth.secret");

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private final JsonObject json;
  private final Set<String> insisted;
  private final String origin;

  private Configuration(JsonNode config, Set<String> insisted, String origin) {
    json = new JsonObject(config.toString());
    this.insisted = Set.copyOf(insisted);
    this.origin = origin;
  }

  /**
   * Loads the configuration.
   *
   * @param file a JSON file, or null for {@link #USUAL_FILE} if there is one
   * @param environment {@code TICKSTOCK_REDIS_URL} and {@code TICKSTOCK_POSTGRES_URL} are looked at
   * @param settings {@code key=value}, keys dotted, values typed by the schema
   * @throws ConfigException naming every key that is wrong, its value and what is expected
   */
  public static Configuration load(
      Path file, Map<String, String> environment, List<String> settings) {
    Schema schema = Schema.shipped();
    ObjectNode config = (ObjectNode) Schema.resource("tickstock.json");
    JsonNode defaults = config.deepCopy();
    Path chosen = file == null && Files.exists(USUAL_FILE) ? USUAL_FILE : file;
    if (chosen != null) {
      merge(config, read(chosen));
    }
    Set<String> problems = new LinkedHashSet<>();
    Map<String, Setting> given = given(environment, settings, schema, problems);
    given.values().forEach(setting -> setting.applyTo(config));
    problems.addAll(schema.problems(config));
    if (!problems.isEmpty()) {
      throw new ConfigException(new ArrayList<>(problems));
    }
    Set<String> insisted = new LinkedHashSet<>(given.keySet());
    differences("", config, defaults, insisted);
    return new Configuration(config, insisted, chosen == null ? "defaults" : chosen.toString());
  }

  /** All keys with their values. A copy: changing it changes nothing here. */
  public JsonObject json() {
    return json.copy();
  }

  /**
   * Whether somebody wants exactly this value: it came from the environment or the command line, or
   * differs from the default.
   */
  public boolean insistsOn(String key) {
    return insisted.contains(key);
  }

  /** Where it came from, for a person: a file's path, or "defaults". */
  public String origin() {
    return origin;
  }

  private static Map<String, Setting> given(
      Map<String, String> environment, List<String> settings, Schema schema, Set<String> problems) {
    List<String> all = new ArrayList<>();
    VARIABLES.forEach(
        (variable, key) -> {
          String value = environment.getOrDefault(variable, "");
          if (!value.isBlank()) {
            all.add(key + "=" + value);
          }
        });
    all.addAll(settings);
    Map<String, Setting> given = new LinkedHashMap<>();
    for (String text : all) {
      try {
        Setting setting = Setting.parse(text, schema);
        given.put(String.join(".", setting.path()), setting);
      } catch (ConfigException refused) {
        problems.add(refused.getMessage());
      }
    }
    return given;
  }

  private static ObjectNode read(Path file) {
    if (!Files.exists(file)) {
      throw new ConfigException("--conf: there is no file " + file);
    }
    try {
      JsonNode content = MAPPER.readTree(file.toFile());
      if (content instanceof ObjectNode object) {
        return object;
      }
      throw new ConfigException(file + ": expected a JSON object");
    } catch (JsonProcessingException e) {
      throw new ConfigException(
          String.format(
              "%s: not JSON at line %d, column %d: %s",
              file,
              e.getLocation().getLineNr(),
              e.getLocation().getColumnNr(),
              Secrets.masked(e.getOriginalMessage())));
    } catch (IOException e) {
      throw new ConfigException(file + ": cannot be read: " + e.getMessage());
    }
  }

  private static void merge(ObjectNode config, ObjectNode over) {
    for (Map.Entry<String, JsonNode> entry : over.properties()) {
      if (config.get(entry.getKey()) instanceof ObjectNode inner
          && entry.getValue() instanceof ObjectNode outer) {
        merge(inner, outer);
      } else {
        config.set(entry.getKey(), entry.getValue());
      }
    }
  }

  private static void differences(
      String prefix, JsonNode config, JsonNode defaults, Set<String> keys) {
    for (Map.Entry<String, JsonNode> entry : config.properties()) {
      String key = prefix + entry.getKey();
      JsonNode usual = defaults.path(entry.getKey());
      if (entry.getValue().isObject()) {
        differences(key + ".", entry.getValue(), usual, keys);
      } else if (!entry.getValue().equals(usual)) {
        keys.add(key);
      }
    }
  }
}

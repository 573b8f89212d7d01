package ai.tickstock.launcher.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The configuration, whole and valid: the defaults, over them a file, over that the environment,
 * over all the command line. Objects are merged, everything else is replaced.
 */
public final class Configuration {
  /**
   * A key whose value differs between two configurations.
   *
   * @param isLive whether it takes effect while the process runs
   */
  public record Change(String key, boolean isLive, String from, String to) {
    @Override
    public String toString() {
      return Secrets.isSecret(key) ? key : Secrets.masked(key + " " + from + " → " + to);
    }
  }

  /** What is read when no file is named, if it is there. */
  public static final Path USUAL_FILE = Path.of("conf", "tickstock.json");

  /** Variables of the environment that set a key, when they are not empty. */
  static final Map<String, String> VARIABLES =
      Map.of(
          "TICKSTOCK_REDIS_URL", "redis.url",
          "TICKSTOCK_POSTGRES_URL", "postgres.url",
          "TICKSTOCK_AUTH_SECRET", "auth.secret",
          "TICKSTOCK_SMTP_PASSWORD", "alerts.smtp.password");

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
    Path chosen = file == null && Files.exists(USUAL_FILE) ? USUAL_FILE : file;
    return of(chosen, chosen == null ? null : read(chosen), environment, settings);
  }

  /**
   * A configuration whose file has this content.
   *
   * @throws ConfigException as {@link #load}
   */
  public static Configuration of(
      Path file, String content, Map<String, String> environment, List<String> settings) {
    Schema schema = Schema.shipped();
    ObjectNode config = (ObjectNode) Schema.resource("tickstock.json");
    JsonNode defaults = config.deepCopy();
    if (content != null) {
      merge(config, parsed(file, content));
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
    return new Configuration(config, insisted, content == null ? "defaults" : file.toString());
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

  /** Every key that another configuration has otherwise, by name. */
  public List<Change> changesTo(Configuration other) {
    List<Change> changes = new ArrayList<>();
    for (String key : Schema.shipped().keys()) {
      Object from = value(json, key);
      Object to = value(other.json, key);
      if (!Objects.equals(from, to)) {
        changes.add(
            new Change(key, Schema.shipped().isLive(key), Json.encode(from), Json.encode(to)));
      }
    }
    return changes;
  }

  /** The same, with the live keys as another configuration has them. */
  public Configuration withLiveKeysOf(Configuration other) {
    JsonObject mixed = json.copy();
    for (Change change : changesTo(other)) {
      if (change.isLive()) {
        List<String> path = Schema.shipped().path(change.key());
        JsonObject inner = mixed;
        for (String name : path.subList(0, path.size() - 1)) {
          inner = inner.getJsonObject(name);
        }
        inner.put(path.get(path.size() - 1), value(other.json, change.key()));
      }
    }
    return new Configuration(mixed, insisted, origin);
  }

  /** Null where the key has no value, as a channel without options of its own. */
  private static Object value(JsonObject json, String key) {
    Object value = json;
    for (String name : Schema.shipped().path(key)) {
      value = value instanceof JsonObject object ? object.getValue(name) : null;
    }
    return value;
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

  private Configuration(JsonObject json, Set<String> insisted, String origin) {
    this.json = json;
    this.insisted = insisted;
    this.origin = origin;
  }

  private static String read(Path file) {
    if (!Files.exists(file)) {
      throw new ConfigException("--conf: there is no file " + file);
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ConfigException(file + ": cannot be read: " + e.getMessage());
    }
  }

  private static ObjectNode parsed(Path file, String text) {
    try {
      JsonNode content = Numbers.plain(MAPPER.readTree(text));
      if (content instanceof ObjectNode object) {
        return object;
      }
      throw new ConfigException(file + ": expected a JSON object");
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String place =
          at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw new ConfigException(
          file + ": not JSON" + place + ": " + Secrets.masked(e.getOriginalMessage()));
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

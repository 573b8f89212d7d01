package ai.tickstock.launcher.config;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration: the defaults, over them a file, over that the environment, over all the
 * command line.
 */
public final class Configuration {
  private static final Logger LOG = LoggerFactory.getLogger(Configuration.class);
  private static final Path USUAL_FILE = Path.of("conf", "tickstock.json");

  private Configuration() {}

  /**
   * The configuration, whole and valid.
   *
   * @param file a JSON file, or null for {@code conf/tickstock.json} if there is one
   * @param environment {@code TICKSTOCK_REDIS_URL} and {@code TICKSTOCK_POSTGRES_URL} are looked at
   * @param settings {@code key=value}, keys dotted; values as JSON, or plain text where a string is
   *     expected
   * @throws ConfigException naming every key that is wrong, its value and what is expected
   */
  public static JsonObject load(Path file, Map<String, String> environment, List<String> settings) {
    Schema schema = new Schema();
    JsonObject config = new JsonObject(Schema.resource("tickstock.json"));
    Path chosen = file == null && Files.exists(USUAL_FILE) ? USUAL_FILE : file;
    if (chosen != null) {
      merge(config, read(chosen));
    }
    put(config, List.of("redis", "url"), environment.get("TICKSTOCK_REDIS_URL"));
    put(config, List.of("postgres", "url"), environment.get("TICKSTOCK_POSTGRES_URL"));
    List<String> problems = new ArrayList<>();
    for (String setting : settings) {
      String problem = set(config, schema, setting);
      if (problem != null) {
        problems.add(problem);
      }
    }
    problems.addAll(schema.problems(config));
    refuseForeignHost(config, problems);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    LOG.debug("Configuration from {}", chosen == null ? "defaults" : chosen);
    return config;
  }

  private static JsonObject read(Path file) {
    try {
      return new JsonObject(Files.readString(file));
    } catch (IOException e) {
      throw new ConfigException("--conf: expected a readable JSON file, was " + file);
    } catch (DecodeException e) {
      throw new ConfigException(file + ": expected JSON: " + e.getMessage());
    }
  }

  /** Objects are merged, all else is replaced. */
  private static void merge(JsonObject config, JsonObject over) {
    for (Map.Entry<String, Object> entry : over) {
      Object before = config.getValue(entry.getKey());
      if (before instanceof JsonObject inner && entry.getValue() instanceof JsonObject outer) {
        merge(inner, outer);
      } else {
        config.put(entry.getKey(), entry.getValue());
      }
    }
  }

  private static void put(JsonObject config, List<String> path, Object value) {
    if (value == null) {
      return;
    }
    JsonObject at = config;
    for (String name : path.subList(0, path.size() - 1)) {
      if (!(at.getValue(name) instanceof JsonObject)) {
        at.put(name, new JsonObject());
      }
      at = at.getJsonObject(name);
    }
    at.put(path.get(path.size() - 1), value);
  }

  private static String set(JsonObject config, Schema schema, String setting) {
    int equals = setting.indexOf('=');
    if (equals < 1) {
      return "--set: expected key=value, was " + setting;
    }
    String key = setting.substring(0, equals);
    List<String> path = schema.split(key);
    if (path == null) {
      return schema.unknown(key);
    }
    String text = setting.substring(equals + 1);
    put(config, path, value(schema.at(path).getValue("type"), text));
    return null;
  }

  /**
   * A value as its key's type wants it; what does not fit stays text, and the schema refuses it by
   * name.
   */
  private static Object value(Object type, String text) {
    if ("string".equals(type)) {
      return text;
    }
    try {
      return new JsonArray("[" + text + "]").getValue(0);
    } catch (DecodeException | IndexOutOfBoundsException e) {
      return text;
    }
  }

  private static void refuseForeignHost(JsonObject config, List<String> problems) {
    if (!problems.isEmpty()) {
      return;
    }
    String host = config.getJsonObject("http").getString("host");
    try {
      if (!InetAddress.getByName(host).isLoopbackAddress()) {
        problems.add(
            "http.host: expected a loopback address, since there is no authentication yet, was "
                + host);
      }
    } catch (UnknownHostException e) {
      problems.add("http.host: expected an address of this machine, was " + host);
    }
  }
}

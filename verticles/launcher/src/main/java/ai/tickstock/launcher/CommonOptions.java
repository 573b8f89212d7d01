package ai.tickstock.launcher;

import ai.tickstock.launcher.config.Configuration;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** Options every command takes. */
final class CommonOptions {
  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "JSON configuration; default: conf/tickstock.json if it is there")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "key=value",
      description = "sets one configuration key, such as http.port=8081; may be repeated")
  private List<String> settings = new ArrayList<>();

  /** The configuration, valid, and logging as it wants it. */
  JsonObject load() {
    JsonObject config = Configuration.load(file, System.getenv(), settings);
    Logger root = (Logger) LoggerFactory.getLogger("ai.tickstock");
    root.setLevel(Level.toLevel(config.getJsonObject("logging").getString("level")));
    return config;
  }
}

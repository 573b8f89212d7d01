package ai.tickstock.launcher;

import ai.tickstock.launcher.config.Configuration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options every command takes. */
final class CommonOptions {
  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "JSON configuration; default: conf/tickstock.json, if it is there")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "key=value",
      description = "sets one configuration key, such as http.port=8081; may be repeated")
  private List<String> settings = new ArrayList<>();

  /** The file it is in, or would be in. */
  Path file() {
    return file == null ? Configuration.USUAL_FILE : file;
  }

  List<String> settings() {
    return List.copyOf(settings);
  }

  /** The configuration, whole and valid. */
  Configuration load() {
    return Configuration.load(file, System.getenv(), settings);
  }
}

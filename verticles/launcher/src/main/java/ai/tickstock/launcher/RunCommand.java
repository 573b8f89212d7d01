package ai.tickstock.launcher;

import ai.tickstock.app.http.AuthOptions;
import ai.tickstock.app.sources.ReplayOptions;
import ai.tickstock.app.sources.SourceOptions;
import ai.tickstock.app.sources.SyntheticOptions;
import ai.tickstock.launcher.config.ConfigException;
import ai.tickstock.launcher.config.Configuration;
import ai.tickstock.pl.PlHalf;
import ai.tickstock.wire.MarketCalendars;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs one half or both until told to stop. */
@Command(
    name = "run",
    description = {
      "Runs the mesh. With nothing configured: its own Redis and PostgreSQL under data/, a"
          + " synthetic market, and the dashboard on http://127.0.0.1:8080; it prints a link that opens"
          + " it.",
      "Processes that share a data directory form one mesh: 'run --role app' and 'run --role pl'"
          + " are its halves. Ctrl-C or SIGTERM stores what is under way and stops."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  @Option(
      names = "--role",
      paramLabel = "all|app|pl",
      description = "which half to run; default all")
  private Role role = Role.ALL;

  @Mixin private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws Exception {
    Configuration config = common.load();
    check(config.json(), role);
    Logging.configure(config.json());
    try (Shutdown shutdown = Shutdown.onSignal(0)) {
      Mesh.start(config, common, role, shutdown);
      shutdown.await();
    }
    return 0;
  }

  /** What the schema cannot say; before anything is started. */
  static void check(JsonObject config, Role role) {
    List<String> problems = new ArrayList<>();
    check(problems, () -> checkAccess(config));
    check(problems, () -> MarketCalendars.from(config));
    check(problems, () -> MarketCalendars.halts(config));
    if (role.runsApp() && problems.isEmpty()) {
      check(problems, () -> checkSource(config));
    }
    if (role.runsPl() && problems.isEmpty()) {
      check(problems, () -> PlHalf.check(config));
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  private static void check(List<String> problems, Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException refused) {
      problems.add(refused.getMessage());
    }
  }

  private static void checkSource(JsonObject config) {
    SourceOptions.Type type = SourceOptions.from(config).type();
    if (type == SourceOptions.Type.SYNTHETIC) {
      SyntheticOptions.from(config);
    } else if (type == SourceOptions.Type.REPLAY) {
      ReplayOptions replay = ReplayOptions.from(config);
      if (!Files.isReadable(replay.file())) {
        throw new IllegalArgumentException(
            "source.replay.file: expected a readable file, was \"" + replay.file() + "\"");
      }
    }
  }

  /** Nobody is let in from elsewhere by a key that was made up for this machine. */
  private static void checkAccess(JsonObject config) {
    boolean hasSecret = !config.getJsonObject("auth").getString("secret").isEmpty();
    if (hasSecret) {
      AuthKey.check(config);
    }
    if (!AuthOptions.from(config).onLoopback() && !hasSecret) {
      throw new IllegalArgumentException(
          "http.host: expected a loopback address such as 127.0.0.1, or auth.secret to be set"
              + " (TICKSTOCK_AUTH_SECRET), was \""
              + config.getJsonObject("http").getString("host")
              + "\"");
    }
  }
}

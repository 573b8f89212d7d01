package ai.tickstock.launcher;

import ai.tickstock.launcher.embedded.Servers;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs one half or both until told to stop. */
@Command(
    name = "run",
    description =
        "Runs the mesh: with nothing configured, its own Redis and PostgreSQL and a synthetic market.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  @Option(
      names = "--role",
      description = "which half to run: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}")
  private Role role = Role.ALL;

  @Mixin private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws Exception {
    JsonObject config = common.load();
    Servers servers = Servers.open(config, role.label());
    Mesh mesh = null;
    try {
      mesh = Mesh.start(config, role, servers);
    } catch (Exception e) {
      servers.close();
      throw e;
    }
    stopOnSignal(mesh);
    new CountDownLatch(1).await();
    return 0;
  }

  /**
   * SIGTERM and Ctrl-C: what is under way is stored, then the process ends with 0 rather than the
   * signal's code.
   */
  private static void stopOnSignal(Mesh mesh) {
    Thread hook =
        new Thread(
            () -> {
              int code = 0;
              try {
                mesh.stop();
              } catch (Exception e) {
                LOG.error("Stopped, but not cleanly: {}", e.toString());
                code = 1;
              }
              Runtime.getRuntime().halt(code);
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(hook);
  }
}

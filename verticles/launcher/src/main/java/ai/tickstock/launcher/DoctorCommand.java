package ai.tickstock.launcher;

import ai.tickstock.app.http.Tokens;
import ai.tickstock.launcher.doctor.Access;
import ai.tickstock.launcher.doctor.Examination;
import ai.tickstock.launcher.doctor.Finding;
import ai.tickstock.launcher.doctor.Patience;
import ai.tickstock.launcher.doctor.Report;
import ai.tickstock.launcher.doctor.Table;
import ai.tickstock.launcher.embedded.Servers;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what works in a running mesh and what does not. */
@Command(
    name = "doctor",
    description = {
      "Sends a probe through the mesh that runs over the same data directory and says, phase by"
          + " phase, what was measured, what is expected and what to do: ticks flow, bars, jobs, end"
          + " to end. It takes up to a minute and a half.",
      "The probe is a symbol of its own (DOCTOR:PROBE-00 to -99) that nobody sees who does not name"
          + " it; what is stored of it is deleted again."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    footer = {"", "Exit codes: 0 nothing failed, 1 something failed, 2 wrong usage."})
final class DoctorCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130;
  private static final Duration TOKEN_LIFE = Duration.ofHours(1);

  @Option(names = "--json", description = "prints one JSON object, for machines")
  private boolean json;

  @Option(
      names = "--no-wait",
      description = "does not wait for the end of the minute: looks at the servers and the ticks")
  private boolean noWait;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "how long what is due may take until it counts as missing; default 20")
  private int timeout = 20;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "where App answers; default: as it runs over the same data directory")
  private String url;

  @Mixin private CommonOptions common = new CommonOptions();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    check();
    JsonObject config = common.load().json();
    Logging.configure(config);
    Logging.silent();
    Vertx vertx = Vertx.vertx();
    try (Shutdown shutdown = Shutdown.onSignal(INTERRUPTED)) {
      Servers servers = shutdown.start(() -> join(config, shutdown));
      return examine(vertx, config, access(vertx, config, servers), shutdown);
    } finally {
      vertx.close(); // Nobody waits: what only looks may be cut off.
    }
  }

  private void check() {
    if (timeout < 1) {
      throw refused("--timeout: expected 1 or more seconds, was " + timeout);
    }
    if (url != null && !url.matches("https?://[^/\\s]+/?")) {
      throw refused("--url: expected an address such as http://127.0.0.1:8080, was " + url);
    }
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static Servers join(JsonObject config, Shutdown shutdown) throws Exception {
    Servers servers = Servers.join(config, "doctor");
    shutdown.stops("servers", servers::close);
    return servers;
  }

  private Access access(Vertx vertx, JsonObject config, Servers servers) throws Exception {
    String postgres =
        servers.postgresUrl().isEmpty()
            ? config.getJsonObject("postgres").getString("url")
            : servers.postgresUrl();
    if (postgres.isEmpty()) {
      throw new IllegalArgumentException(
          "postgres.url: expected where the mesh's PostgreSQL is: none runs over this data"
              + " directory");
    }
    String page = url == null ? servers.httpOf("app").orElse("") : url;
    String token = new Tokens(vertx, AuthKey.of(config)).sign("doctor", TOKEN_LIFE);
    return new Access(servers.redisUrl(), postgres, page, token);
  }

  private int examine(Vertx vertx, JsonObject config, Access access, Shutdown shutdown)
      throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Table table = new Table(out, isColourful(), !canShow('✓'));
    Consumer<Finding> shown = json ? finding -> {} : table;
    try (Waits waits = new Waits(spec.commandLine().getErr())) {
      Patience patience = new Patience(Duration.ofSeconds(timeout), !noWait, waits);
      Examination examination =
          shutdown.start(
              () -> {
                Examination begun = new Examination(vertx, config, access, patience, shown);
                shutdown.stops("the probe", begun::close);
                return begun;
              });
      Report report = examination.run();
      if (json) {
        out.println(report.json().encodePrettily());
        out.flush();
      } else {
        table.say(report.verdict(), report.isHealthy());
        table.say(report.farewell(), report.isClean());
      }
      return report.isHealthy() ? 0 : 1;
    }
  }

  private static boolean isColourful() {
    return Progress.isTerminal() && System.getenv("NO_COLOR") == null;
  }

  /** By the encoding that the output is written in. */
  private static boolean canShow(char character) {
    String encoding =
        System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
    Charset charset = encoding == null ? Charset.defaultCharset() : Charset.forName(encoding);
    return charset.newEncoder().canEncode(character);
  }

  /** A bar on a terminal, else a line now and then, for as long as something is waited for. */
  private static final class Waits implements Patience.Countdown, AutoCloseable {
    private final PrintWriter err;
    private Progress progress;

    Waits(PrintWriter err) {
      this.err = err;
    }

    @Override
    public void show(String what, long passed, long total) {
      if (progress == null) {
        progress = Progress.of("Waiting for " + what, " s", 1, err);
      }
      progress.show(passed, total, "expected in " + (total - passed) + " s");
      if (passed >= total) {
        close();
      }
    }

    @Override
    public void close() {
      if (progress != null) {
        progress.close();
        progress = null;
      }
    }
  }
}

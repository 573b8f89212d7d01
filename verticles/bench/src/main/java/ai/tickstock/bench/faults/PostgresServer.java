package ai.tickstock.bench.faults;

import ai.tickstock.launcher.embedded.Servers;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL as we bring it along, that can be killed, frozen and started again where it was. */
final class PostgresServer implements AutoCloseable {
  private static final int ATTEMPTS = 100;

  private final Servers servers;
  private final Path pidFile;
  private final List<Long> frozen = new ArrayList<>();

  /** Starts one. */
  PostgresServer(Path data) throws IOException {
    JsonObject config =
        new JsonObject()
            .put("data", new JsonObject().put("directory", data.toString()))
            .put("postgres", new JsonObject().put("url", ""));
    servers = Servers.database(config, "faults");
    pidFile = data.resolve("postgres/cluster/postmaster.pid");
  }

  String url() {
    return servers.postgresUrl();
  }

  /** The postmaster alone, as a crash: its children notice. */
  void kill() {
    Signals.send("KILL", postmaster());
  }

  /** The postmaster and all that serve connections. */
  void freeze() {
    frozen.clear();
    frozen.add(postmaster());
    Signals.send("STOP", postmaster());
    ProcessHandle.of(postmaster()).stream()
        .flatMap(ProcessHandle::children)
        .forEach(child -> frozen.add(child.pid()));
    signalFrozen("STOP");
  }

  void thaw() {
    signalFrozen("CONT");
  }

  private void signalFrozen(String signal) {
    Signals.send(signal, frozen.stream().mapToLong(Long::longValue).toArray());
  }

  private long postmaster() {
    try {
      return Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL does not run", e);
    }
  }

  /** Starts what was killed; what its children still hold may keep it waiting for a moment. */
  void startAgain() throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        servers.revive(started -> {});
        return;
      } catch (IOException notYet) {
        if (attempt == ATTEMPTS) {
          throw notYet;
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    servers.close();
  }
}

package ai.tickstock.bench.faults;

import ai.tickstock.launcher.embedded.Servers;
import java.util.List;

/** How a mesh's Redis keeps what it has. */
enum Persistence {
  /** Written through with every command: a killed server comes back with all it answered. */
  ALWAYS("--appendonly", "yes", "--appendfsync", "always"),
  /** Written through once a second: as our own server does. */
  EVERYSEC(Servers.REDIS_PERSISTENCE.toArray(String[]::new)),
  /** Nothing is kept: a killed server comes back empty. */
  NONE("--appendonly", "no");

  private final List<String> arguments;

  Persistence(String... arguments) {
    this.arguments = List.of(arguments);
  }

  /** The server's arguments. */
  List<String> arguments() {
    return arguments;
  }
}

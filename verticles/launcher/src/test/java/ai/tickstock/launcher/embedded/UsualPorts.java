package ai.tickstock.launcher.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the servers' usual ports from tests, for as long as this JVM lives: one that is killed has
 * to come back where it was, which the server of a test beside it would have taken by then.
 */
public final class UsualPorts {
  private static final List<ServerSocket> KEPT = new ArrayList<>();

  private UsualPorts() {}

  /** Takes those that are free now. Thread-safe. */
  public static synchronized void keep() {
    for (int port : List.of(OwnRedis.USUAL_PORT, OwnPostgres.USUAL_PORT)) {
      try {
        KEPT.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
      } catch (IOException taken) {
        // Nobody else gets it either.
      }
    }
  }
}

package ai.tickstock.launcher.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who answers as a Redis on a loopback port.
 *
 * @param pid its process
 * @param executable the program it runs, as it says itself
 * @param loading whether it still reads its data from disk
 */
record RedisProbe(int port, long pid, String executable, boolean loading) {
  private static final int TIMEOUT_MILLIS = 2_000;

  /** Asks; empty if nobody answers, or somebody who is no Redis. */
  static Optional<RedisProbe> of(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write("INFO\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      Map<String, String> facts = new HashMap<>();
      for (String line = answer.readLine(); line != null; line = answer.readLine()) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          facts.put(line.substring(0, colon), line.substring(colon + 1));
        }
      }
      return facts.containsKey("process_id")
          ? Optional.of(
              new RedisProbe(
                  port,
                  Long.parseLong(facts.get("process_id")),
                  facts.getOrDefault("executable", ""),
                  "1".equals(facts.get("loading"))))
          : Optional.empty();
    } catch (IOException nobody) {
      return Optional.empty();
    }
  }

  boolean runs(Path program) {
    return Path.of(executable).equals(program);
  }
}

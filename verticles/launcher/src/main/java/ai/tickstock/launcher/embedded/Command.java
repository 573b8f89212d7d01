package ai.tickstock.launcher.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a server's own program and waits for its end. */
final class Command {
  private Command() {}

  /**
   * Runs a program, with what it says appended to a file.
   *
   * @return its exit code
   * @throws IOException if it cannot be run or takes too long; it is killed then
   */
  static int run(Path log, int seconds, List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(Redirect.appendTo(log.toFile()))
            .start();
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(command.get(0) + " took more than " + seconds + " s, see " + log);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new IOException("interrupted while " + command.get(0) + " ran", e);
    }
  }
}

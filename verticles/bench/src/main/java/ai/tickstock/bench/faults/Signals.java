package ai.tickstock.bench.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Signals that {@link Process} does not know. */
final class Signals {
  private Signals() {}

  /** Sends a signal, by its short name; processes that have ended meanwhile are passed over. */
  static void send(String signal, long... processes) {
    List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
    Arrays.stream(processes).forEach(pid -> command.add(Long.toString(pid)));
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

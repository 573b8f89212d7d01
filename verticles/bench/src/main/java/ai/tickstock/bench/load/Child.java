package ai.tickstock.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of the load test; its output goes to a file. Ends with the driver. */
final class Child implements AutoCloseable {
  private final Process process;
  private final Path output;

  private Child(Process process, Path output) {
    this.process = process;
    this.output = output;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  static Child start(Path output, List<String> command) {
    try {
      return new Child(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start(),
          output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A process of the fat jar over a data directory. */
  static Child mesh(Path jar, Path directory, String heap, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-jar",
                jar.toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--set", "data.directory=" + directory.resolve("data")));
    return start(directory.resolve(arguments[0] + "-" + System.nanoTime() + ".log"), command);
  }

  /** The exit code; fails with the place of the output if that is not 0. */
  void awaitSuccess() {
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException("exit code " + process.exitValue() + ", see " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  Path output() {
    return output;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

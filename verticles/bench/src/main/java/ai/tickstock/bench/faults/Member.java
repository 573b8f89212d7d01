package ai.tickstock.bench.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process of the mesh that a supervisor would start again whenever it ends. Its output goes to
 * files, one each time. Thread-safe.
 */
final class Member {
  private static final Pattern READY = Pattern.compile("TickStock .* ready after .* s: (http\\S+)");

  private final String name;
  private final Path directory;
  private final List<String> command;
  private Process process;
  private Path output;
  private int starts;
  private boolean isWanted;
  private String url;

  private Member(String name, Path directory, List<String> command) {
    this.name = name;
    this.directory = directory;
    this.command = command;
  }

  /**
   * One half of the mesh, from the fat jar, over a data directory of its own. Not started yet.
   *
   * @param options of the JVM
   */
  static Member half(
      String name, Path home, Path jar, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.addAll(options);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(arguments);
    command.addAll(List.of("--set", "data.directory=" + home.resolve("data-" + name)));
    return new Member(name, home, command);
  }

  synchronized void start() {
    isWanted = true;
    url = null;
    output = directory.resolve(name + "-" + ++starts + ".log");
    try {
      process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again if it has ended by itself, as it may when it cannot reach what it needs. */
  synchronized void supervise() {
    if (isWanted && !process.isAlive()) {
      start();
    }
  }

  /** SIGKILL; it stays away until it is started. */
  synchronized void kill() {
    isWanted = false;
    process.destroyForcibly();
    await(10);
  }

  /** SIGTERM, and SIGKILL to one that does not end within 20 s. */
  synchronized void stop() {
    isWanted = false;
    if (process != null) {
      process.toHandle().destroy();
      if (!await(20)) {
        process.destroyForcibly();
      }
    }
  }

  private boolean await(int seconds) {
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  synchronized void freeze() {
    Signals.send("STOP", process.pid());
  }

  synchronized void thaw() {
    Signals.send("CONT", process.pid());
  }

  /** Where it answers HTTP since its last start; null until it is ready. */
  synchronized String url() {
    if (!process.isAlive()) {
      return null;
    }
    if (url == null) {
      Matcher ready = READY.matcher(printed());
      url = ready.find() ? ready.group(1) : null;
    }
    return url;
  }

  /** What it has printed since its last start. */
  synchronized String printed() {
    try {
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its last lines, for people. */
  synchronized String tail() {
    String[] lines = printed().split("\n");
    int from = Math.max(0, lines.length - 30);
    return output + "\n  " + String.join("\n  ", Arrays.copyOfRange(lines, from, lines.length));
  }

  @Override
  public String toString() {
    return name;
  }
}

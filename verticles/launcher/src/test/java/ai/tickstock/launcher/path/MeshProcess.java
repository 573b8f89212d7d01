package ai.tickstock.launcher.path;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * One process of the mesh, started from the fat jar as a user would start it. Its output is kept,
 * line by line.
 */
final class MeshProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Most tests are over before the better compiler has paid for itself. */
  private static final List<String> QUICK_START =
      List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private final String name;
  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread drain;

  private MeshProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    drain = new Thread(this::readOutput, "output of " + name);
    drain.setDaemon(true);
    drain.start();
  }

  /** Starts {@code java -jar tickstock.jar} with these arguments over a data directory. */
  static MeshProcess start(Path data, String... arguments) {
    return start(QUICK_START, data, arguments);
  }

  /** The same with other options of its JVM. */
  static MeshProcess start(List<String> options, Path data, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-jar", fatJar().toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--set", "data.directory=" + data.resolve("data")));
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(data.toFile());
      return new MeshProcess(
          String.join(" ", arguments), builder.redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path fatJar() {
    Path jar = Path.of(System.getProperty("fat.jar", "target/tickstock.jar")).toAbsolutePath();
    if (!Files.exists(jar)) {
      throw new IllegalStateException("no fat jar at " + jar + ": run the package phase first");
    }
    return jar;
  }

  private void readOutput() {
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("(output ended: " + e.getMessage() + ")");
    }
  }

  /** Waits until a line matches, and gives its first match. */
  Matcher awaitLine(String regex, Duration atMost) {
    Pattern pattern = Pattern.compile(regex);
    return Awaitility.await(name + " to print " + regex)
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              if (!process.isAlive() && last(pattern) == null) {
                throw new IllegalStateException(name + " has ended:\n" + tail());
              }
              return first(pattern);
            },
            found -> found != null);
  }

  /** The first line that matches so far, or null. */
  Matcher first(Pattern pattern) {
    for (String line : lines) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.find()) {
        return matcher;
      }
    }
    return null;
  }

  /** The last line that matches so far, or null. */
  Matcher last(Pattern pattern) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      Matcher matcher = pattern.matcher(lines.get(i));
      if (matcher.find()) {
        return matcher;
      }
    }
    return null;
  }

  /** The number in the last line that matches, as in {@code "Published (\\d+) ticks"}. */
  long lastNumber(String regex) {
    Matcher found = last(Pattern.compile(regex));
    if (found == null) {
      throw new AssertionError("no line has " + regex + ":\n" + tail());
    }
    return Long.parseLong(found.group(1));
  }

  /** Where its HTTP server is, once it is ready. */
  String url() {
    return first(Pattern.compile("ready after .* s: (http\\S+)")).group(1);
  }

  /** What it shows to Prometheus. */
  String metrics() {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(url() + "/metrics")).build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The lines that warn of something. */
  List<String> alarms() {
    return lines.stream().filter(line -> line.matches("\\S+ \\S+ (WARN|ERROR) .*")).toList();
  }

  List<String> lines() {
    return lines;
  }

  /** Its last lines, for a failure's message. */
  String tail() {
    return name
        + "\n  "
        + String.join("\n  ", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
  }

  boolean hasEnded() {
    return !process.isAlive();
  }

  /** SIGKILL: no goodbye. */
  void kill() {
    process.toHandle().destroyForcibly();
    await(PATIENCE);
  }

  /** SIGTERM, and the exit code. The process's own {@code destroy} would cut its last lines off. */
  int terminate() {
    process.toHandle().destroy();
    return await(PATIENCE);
  }

  /** Waits for its own end, and gives the exit code. */
  int await(Duration atMost) {
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(name + " still runs after " + atMost + ":\n" + tail());
      }
      drain.join(5_000);
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      process.destroy();
      try {
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        process.destroyForcibly();
      }
    }
  }
}

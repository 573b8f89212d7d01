package ai.tickstock.launcher.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real browser, driven by Playwright in a Node process; commands are in driver.mjs. */
final class Chromium implements AutoCloseable {
  private static final Path WEB = Path.of("..", "..", "web").toAbsolutePath().normalize();
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final List<Path> PLACES =
      List.of(Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));

  private final Process driver;
  private final Writer to;
  private final BufferedReader from;

  Chromium(Path executable) {
    try {
      driver =
          new ProcessBuilder("node", "test/browser/driver.mjs", executable.toString())
              .directory(WEB.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    to = driver.outputWriter();
    from = driver.inputReader();
  }

  /**
   * Where it is. Without one the test is skipped and says so; where {@code CI=true} it is required.
   */
  static Path required() {
    return find().orElseGet(Chromium::missing);
  }

  private static Path missing() {
    String missing = "no Chromium on this machine: apt-get install chromium";
    assertThat(System.getenv("CI")).as(missing).isNotEqualTo("true");
    return Assumptions.abort(missing);
  }

  private static Optional<Path> find() {
    Stream<Path> onPath =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)));
    return Stream.concat(onPath, PLACES.stream()).filter(Files::isExecutable).findFirst();
  }

  /**
   * Gives a command, and waits for its end.
   *
   * @throws AssertionError with the driver's words if it fails
   */
  Object tell(String command, Object... given) {
    JsonArray message = new JsonArray().add(command);
    Stream.of(given).forEach(message::add);
    try {
      to.write(message.encode() + "\n");
      to.flush();
      String line = from.readLine();
      if (line == null) {
        throw new AssertionError("the browser's driver has ended, at " + message.encode());
      }
      JsonObject answer = new JsonObject(line);
      if (answer.containsKey("error")) {
        throw new AssertionError(message.encode() + ": " + answer.getString("error"));
      }
      return answer.getValue("value");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What an expression in the page amounts to. */
  @SuppressWarnings("unchecked")
  <T> T evaluate(String expression) {
    return (T) tell("evaluate", expression);
  }

  /** Waits until an expression in the page is true. */
  void until(String expression) {
    tell("until", expression);
  }

  @Override
  public void close() {
    try {
      to.close();
      if (!driver.waitFor(10, TimeUnit.SECONDS)) {
        driver.destroyForcibly();
      }
    } catch (IOException e) {
      driver.destroyForcibly();
    } catch (InterruptedException e) {
      driver.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

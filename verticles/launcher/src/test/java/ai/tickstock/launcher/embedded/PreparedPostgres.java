package ai.tickstock.launcher.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * Data directories in which PostgreSQL has been unpacked and initialised before, as after a first
 * start: made once, then copied, for tests that are about something else. Thread-safe.
 */
public final class PreparedPostgres {
  private static Path template;

  private PreparedPostgres() {}

  /** Puts it into a data directory that has none. */
  public static void in(Path data) {
    try {
      Path from = template();
      try (Stream<Path> files = Files.walk(from)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          copy(file, data.resolve("postgres").resolve(from.relativize(file).toString()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path file, Path to) throws IOException {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(to.getParent());
      Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
    } else if (file.startsWith(template.resolve("cluster"))) {
      Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
    } else if (Files.isSymbolicLink(file)) {
      Files.copy(file, to, LinkOption.NOFOLLOW_LINKS);
    } else {
      Files.createLink(to, file); // Programs are never written to.
    }
  }

  private static synchronized Path template() throws IOException {
    if (template == null) {
      Path data = Files.createTempDirectory("prepared-postgres");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(data)));
      OwnPostgres postgres = new OwnPostgres(data);
      postgres.start();
      postgres.askToStop();
      postgres.awaitStopped();
      Files.delete(data.resolve("postgres").resolve("postgres.log"));
      template = data.resolve("postgres");
    }
    return template;
  }

  private static void delete(Path data) {
    try {
      Directories.delete(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package ai.tickstock.launcher.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs for this machine, unpacked once from the jar into a directory. Blocks. */
final class PostgresPrograms {
  private static final int EXECUTABLE = 0b001_000_000;

  private PostgresPrograms() {}

  /**
   * Unpacks them, unless that has been done.
   *
   * @throws IOException also if the jar has none for this machine
   */
  static void unpackTo(Path programs) throws IOException {
    if (Files.exists(programs)) {
      return;
    }
    Path unfinished = programs.resolveSibling(programs.getFileName() + ".unfinished");
    Directories.delete(unfinished);
    try (InputStream packed = archive();
        TarArchiveInputStream files =
            new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry = files.getNextEntry();
          entry != null;
          entry = files.getNextEntry()) {
        write(entry, files, unfinished.resolve(entry.getName()).normalize());
      }
    }
    Files.move(unfinished, programs, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path to)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(to);
      return;
    }
    Files.createDirectories(to.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(to, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, to);
    boolean runs = (entry.getMode() & EXECUTABLE) != 0;
    if (runs && !to.toFile().setExecutable(true)) {
      throw new IOException("expected to be allowed to make " + to + " executable");
    }
  }

  private static InputStream archive() throws IOException {
    for (String name : names()) {
      InputStream archive = PostgresPrograms.class.getResourceAsStream("/" + name);
      if (archive != null) {
        return archive;
      }
    }
    throw new IOException(
        "this jar was built on another kind of machine: it has no PostgreSQL for "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
            + "; build it here, or set postgres.url to a server of yours");
  }

  private static List<String> names() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    String machine = (os.startsWith("mac") ? "darwin-" : "linux-") + arch;
    return List.of("postgres-" + machine + ".txz", "postgres-" + machine + "-alpine_linux.txz");
  }
}

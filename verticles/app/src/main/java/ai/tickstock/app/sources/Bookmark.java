package ai.tickstock.app.sources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * How far a synthetic market has been published, in a file, so that one started again goes on from
 * there instead of publishing its history twice. Blocks on the disk.
 */
final class Bookmark {
  private final Path file;

  Bookmark(Path file) {
    this.file = file;
  }

  /** Unix milliseconds; 0 if nothing was published, or what is there cannot be read. */
  long read() throws IOException {
    try {
      return Math.max(0, Long.parseLong(Files.readString(file).trim()));
    } catch (NoSuchFileException | NumberFormatException nothingUsable) {
      return 0;
    }
  }

  void write(long millis) throws IOException {
    Files.createDirectories(file.getParent());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, millis + "\n");
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}

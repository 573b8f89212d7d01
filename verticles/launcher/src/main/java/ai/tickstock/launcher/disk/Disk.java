package ai.tickstock.launcher.disk;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The disk a directory is on, or will be on. Blocks on the file system. Thread-safe.
 *
 * @param directory it need not be there yet
 */
public record Disk(Path directory) {
  /**
   * What there is of it.
   *
   * @param usableBytes free for this process
   * @param totalBytes all of it
   */
  public record Room(long usableBytes, long totalBytes) {}

  /**
   * The room there is now.
   *
   * @throws IOException if the file system does not say
   */
  public Room room() throws IOException {
    Path existing = directory.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    FileStore store = Files.getFileStore(existing);
    return new Room(store.getUsableSpace(), store.getTotalSpace());
  }
}

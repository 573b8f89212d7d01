package ai.tickstock.launcher.embedded;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code <data>/run.json}: where the servers are, and which processes use them. Only the user may
 * read it: a URL may bear a password. One process changes it at a time. Blocks; thread-safe.
 */
final class RunFile {
  private static final Logger LOG = LoggerFactory.getLogger(RunFile.class);
  private static final Object THIS_PROCESS = new Object();

  private final Path file;
  private final Path lockFile;

  RunFile(Path data) {
    file = data.resolve("run.json");
    lockFile = data.resolve("run.lock");
  }

  /** What a change makes of the file's content. */
  interface Change {
    /**
     * @param before with the entries of processes that live
     * @return what is written; null removes the file
     */
    JsonObject apply(JsonObject before) throws IOException;
  }

  /** Changes the content while no other process may. */
  JsonObject change(Change change) throws IOException {
    synchronized (THIS_PROCESS) { // A file lock is held for the process, not for a thread.
      try (FileChannel channel =
          FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        FileLock lock = lock(channel);
        try {
          return changeLocked(change);
        } finally {
          lock.release();
        }
      }
    }
  }

  private JsonObject changeLocked(Change change) throws IOException {
    JsonObject before = read();
    before.put("processes", alive(before.getJsonArray("processes", new JsonArray())));
    JsonObject after = change.apply(before);
    if (after == null) {
      Files.deleteIfExists(file);
    } else {
      write(after);
    }
    return after;
  }

  private FileLock lock(FileChannel channel) throws IOException {
    FileLock lock = channel.tryLock();
    if (lock != null) {
      return lock;
    }
    LOG.info("Waiting for another process that starts or stops here ({})", lockFile);
    return channel.lock();
  }

  private JsonObject read() throws IOException {
    if (!Files.exists(file)) {
      return new JsonObject();
    }
    try {
      return new JsonObject(Files.readString(file));
    } catch (DecodeException damaged) {
      LOG.warn("{} is damaged and is written anew", file);
      return new JsonObject();
    }
  }

  private void write(JsonObject content) throws IOException {
    Path next = file.resolveSibling("run.json.next");
    Files.deleteIfExists(next);
    Files.createFile(next, forUserOnly(next));
    Files.writeString(next, content.encodePrettily() + System.lineSeparator());
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static FileAttribute<?>[] forUserOnly(Path path) {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    Set<PosixFilePermission> readWrite = PosixFilePermissions.fromString("rw-------");
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(readWrite)};
  }

  private static JsonArray alive(JsonArray processes) {
    JsonArray alive = new JsonArray();
    processes.stream()
        .map(JsonObject.class::cast)
        .filter(entry -> started(entry.getLong("pid", 0L)) == entry.getLong("started", -1L))
        .forEach(alive::add);
    return alive;
  }

  /** This process, as it stands in the file. */
  static JsonObject self(String role) {
    long pid = ProcessHandle.current().pid();
    return new JsonObject().put("pid", pid).put("started", started(pid)).put("role", role);
  }

  /** Whether an entry is this process in this role. */
  static boolean isSelf(JsonObject entry, String role) {
    return entry.getLong("pid", 0L) == ProcessHandle.current().pid()
        && role.equals(entry.getString("role"));
  }

  /** Tells a process from a later one of the same number; -2 if none runs. */
  private static long started(long pid) {
    return ProcessHandle.of(pid)
        .filter(Processes::lives)
        .map(handle -> handle.info().startInstant().map(at -> at.toEpochMilli()).orElse(0L))
        .orElse(-2L);
  }
}

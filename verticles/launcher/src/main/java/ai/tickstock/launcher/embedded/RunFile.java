package ai.tickstock.launcher.embedded;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * {@code data/run.json}: which processes share this data directory, and where their servers are.
 * Blocks.
 */
public final class RunFile {
  private final Path file;
  private final Path lockFile;

  /** The run file of a data directory. */
  public RunFile(Path data) {
    file = data.resolve("run.json");
    lockFile = data.resolve("run.lock");
  }

  /** What a change does with the file's content. */
  interface Change {
    JsonObject apply(JsonObject before) throws IOException;
  }

  /** The content, an empty object if there is none. */
  public JsonObject read() throws IOException {
    if (!Files.exists(file)) {
      return new JsonObject();
    }
    try {
      return new JsonObject(Files.readString(file));
    } catch (DecodeException damaged) {
      return new JsonObject();
    }
  }

  /** Changes the content while no other process may; null removes the file. */
  JsonObject change(Change change) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock(); // until the channel closes
      return changeLocked(change);
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

  private void write(JsonObject content) throws IOException {
    Path next = file.resolveSibling("run.json.next");
    Files.deleteIfExists(next);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(next, content.encodePrettily());
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static JsonArray alive(JsonArray processes) {
    JsonArray alive = new JsonArray();
    for (int i = 0; i < processes.size(); i++) {
      JsonObject process = processes.getJsonObject(i);
      boolean lives =
          ProcessHandle.of(process.getLong("pid"))
              .filter(handle -> started(handle) == process.getLong("started", 0L))
              .isPresent();
      if (lives) {
        alive.add(process);
      }
    }
    return alive;
  }

  /** This process, as it stands in the file. */
  static JsonObject self(String role) {
    ProcessHandle self = ProcessHandle.current();
    return new JsonObject().put("pid", self.pid()).put("started", started(self)).put("role", role);
  }

  private static long started(ProcessHandle handle) {
    return handle.info().startInstant().map(instant -> instant.toEpochMilli()).orElse(0L);
  }
}

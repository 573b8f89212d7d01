package ai.tickstock.launcher.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Which processes live. */
final class Processes {
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private Processes() {}

  /**
   * Whether a process runs. One that has ended but whose parent has not asked for its exit code yet
   * (a zombie: seen where the first process of a container never asks) does not.
   */
  static boolean lives(ProcessHandle process) {
    return process.isAlive() && !hasEnded(process.pid());
  }

  /**
   * Waits for a process to end.
   *
   * @throws IOException if it still runs after so many seconds
   */
  static void awaitEnd(ProcessHandle process, String name, int seconds) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (lives(process)) {
      if (System.nanoTime() > deadline) {
        throw new IOException(
            name + " does not stop, process " + process.pid() + ", within " + seconds + " s");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** The state stands behind the name in parentheses, which may have any character itself. */
  private static boolean hasEnded(long pid) {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    try {
      String text = Files.readString(stat);
      return "ZX".indexOf(text.charAt(text.lastIndexOf(')') + 2)) >= 0;
    } catch (IOException | IndexOutOfBoundsException unknown) {
      return false; // Not Linux, or just gone: isAlive has the word.
    }
  }
}

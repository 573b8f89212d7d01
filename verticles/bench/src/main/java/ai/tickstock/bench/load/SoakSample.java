package ai.tickstock.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One look at a mesh from outside.
 *
 * @param seconds since the run began
 */
record SoakSample(
    long seconds,
    Process pl,
    Process app,
    long redisConnections,
    long redisBytes,
    long postgresConnections) {
  /** The figures' names, in order. */
  static final List<String> NAMES =
      List.of(
          "pl_live_heap_bytes",
          "pl_timers",
          "pl_threads",
          "pl_file_handles",
          "app_live_heap_bytes",
          "app_timers",
          "app_threads",
          "app_file_handles",
          "redis_connections",
          "redis_memory_bytes",
          "postgres_connections");

  /** The figures, in the order of their names. */
  long[] figures() {
    return new long[] {
      pl.liveBytes,
      pl.timers,
      pl.threads,
      pl.handles,
      app.liveBytes,
      app.timers,
      app.threads,
      app.handles,
      redisConnections,
      redisBytes,
      postgresConnections
    };
  }

  /**
   * One of its processes.
   *
   * @param liveBytes of the heap, after a full collection
   * @param timers of Vert.x that are set
   */
  record Process(long liveBytes, long timers, long threads, long handles) {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern TIMERS =
        Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+\\S*InternalTimerHandler\\b.*$");

    /** A process of this machine; Linux only. */
    static Process of(long pid) throws IOException {
      String histogram = jcmd(pid, "GC.class_histogram");
      Path process = Path.of("/proc", Long.toString(pid));
      return new Process(
          sum(TOTAL, histogram),
          sum(TIMERS, histogram),
          count(process.resolve("task")),
          count(process.resolve("fd")));
    }

    /** What lives is counted by collecting all that does not. */
    private static String jcmd(long pid, String command) throws IOException {
      Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
      java.lang.Process asked =
          new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
              .redirectErrorStream(true)
              .start();
      return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static long sum(Pattern pattern, String text) {
      long sum = 0;
      for (Matcher found = pattern.matcher(text); found.find(); ) {
        sum += Long.parseLong(found.group(1));
      }
      return sum;
    }

    private static long count(Path directory) throws IOException {
      try (Stream<Path> all = Files.list(directory)) {
        return all.count();
      }
    }
  }
}

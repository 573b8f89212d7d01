package ai.tickstock.launcher.doctor;

import static ai.tickstock.launcher.doctor.Phase.SERVERS;

import java.util.List;

/** Judges the servers and the traps in their configuration. Pure. */
final class ServerChecks {
  private static final long MEGABYTE = 1L << 20;
  private static final long LEAST_BUFFER = 32 * MEGABYTE;

  /** Live ticks from further ahead are refused. */
  private static final long REFUSED_MILLIS = 60_000;

  private static final long NOTED_MILLIS = 1_000;

  private ServerChecks() {}

  static Finding away(String server, String url, String why, String key) {
    return Finding.failed(
        SERVERS,
        server,
        "no answer from " + url + ": " + why,
        "an answer",
        "start it, or say with " + key + " where it is",
        server + " does not answer");
  }

  static Finding answers(String server, String url) {
    return Finding.ok(SERVERS, server, "answers at " + url, "an answer");
  }

  static List<Finding> redis(RedisFacts redis) {
    return List.of(
        eviction(redis), appendOnly(redis), buffers(redis), clock("Redis", redis.skewMillis()));
  }

  private static Finding eviction(RedisFacts redis) {
    String check = "eviction policy";
    return "noeviction".equals(redis.policy())
        ? Finding.ok(SERVERS, check, redis.policy(), "noeviction")
        : Finding.failed(
            SERVERS,
            check,
            redis.policy(),
            "noeviction",
            "CONFIG SET maxmemory-policy noeviction, and the same in its file: else Redis throws"
                + " away ticks and jobs that nobody has read",
            "Redis may throw away what nobody has read");
  }

  private static Finding appendOnly(RedisFacts redis) {
    String check = "append-only file";
    return redis.appendOnly()
        ? Finding.ok(SERVERS, check, "on", "on")
        : Finding.warning(
            SERVERS,
            check,
            "off",
            "on",
            "CONFIG SET appendonly yes, and the same in its file: else a crash of Redis takes with"
                + " it jobs, alerts that wait, and what publishers have let go");
  }

  private static Finding buffers(RedisFacts redis) {
    String check = "subscribers' buffers";
    String expected = "at least 32 MB for pubsub";
    long bytes = redis.pubsubBytes();
    if (bytes < 0) {
      return Finding.skipped(SERVERS, check, "Redis does not say (CONFIG GET is not allowed)");
    }
    String measured = bytes == 0 ? "no limit" : bytes / MEGABYTE + " MB";
    return bytes == 0 || bytes >= LEAST_BUFFER
        ? Finding.ok(SERVERS, check, measured, expected)
        : Finding.warning(
            SERVERS,
            check,
            measured,
            expected,
            "CONFIG SET client-output-buffer-limit \"pubsub 256mb 64mb 60\": else Redis cuts"
                + " subscribers off whenever much is published at once");
  }

  /**
   * How many milliseconds a server's clock is surely ahead: 0 if it may be right.
   *
   * @param asked our clock when it was asked
   * @param server what it said
   * @param answered our clock when the answer came
   */
  static long skew(long asked, long server, long answered) {
    return server < asked ? server - asked : Math.max(0, server - answered);
  }

  /** Judges how far a server's clock is ahead of ours. */
  static Finding clock(String server, long skewMillis) {
    String check = "clock of " + server;
    String expected = "within 1 s of this machine's";
    String measured =
        String.format(
            "%.1f s %s", Math.abs(skewMillis) / 1_000.0, skewMillis < 0 ? "behind" : "ahead");
    String advice = "keep the clocks of all machines right (NTP)";
    if (Math.abs(skewMillis) <= NOTED_MILLIS) {
      return Finding.ok(SERVERS, check, measured, expected);
    }
    return Math.abs(skewMillis) < REFUSED_MILLIS
        ? Finding.warning(SERVERS, check, measured, expected, advice)
        : Finding.failed(
            SERVERS,
            check,
            measured,
            expected,
            advice + ": ticks from more than 60 s ahead are refused",
            "the clocks of " + server + " and of this machine disagree");
  }
}

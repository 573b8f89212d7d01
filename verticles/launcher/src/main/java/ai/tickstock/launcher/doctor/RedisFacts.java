package ai.tickstock.launcher.doctor;

/**
 * How a Redis is set up.
 *
 * @param policy {@code maxmemory-policy}
 * @param appendOnly whether it keeps an append-only file
 * @param bufferLimits {@code client-output-buffer-limit}; null if it may not be asked
 * @param skewMillis how far its clock is ahead of ours
 */
record RedisFacts(String policy, boolean appendOnly, String bufferLimits, long skewMillis) {
  private static final String PUBSUB = "pubsub ";

  /** The values of an INFO that are asked for; {@code ?} if one is not there. */
  static RedisFacts of(String info, String bufferLimits, long skewMillis) {
    return new RedisFacts(
        field(info, "maxmemory_policy"),
        "1".equals(field(info, "aof_enabled")),
        bufferLimits,
        skewMillis);
  }

  private static String field(String info, String name) {
    return info.lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("?");
  }

  /** Bytes at which a subscriber is cut off: 0 for never, -1 if that is not known. */
  long pubsubBytes() {
    int at = bufferLimits == null ? -1 : bufferLimits.indexOf(PUBSUB);
    return at < 0 ? -1 : Long.parseLong(bufferLimits.substring(at + PUBSUB.length()).split(" ")[0]);
  }
}

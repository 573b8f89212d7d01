package ai.tickstock.pl.backtest;

import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * How jobs are worked on.
 *
 * @param maxPerUser jobs a user may have submitted or running at once; {@code jobs.maxPerUser},
 *     default 5
 * @param workers backtests this process runs at once; {@code jobs.workers}, default 0: one less
 *     than there are cores, at least 1
 * @param lease how long a job of a worker that died or froze waits for another; {@code
 *     jobs.leaseSeconds}, default 10
 * @param maxBars bars of one backtest, all of them in memory; {@code jobs.maxBars}, default 0: what
 *     half of the memory holds, shared by the workers
 * @param keep how long backtests that ended are stored, zero for ever; {@code jobs.keepDays},
 *     default 90
 */
public record JobsOptions(
    int maxPerUser, int workers, Duration lease, long maxBars, Duration keep) {
  /** What a bar takes in memory, as it was stored and adjusted, both grown by doubling. */
  private static final long BYTES_PER_BAR = 160;

  public JobsOptions {
    within("maxPerUser", maxPerUser, 1, 10_000);
    within("workers", workers, 1, 256);
    within("leaseSeconds", lease.toSeconds(), 1, 3_600);
    within("maxBars", maxBars, 1_000, Integer.MAX_VALUE);
    within("keepDays", keep.toDays(), 0, 36_500);
  }

  /**
   * Reads the whole configuration.
   *
   * @throws IllegalArgumentException naming the key, its value and what is expected
   */
  public static JobsOptions from(JsonObject config) {
    JsonObject jobs = config.getJsonObject("jobs", new JsonObject());
    int asked = jobs.getInteger("workers", 0);
    int workers = asked == 0 ? Math.max(1, Runtime.getRuntime().availableProcessors() - 1) : asked;
    long bars = jobs.getLong("maxBars", 0L);
    return new JobsOptions(
        jobs.getInteger("maxPerUser", 5),
        workers,
        Duration.ofSeconds(jobs.getLong("leaseSeconds", 10L)),
        bars == 0 ? barsInMemory(workers) : bars,
        Duration.ofDays(jobs.getLong("keepDays", 90L)));
  }

  private static long barsInMemory(int workers) {
    long bars = Runtime.getRuntime().maxMemory() / 2 / BYTES_PER_BAR / Math.max(1, workers);
    return Math.max(1_000, Math.min(Integer.MAX_VALUE, bars));
  }

  private static void within(String key, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "jobs." + key + ": expected " + least + " to " + most + ", was " + value);
    }
  }
}

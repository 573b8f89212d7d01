package ai.tickstock.wire.jobs;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;

/**
 * What is known of a job. Do not change its JSON objects.
 *
 * @param createdAt when its user asked for it
 * @param jobData the job as it was submitted
 * @param progress how far it is, in the fields of a progress event; null before it runs
 * @param worker who works, or worked, on it; null before it runs
 * @param resultRef where its result is; null if there is none
 * @param error why it failed; null unless it did
 * @param startedAt when it was claimed first; null before
 * @param finishedAt when it ended; null before
 * @param attempts how often it was claimed and not given back
 */
public record JobState(
    String jobId,
    String userId,
    Status status,
    Instant createdAt,
    JsonObject jobData,
    JsonObject progress,
    String worker,
    String resultRef,
    String error,
    Instant startedAt,
    Instant finishedAt,
    int attempts) {

  /** The states, in the order they may follow one another. */
  public enum Status {
    SUBMITTED(false),
    RUNNING(false),
    /** Its worker has been asked to stop. */
    CANCELLING(false),
    COMPLETED(true),
    FAILED(true),
    CANCELLED(true);

    private final boolean isEnd;

    Status(boolean isEnd) {
      this.isEnd = isEnd;
    }

    /** Whether nothing follows any more. */
    public boolean isEnd() {
      return isEnd;
    }

    /** The name in the hash and in messages, such as {@code submitted}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The state of a label; throws {@link IllegalArgumentException}. */
    public static Status of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }
  }
}

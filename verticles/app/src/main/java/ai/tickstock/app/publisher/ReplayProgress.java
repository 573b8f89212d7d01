package ai.tickstock.app.publisher;

/**
 * How far a replay is.
 *
 * @param appended ticks of this run that are in the log
 * @param skipped ticks the log had before this run
 * @param bytesRead bytes of the file read so far
 * @param bytesTotal size of the file
 * @param eventMillis time of the last tick sent, Unix milliseconds; 0 before the first
 * @param stalled why nothing goes through just now, null when all is well
 */
public record ReplayProgress(
    long appended,
    long skipped,
    long bytesRead,
    long bytesTotal,
    long eventMillis,
    String stalled) {}

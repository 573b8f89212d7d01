package ai.tickstock.app.publisher;

import java.time.Duration;

/**
 * What a replay did.
 *
 * @param publisher its identity in the log
 * @param appended ticks this run put into the log
 * @param skipped ticks of the file that the log had already
 * @param badLines lines left out because they are no tick
 * @param firstMillis least time of a tick in the file, Unix milliseconds; 0 without ticks
 * @param lastMillis greatest time of a tick in the file
 * @param took how long it took, from opening the file to the last acknowledgement
 */
public record ReplaySummary(
    String publisher,
    long appended,
    long skipped,
    long badLines,
    long firstMillis,
    long lastMillis,
    Duration took) {}

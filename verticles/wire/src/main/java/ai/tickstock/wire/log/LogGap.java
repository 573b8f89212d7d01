package ai.tickstock.wire.log;

/**
 * Messages a reader will never see: trimmed before it came, or lost with Redis and their publisher
 * both.
 *
 * @param channel the topic
 * @param after the last place read before the hole
 * @param resumedAt the first place after it
 * @param publisher whose sequence has the hole; null when it shows in the offsets
 * @param missing how many messages at least
 */
public record LogGap(
    String channel, LogPosition after, LogPosition resumedAt, String publisher, long missing) {}

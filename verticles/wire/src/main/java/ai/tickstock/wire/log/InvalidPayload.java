package ai.tickstock.wire.log;

/**
 * Something a plain client published that is not a JSON object, and so was kept out of the log.
 *
 * @param channel where it was published
 * @param sample its beginning, cut to at most 200 characters
 */
public record InvalidPayload(String channel, String sample) {}

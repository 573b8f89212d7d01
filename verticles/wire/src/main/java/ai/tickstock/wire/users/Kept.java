package ai.tickstock.wire.users;

/**
 * A message that waits for its user.
 *
 * @param entry its place in the stream, {@code <milliseconds>-<number>}; they only grow
 * @param json the message
 */
public record Kept(String entry, String alertId, String json) {}

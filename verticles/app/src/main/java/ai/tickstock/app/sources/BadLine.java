package ai.tickstock.app.sources;

/**
 * A line of a tick file that is no tick and was left out.
 *
 * @param line its number, the header being line 1
 * @param reason the field, what was expected and what was there
 * @param sample the line, cut to at most 200 characters
 */
public record BadLine(long line, String reason, String sample) {}

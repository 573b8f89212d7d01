package ai.tickstock.wire.log;

import java.util.List;

/**
 * Some entries pulled from a log, in order.
 *
 * @param entries the entries; empty when only the reader's standing at the head is news
 * @param atHead whether nothing was left in the log when this was pulled
 */
public record LogBatch(List<LogEntry> entries, boolean atHead) {}

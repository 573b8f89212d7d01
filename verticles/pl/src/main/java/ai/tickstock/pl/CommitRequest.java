package ai.tickstock.pl;

import ai.tickstock.store.write.BarCommit;

/**
 * What one aggregation instance wants stored.
 *
 * @param ownerToken the token the instance took its partitions over with
 */
public record CommitRequest(String ownerToken, BarCommit commit) {}

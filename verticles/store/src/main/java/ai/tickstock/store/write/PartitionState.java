package ai.tickstock.store.write;

import java.util.Map;

/**
 * How far a partition of the feed has come, as stored with its bars.
 *
 * @param partition 0 to 63
 * @param epoch epoch of the last message applied
 * @param offset offset of the last message applied
 * @param marks last sequence applied, by publisher
 * @param watermarkMillis event time up to which its bars are closed; {@link Long#MIN_VALUE} at
 *     first
 * @param snapshot its open bars, opaque here; empty at first
 * @param changeNo number of its last committed bar change; 0 at first
 */
public record PartitionState(
    int partition,
    long epoch,
    long offset,
    Map<String, Long> marks,
    long watermarkMillis,
    byte[] snapshot,
    long changeNo) {}

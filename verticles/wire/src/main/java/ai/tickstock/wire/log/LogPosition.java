package ai.tickstock.wire.log;

/**
 * A place in a log: the last message read. Epochs only grow; a new one begins when Redis restarts,
 * over an emptied or shortened log. Offsets count messages from 1 and go on over epochs unless the
 * log was lost.
 *
 * @param epoch the epoch, Redis' clock in milliseconds at its start; 0 before the first
 * @param offset offset of the last message read; 0 before the first
 */
public record LogPosition(long epoch, long offset) implements Comparable<LogPosition> {
  /** Before the first message of any log. */
  public static final LogPosition START = new LogPosition(0, 0);

  @Override
  public int compareTo(LogPosition other) {
    int byEpoch = Long.compare(epoch, other.epoch);
    return byEpoch != 0 ? byEpoch : Long.compare(offset, other.offset);
  }

  @Override
  public String toString() {
    return epoch + "-" + offset;
  }
}

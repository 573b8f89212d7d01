package ai.tickstock.store.write;

import ai.tickstock.market.BarPart;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a commit says, in 128 bits, so that it is known again when it is repeated because its answer
 * was lost. Snapshots are left out: they follow from the rest.
 */
final class CommitDigest {
  private final MessageDigest digest;
  private final ByteBuffer buffer = ByteBuffer.allocate(512);

  private CommitDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static UUID of(BarCommit commit) {
    CommitDigest digest = new CommitDigest();
    commit.partitions().forEach(digest::add);
    commit.parts().forEach(digest::add);
    commit.recompute().forEach(digest::add);
    ByteBuffer result = ByteBuffer.wrap(digest.digest.digest());
    return new UUID(result.getLong(), result.getLong());
  }

  private void add(PartitionState state) {
    buffer.putInt(state.partition()).putLong(state.epoch()).putLong(state.offset());
    buffer.putLong(state.watermarkMillis()).putInt(state.marks().size());
    flush();
    for (Map.Entry<String, Long> mark : new TreeMap<>(state.marks()).entrySet()) {
      buffer.putLong(mark.getValue());
      flush();
      add(mark.getKey());
    }
  }

  private void add(BarPart part) {
    add(part.symbol());
    buffer.putInt(part.timeframe().ordinal()).putLong(part.startMillis());
    buffer.putDouble(part.open()).putLong(part.openMillis());
    buffer.putLong(part.openEpoch()).putLong(part.openOffset());
    buffer.putDouble(part.high()).putDouble(part.low());
    buffer.putDouble(part.close()).putLong(part.closeMillis());
    buffer.putLong(part.closeEpoch()).putLong(part.closeOffset());
    buffer.putDouble(part.volume()).putDouble(part.turnover()).putLong(part.trades());
    buffer.put((byte) ((part.rangeEligible() ? 1 : 0) + (part.replace() ? 2 : 0)));
    flush();
  }

  private void add(BarCommit.RollUp rollUp) {
    add(rollUp.symbol());
    buffer.putInt(rollUp.timeframe().ordinal());
    buffer.putLong(rollUp.startMillis()).putLong(rollUp.endMillis());
    flush();
  }

  private void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    buffer.putInt(bytes.length);
    flush();
    digest.update(bytes);
  }

  private void flush() {
    digest.update(buffer.flip());
    buffer.clear();
  }
}

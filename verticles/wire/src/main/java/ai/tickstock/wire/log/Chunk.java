package ai.tickstock.wire.log;

import java.util.Arrays;

/**
 * The messages of one flush: first collected, then sealed, sent, and kept for the readers. Its
 * bytes are what goes to the server and what is sent again, as they are. Linked to the next one.
 */
final class Chunk {
  private static final int LEAST = 1 << 10;

  final long seq;
  int count;

  /** Where its last message is in the log; null while it is not there. */
  LogPosition end;

  Chunk next;

  private byte[] data;
  private int length;
  private byte[] ends;

  Chunk(long seq, int expectedBytes) {
    this.seq = seq;
    data = new byte[Math.max(LEAST, expectedBytes)];
    ends = new byte[64];
    data[0] = '[';
    length = 1;
  }

  void add(byte[] json, int from, int size) {
    if (length + size + 2 > data.length) {
      data = Arrays.copyOf(data, Math.max(length + size + 2, data.length + (data.length >> 1)));
    }
    if (count > 0) {
      data[length++] = ',';
    }
    System.arraycopy(json, from, data, length, size);
    length += size;
    mark(count++, length);
  }

  private void mark(int message, int end) {
    int at = message << 2;
    if (at + 4 > ends.length) {
      ends = Arrays.copyOf(ends, ends.length << 1);
    }
    ends[at] = (byte) end;
    ends[at + 1] = (byte) (end >> 8);
    ends[at + 2] = (byte) (end >> 16);
    ends[at + 3] = (byte) (end >> 24);
  }

  /** Closes the array; nothing can be added. */
  void seal() {
    data[length++] = ']';
    data = data.length == length ? data : Arrays.copyOf(data, length);
    ends = Arrays.copyOf(ends, count << 2);
  }

  long lastSeq() {
    return seq + count - 1;
  }

  int bytes() {
    return length;
  }

  byte[] data() {
    return data;
  }

  byte[] ends() {
    return ends;
  }
}

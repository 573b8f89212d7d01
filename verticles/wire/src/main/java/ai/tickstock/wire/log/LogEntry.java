package ai.tickstock.wire.log;

import io.vertx.core.buffer.Buffer;

/**
 * What one flush of one publisher left in the log. Message {@code i} (from 0) has sequence {@code
 * seq + i} and offset {@code offset + i}. The first {@code skip} messages were read before (in this
 * or an earlier epoch): do not apply them.
 *
 * @param epoch the epoch it was appended in
 * @param offset offset of its first message
 * @param publisher who appended it
 * @param seq the publisher's sequence of its first message
 * @param count how many messages it holds
 * @param skip how many of them, from the first, the reader has had already; less than {@code count}
 * @param data the messages, a JSON array in UTF-8
 */
public record LogEntry(
    long epoch, long offset, String publisher, long seq, int count, int skip, Buffer data) {
  /** The place of its last message. */
  public LogPosition end() {
    return new LogPosition(epoch, offset + count - 1);
  }

  /** Where to go on behind it, even if somebody wrote it who does not know our form. */
  LogPosition lastPlace() {
    return isOurs() ? end() : new LogPosition(epoch, offset);
  }

  boolean isOurs() {
    return count > 0;
  }

  /** The same with other messages to skip. */
  LogEntry skipping(int messages) {
    return messages == skip
        ? this
        : new LogEntry(epoch, offset, publisher, seq, count, messages, data);
  }
}

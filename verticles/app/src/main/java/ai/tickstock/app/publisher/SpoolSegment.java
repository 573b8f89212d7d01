package ai.tickstock.app.publisher;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One file of spooled messages of one publisher, numbered densely: a header (the publisher, the
 * sequence of the first), then each message behind its length. The counts belong to the publisher's
 * event loop, reading and writing to worker threads, one at a time.
 */
final class SpoolSegment {
  private static final int MAGIC = 0x54535031;
  private static final int LENGTH_BYTES = 4;

  private final Path file;
  private final String publisher;
  private final long firstSeq;
  private final int headerBytes;
  private FileChannel channel;

  /** Messages added, in the file or on their way to it. */
  long count;

  /** Bytes added, header and all. */
  long bytes;

  /** Bytes that are in the file. */
  long written;

  private SpoolSegment(Path file, String publisher, long firstSeq) {
    this.file = file;
    this.publisher = publisher;
    this.firstSeq = firstSeq;
    headerBytes = header().length;
    bytes = headerBytes;
  }

  /** A new one; nothing is on disk before the first write. */
  static SpoolSegment fresh(Path file, String publisher, long firstSeq) {
    return new SpoolSegment(file, publisher, firstSeq);
  }

  /**
   * One that an earlier run left. Blocks.
   *
   * @return null if it holds nothing whole
   */
  static SpoolSegment left(Path file) throws IOException {
    ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
    if (content.remaining() < LENGTH_BYTES + Long.BYTES + 2 || content.getInt() != MAGIC) {
      return null;
    }
    long firstSeq = content.getLong();
    byte[] publisher = new byte[content.getShort()];
    if (content.remaining() < publisher.length) {
      return null;
    }
    content.get(publisher);
    SpoolSegment segment =
        new SpoolSegment(file, new String(publisher, StandardCharsets.UTF_8), firstSeq);
    while (content.remaining() >= LENGTH_BYTES) {
      int length = content.getInt();
      if (length < 0 || length > content.remaining()) {
        break; // the run ended in the middle of a write
      }
      content.position(content.position() + length);
      segment.count++;
      segment.bytes += LENGTH_BYTES + length;
    }
    segment.written = segment.bytes;
    return segment;
  }

  private byte[] header() {
    try {
      ByteArrayOutputStream header = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(header);
      byte[] name = publisher.getBytes(StandardCharsets.UTF_8);
      out.writeInt(MAGIC);
      out.writeLong(firstSeq);
      out.writeShort(name.length);
      out.write(name);
      return header.toByteArray();
    } catch (IOException inMemory) {
      throw new IllegalStateException(inMemory);
    }
  }

  /** What a message takes. */
  static int size(int length) {
    return LENGTH_BYTES + length;
  }

  /** Writes messages, each behind its length, at a place; writing again changes nothing. Blocks. */
  void write(byte[] messages, long place) throws IOException {
    if (channel == null) {
      Files.createDirectories(file.getParent());
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      writeAll(ByteBuffer.wrap(header()), 0);
    }
    writeAll(ByteBuffer.wrap(messages), place);
  }

  private void writeAll(ByteBuffer from, long place) throws IOException {
    while (from.hasRemaining()) {
      channel.write(from, place + from.position());
    }
  }

  /** Reads from a place on, as much as the buffer takes or is there. Blocks. */
  ByteBuffer read(long place, long end, int limit) throws IOException {
    if (channel == null) {
      channel = FileChannel.open(file, StandardOpenOption.READ);
    }
    ByteBuffer into = ByteBuffer.allocate((int) Math.min(limit, end - place));
    while (into.hasRemaining() && channel.read(into, place + into.position()) >= 0) {
      continue;
    }
    return into.flip();
  }

  /** Closes the file, and deletes it if it is not needed any more. Blocks. */
  void close(boolean delete) throws IOException {
    if (channel != null) {
      channel.close();
    }
    if (delete) {
      Files.deleteIfExists(file);
    }
  }

  String publisher() {
    return publisher;
  }

  long firstSeq() {
    return firstSeq;
  }

  long lastSeq() {
    return firstSeq + count - 1;
  }

  /** Where its first message begins. */
  long begin() {
    return headerBytes;
  }
}

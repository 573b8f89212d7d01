package ai.tickstock.app.sources;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A window over a stream of lines that always holds a whole line of ordinary length, ended by a
 * line feed even where the file's last one is missing. Not thread-safe.
 */
final class LineBuffer implements Closeable {
  /** Longest line that is read, in bytes. */
  static final int MAX_LINE = 1_024;

  private final InputStream in;
  private boolean ended;

  /** The window; a line may be read from {@link #position} on without asking for bounds. */
  final byte[] bytes = new byte[1 << 18];

  int position;
  private int limit;

  LineBuffer(InputStream in) {
    this.in = in;
  }

  /**
   * Makes sure the next line is in the window.
   *
   * @return false at the end of the file
   */
  boolean next() throws IOException {
    if (limit - position <= MAX_LINE && !ended) {
      fill();
    }
    return position < limit;
  }

  /** Where the next line ends: the index of its line feed, or -1 if it is longer than allowed. */
  int lineEnd() {
    int bound = Math.min(limit, position + MAX_LINE + 1);
    for (int i = position; i < bound; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Leaves out everything to the next line feed, however far it is. */
  void skipLine() throws IOException {
    while (next()) {
      for (; position < limit; position++) {
        if (bytes[position] == '\n') {
          position++;
          return;
        }
      }
    }
  }

  private void fill() throws IOException {
    System.arraycopy(bytes, position, bytes, 0, limit - position);
    limit -= position;
    position = 0;
    while (limit <= MAX_LINE && !ended) {
      int read = in.read(bytes, limit, bytes.length - 1 - limit);
      if (read < 0) {
        end();
      } else {
        limit += read;
      }
    }
  }

  private void end() {
    ended = true;
    if (limit > position && bytes[limit - 1] != '\n') {
      bytes[limit++] = '\n';
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Whether a failure means that the file breaks off. */
  static boolean isTruncation(IOException error) {
    return error instanceof EOFException;
  }
}

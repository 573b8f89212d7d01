package ai.tickstock.app.sources;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The content of a file, plain or gzip, which knows how much of the file itself has been read. Not
 * thread-safe.
 */
public final class PackedFile extends FilterInputStream {
  private static final int BUFFER = 1 << 16;

  private final Counted counted;

  private PackedFile(Counted counted) throws IOException {
    super(unpacked(counted));
    this.counted = counted;
  }

  /** Opens a file. */
  public static PackedFile open(Path file) throws IOException {
    Counted counted = new Counted(Files.newInputStream(file));
    try {
      return new PackedFile(counted);
    } catch (IOException | RuntimeException broken) {
      counted.close();
      throw broken;
    }
  }

  /** Bytes of the file read so far, packed as they are. */
  public long bytesRead() {
    return counted.bytes;
  }

  private static InputStream unpacked(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return gzip ? new GZIPInputStream(buffered, BUFFER) : buffered;
  }

  private static final class Counted extends FilterInputStream {
    private long bytes;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      bytes += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = super.read(into, from, length);
      bytes += Math.max(0, read);
      return read;
    }
  }
}

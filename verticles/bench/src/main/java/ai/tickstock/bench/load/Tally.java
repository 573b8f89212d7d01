package ai.tickstock.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A plain subscriber that counts what comes on one channel and parses nothing, so that it takes
 * little from what it measures. Read by any thread.
 */
final class Tally {
  /** How each published message begins. */
  private static final byte[] HEAD = "*3\r\n$7\r\nmessage".getBytes(StandardCharsets.US_ASCII);

  private volatile int count;
  private volatile long lastMillis;

  private Tally() {}

  /** Subscribes; ends with the process. */
  static Tally of(int redisPort, String channel) {
    Tally tally = new Tally();
    Thread thread = new Thread(() -> tally.listen(redisPort, channel), "tally " + channel);
    thread.setDaemon(true);
    thread.start();
    return tally;
  }

  private void listen(int redisPort, String channel) {
    try (Socket socket = new Socket("127.0.0.1", redisPort)) {
      Outside.send(socket, "SUBSCRIBE", channel);
      byte[] buffer = new byte[1 << 18];
      InputStream in = socket.getInputStream();
      int matched = 0;
      for (int length; (length = in.read(buffer)) >= 0; ) {
        int heads = 0;
        for (int i = 0; i < length; i++) {
          // No proper prefix of the head ends in its first byte: a mismatch begins anew there.
          matched = buffer[i] == HEAD[matched] ? matched + 1 : buffer[i] == HEAD[0] ? 1 : 0;
          if (matched == HEAD.length) {
            heads++;
            matched = 0;
          }
        }
        if (heads > 0) {
          count += heads;
          lastMillis = System.currentTimeMillis();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets what came so far. */
  void clear() {
    count = 0;
  }

  /** Messages since {@link #clear}. */
  int count() {
    return count;
  }

  /** When the last one came, Unix milliseconds. */
  long lastMillis() {
    return lastMillis;
  }
}

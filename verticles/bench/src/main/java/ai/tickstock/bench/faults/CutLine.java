package ai.tickstock.bench.faults;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A line to PostgreSQL that can lose the answer to a COMMIT: it is passed on, and the connection
 * closed instead of answered. Thread-safe.
 */
final class CutLine implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();

  /** Kept: a client that is garbage closes its connections. */
  private final NetClient lines = vertx.createNetClient();

  private volatile boolean isArmed;
  private volatile long cutAt;

  /** What to tell somebody who should be given this line. */
  String to(String url) {
    URI real = URI.create(url);
    NetServer server =
        vertx
            .createNetServer()
            .connectHandler(near -> serve(near, real))
            .listen(0, "127.0.0.1")
            .await();
    return "postgresql://"
        + real.getUserInfo()
        + "@127.0.0.1:"
        + server.actualPort()
        + real.getPath();
  }

  /** The next COMMIT loses its answer. */
  void arm() {
    cutAt = 0;
    isArmed = true;
  }

  /** When it did, as {@link System#nanoTime}; 0 if it has not yet. */
  long cutAt() {
    return cutAt;
  }

  private void serve(NetSocket near, URI real) {
    near.pause();
    lines
        .connect(real.getPort(), "127.0.0.1")
        .onFailure(away -> near.close())
        .onSuccess(
            far -> {
              far.handler(near::write);
              far.closeHandler(closed -> near.close());
              near.closeHandler(closed -> far.close());
              near.handler(data -> pass(data, near, far));
              near.resume();
            });
  }

  private void pass(Buffer data, NetSocket near, NetSocket far) {
    if (isArmed && data.toString(StandardCharsets.ISO_8859_1).contains("COMMIT")) {
      isArmed = false;
      far.handler(
          answer -> {
            cutAt = System.nanoTime();
            near.close();
          });
    }
    far.write(data);
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}

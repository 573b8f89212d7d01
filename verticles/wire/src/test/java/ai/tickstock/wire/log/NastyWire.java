package ai.tickstock.wire.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A TCP way to a server that can be cut after some bytes, or go silent without closing. */
final class NastyWire implements AutoCloseable {
  private final ServerSocket door;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong untilCut = new AtomicLong(Long.MAX_VALUE);
  private final AtomicLong cuts = new AtomicLong();
  private final Set<Socket> silent = ConcurrentHashMap.newKeySet();

  NastyWire(int targetPort) {
    target = targetPort;
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run(this::accept);
  }

  String url() {
    return "redis://127.0.0.1:" + door.getLocalPort();
  }

  /** Both sides see the connection break that carries this many bytes' last one. */
  void cutAfter(long bytes) {
    untilCut.set(bytes);
  }

  long cuts() {
    return cuts.get();
  }

  /** The connections that are open now stay open and carry nothing more, either way. */
  void silence() {
    silent.addAll(open);
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.forEach(NastyWire::end);
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(server);
        run(() -> pump(client, server, true));
        run(() -> pump(server, client, false));
      } catch (IOException nobodyThere) {
        // The client will try again.
      }
    }
  }

  private void pump(Socket from, Socket to, boolean counts) {
    byte[] some = new byte[4_096];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(some); read >= 0; read = in.read(some)) {
        if (silent.contains(from)) {
          continue;
        }
        long left = counts ? untilCut.addAndGet(-read) : Long.MAX_VALUE;
        if (left <= 0) {
          untilCut.set(Long.MAX_VALUE);
          cuts.incrementAndGet();
          out.write(some, 0, (int) Math.max(0, Math.min(read, read + left)));
          return;
        }
        out.write(some, 0, read);
      }
    } catch (IOException cut) {
      // Both sides are closed.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(Runnable what) {
    Thread thread = new Thread(what, "nasty-wire");
    thread.setDaemon(true);
    thread.start();
  }
}

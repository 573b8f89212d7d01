package ai.tickstock.launcher.path;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web address alerts are sent to, which fails until it is told to work. */
final class Hook implements AutoCloseable {
  private final HttpServer server;
  private final List<JsonObject> taken = new CopyOnWriteArrayList<>();
  private volatile boolean works;

  Hook() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (works) {
        taken.add(new JsonObject(Buffer.buffer(body)));
      }
      exchange.sendResponseHeaders(works ? 204 : 500, -1);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  void works() {
    works = true;
  }

  /** What it got since it works. */
  List<JsonObject> taken() {
    return taken;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

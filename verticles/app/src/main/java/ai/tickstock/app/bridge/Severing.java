package ai.tickstock.app.bridge;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/**
 * Ends a connection whose peer reads nothing. Every close of the library waits until what is under
 * way has been written, which here never comes; only the channel itself can be closed at once.
 */
final class Severing {
  private Severing() {}

  /** Closes the connection now, whatever is still to be written. For any thread. */
  static void sever(HttpConnection connection) {
    if (connection instanceof HttpServerConnection server) {
      Channel channel = server.channelHandlerContext().channel();
      if (channel.isOpen()) {
        channel.eventLoop().execute(() -> channel.pipeline().firstContext().close());
      }
    }
  }
}

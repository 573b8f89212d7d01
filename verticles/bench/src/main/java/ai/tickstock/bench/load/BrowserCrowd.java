package ai.tickstock.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;

/**
 * Many WebSocket clients of one bridge that look for a mark in what comes and parse nothing else.
 * Read by any thread.
 */
final class BrowserCrowd implements AutoCloseable {
  private static final int AT_ONCE = 50;

  private final WebSocketClient client;
  private final List<WebSocket> sockets = new ArrayList<>();
  private final AtomicLong received = new AtomicLong();
  private final byte[] mark;
  private final LongConsumer found;

  /**
   * @param mark what stands before a number, such as {@code "sent":}
   * @param found told each number that stands behind the mark, on many threads
   */
  BrowserCrowd(Vertx vertx, String mark, LongConsumer found) {
    this.client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions().setMaxConnections(100_000).setMaxFrameSize(1 << 20));
    this.mark = mark.getBytes(StandardCharsets.US_ASCII);
    this.found = found;
  }

  /**
   * Connects so many, and has each say something.
   *
   * @param hello what client {@code i} says first
   * @param token client {@code i}'s, null for none
   */
  void connect(
      int clients, int port, String uri, IntFunction<String> token, IntFunction<List<String>> hello)
      throws Exception {
    for (int from = 0; from < clients; from += AT_ONCE) {
      List<Future<WebSocket>> some = new ArrayList<>();
      for (int i = from; i < Math.min(clients, from + AT_ONCE); i++) {
        some.add(connect(port, uri, token.apply(i), hello.apply(i)));
      }
      Future.all(some).toCompletionStage().toCompletableFuture().get();
      some.forEach(connected -> sockets.add(connected.result()));
    }
  }

  private Future<WebSocket> connect(int port, String uri, String token, List<String> hello) {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI(uri);
    if (token != null) {
      options.addHeader("Authorization", "Bearer " + token);
    }
    return client
        .connect(options)
        .onSuccess(
            socket -> {
              socket.frameHandler(frame -> look(frame.binaryData()));
              hello.forEach(socket::writeTextMessage);
            });
  }

  private void look(Buffer frame) {
    int last = frame.length() - mark.length;
    for (int at = 0; at < last; at++) {
      if (frame.getByte(at) == mark[0] && isMark(frame, at)) {
        at = number(frame, at + mark.length);
      }
    }
  }

  private boolean isMark(Buffer frame, int at) {
    for (int i = 1; i < mark.length; i++) {
      if (frame.getByte(at + i) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private int number(Buffer frame, int from) {
    long number = 0;
    int at = from;
    while (at < frame.length() && frame.getByte(at) >= '0' && frame.getByte(at) <= '9') {
      number = number * 10 + frame.getByte(at++) - '0';
    }
    received.incrementAndGet();
    found.accept(number);
    return at;
  }

  /** Marks found so far. */
  long received() {
    return received.get();
  }

  /** Has every client say something. */
  void say(String text) {
    sockets.forEach(socket -> socket.writeTextMessage(text));
  }

  /** Has client {@code i} read no more. */
  void freeze(int i) {
    sockets.get(i).pause();
  }

  @Override
  public void close() {
    client.close().toCompletionStage().toCompletableFuture().join();
  }
}

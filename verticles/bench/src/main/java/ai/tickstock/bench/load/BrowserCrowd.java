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
import java.util.Arrays;
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
  private final Needle anchor;
  private final Needle mark;
  private final LongConsumer found;

  /** Found by Horspool's search: the clients' own work is in the way of what they measure. */
  private record Needle(byte[] bytes, int[] shifts) {
    static Needle of(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      int[] shifts = new int[256];
      Arrays.fill(shifts, bytes.length);
      for (int i = 0; i < bytes.length - 1; i++) {
        shifts[bytes[i] & 0xff] = bytes.length - 1 - i;
      }
      return new Needle(bytes, shifts);
    }

    int length() {
      return bytes.length;
    }

    /** Where it stands first, from there on; -1 if it does not. */
    int in(byte[] hay, int from) {
      int last = bytes.length - 1;
      for (int at = from; at + last < hay.length; at += shifts[hay[at + last] & 0xff]) {
        int i = last;
        while (i >= 0 && hay[at + i] == bytes[i]) {
          i--;
        }
        if (i < 0) {
          return at;
        }
      }
      return -1;
    }
  }

  /**
   * @param anchor what a message of interest has in it
   * @param mark what stands behind that and before a number, such as {@code "sent":}
   * @param found told each such number, on many threads; its decimal point is left out
   */
  BrowserCrowd(Vertx vertx, String anchor, String mark, LongConsumer found) {
    this.client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions().setMaxConnections(100_000).setMaxFrameSize(1 << 20));
    this.anchor = Needle.of(anchor);
    this.mark = Needle.of(mark);
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
              socket.frameHandler(frame -> heard(frame.binaryData()));
              hello.forEach(socket::writeTextMessage);
            });
  }

  /** Has the JIT compiler see such a frame often enough: what is measured is the server. */
  void warmUp(String frame, int times) {
    byte[] bytes = frame.getBytes(StandardCharsets.US_ASCII);
    LongConsumer nobody = number -> {};
    for (int i = 0; i < times; i++) {
      look(bytes, nobody);
    }
  }

  private void heard(Buffer frame) {
    look(
        frame.getBytes(),
        number -> {
          received.incrementAndGet();
          found.accept(number);
        });
  }

  private void look(byte[] bytes, LongConsumer found) {
    int at = anchor.in(bytes, 0);
    while (at >= 0) {
      int number = mark.in(bytes, at);
      if (number < 0) {
        return;
      }
      at = anchor.in(bytes, number(bytes, number + mark.length(), found));
    }
  }

  private static int number(byte[] bytes, int from, LongConsumer found) {
    long number = 0;
    int at = from;
    for (; at < bytes.length && (bytes[at] >= '0' && bytes[at] <= '9' || bytes[at] == '.'); at++) {
      number = bytes[at] == '.' ? number : number * 10 + bytes[at] - '0';
    }
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

package ai.tickstock.wire.log;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.redis.client.impl.RedisURI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection that hears: subscribed to what somebody listens to, again after each loss. Pinged
 * every few seconds, since a half-open connection otherwise only seems quiet.
 */
final class HearingLine implements Mended.Dialler<HearingSocket> {
  /** A channel, who listens, and who waits for the first acknowledgement. */
  private static final class Subscription {
    final byte[] name;
    final List<LogServer.Ear> ears = new ArrayList<>();
    final List<Promise<Void>> waiting = new ArrayList<>();
    boolean isAcknowledged;

    Subscription(String channel) {
      name = channel.getBytes(StandardCharsets.UTF_8);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(HearingLine.class);

  private final RedisBusOptions options;
  private final RedisURI uri;
  private final NetClient client;
  private final Mended<HearingSocket> mended;
  private final Map<String, Subscription> subscriptions = new HashMap<>();
  private Subscription lastHeard;

  HearingLine(Vertx vertx, RedisBusOptions options) {
    this.options = options;
    uri = new RedisURI(options.url());
    client = vertx.createNetClient(RedisBus.sockets(options));
    mended =
        new Mended<>(vertx, "hearing", RedisLogServer.PING_MILLIS, options.connections(), this);
  }

  Future<Void> subscribe(String channel, LogServer.Ear ear) {
    Subscription subscription = subscriptions.computeIfAbsent(channel, Subscription::new);
    subscription.ears.add(ear);
    mended.start();
    if (subscription.isAcknowledged) {
      return Future.succeededFuture();
    }
    Promise<Void> acknowledged = Promise.promise();
    subscription.waiting.add(acknowledged);
    HearingSocket socket = mended.connection();
    if (socket != null && subscription.waiting.size() == 1) {
      socket.subscribe(List.of(channel));
    }
    return acknowledged.future();
  }

  void unsubscribe(String channel, LogServer.Ear ear) {
    Subscription subscription = subscriptions.get(channel);
    if (subscription != null && subscription.ears.remove(ear) && subscription.ears.isEmpty()) {
      subscriptions.remove(channel);
      lastHeard = null;
      HearingSocket socket = mended.connection();
      if (socket != null) {
        socket.unsubscribe(channel);
      }
    }
  }

  /** Completes when all that was published before has been heard. */
  Future<Void> caughtUp() {
    HearingSocket socket = mended.connection();
    return socket == null ? Future.failedFuture("not connected to Redis") : ping(socket).mapEmpty();
  }

  void close() {
    mended.close();
    subscriptions.values().forEach(s -> s.waiting.forEach(promise -> promise.tryFail("closed")));
    client.close();
  }

  @Override
  public Future<HearingSocket> dial(Handler<Throwable> lost) {
    return client
        .connect(uri.socketAddress())
        .compose(
            socket -> {
              HearingSocket fresh = new HearingSocket(socket, this::heard, this::acknowledged);
              socket.exceptionHandler(lost);
              socket.closeHandler(
                  closed -> lost.handle(new IllegalStateException("closed by the server")));
              return fresh
                  .hello(uri.user(), uri.password())
                  .timeout(options.timeouts().connect().toMillis(), TimeUnit.MILLISECONDS)
                  .onFailure(error -> socket.close())
                  .map(fresh);
            });
  }

  @Override
  public void hangUp(HearingSocket socket) {
    socket.close();
  }

  @Override
  public void up(HearingSocket socket) {
    if (!subscriptions.isEmpty()) {
      socket.subscribe(List.copyOf(subscriptions.keySet()));
    }
  }

  @Override
  public void down() {
    subscriptions.values().forEach(subscription -> subscription.isAcknowledged = false);
  }

  @Override
  public Future<?> ping(HearingSocket socket) {
    return socket.ping().timeout(options.timeouts().command().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void acknowledged(String channel) {
    Subscription subscription = subscriptions.get(channel);
    if (subscription != null && !subscription.isAcknowledged) {
      subscription.isAcknowledged = true;
      List<Promise<Void>> waiting = List.copyOf(subscription.waiting);
      subscription.waiting.clear();
      waiting.forEach(Promise::tryComplete);
      List.copyOf(subscription.ears).forEach(LogServer.Ear::again);
    }
  }

  private void heard(byte[] bytes, int channel, int channelLength, int payload, int size) {
    Subscription subscription = lastHeard;
    if (subscription == null
        || !Arrays.equals(
            subscription.name,
            0,
            subscription.name.length,
            bytes,
            channel,
            channel + channelLength)) {
      subscription =
          subscriptions.get(
              Buffer.buffer(Arrays.copyOfRange(bytes, channel, channel + channelLength))
                  .toString());
      lastHeard = subscription;
    }
    if (subscription != null) {
      List<LogServer.Ear> ears = subscription.ears;
      for (int i = 0; i < ears.size(); i++) {
        tell(ears.get(i), bytes, payload, size);
      }
    }
  }

  private static void tell(LogServer.Ear ear, byte[] bytes, int payload, int size) {
    try {
      ear.heard(bytes, payload, size);
    } catch (RuntimeException e) {
      LOG.error("A listener failed", e);
    }
  }
}

package ai.tickstock.app.bridge;

import ai.tickstock.app.Addresses;
import ai.tickstock.app.http.Identity;
import ai.tickstock.wire.log.LogPosition;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All browser sockets of one event loop. It hears each feed once and hands every frame to the
 * sockets that want it. Not thread-safe: lives on the context that made it.
 */
public final class Hub {
  private static final Logger LOG = LoggerFactory.getLogger(Hub.class);
  private static final long INSPECT_MILLIS = 1_000;
  private static final long GOODBYE_MILLIS = 200;
  private static final long LINGER_MILLIS = 40;
  private static final int FLUSHED_AT_ONCE = 32;
  private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(150);
  private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Vertx vertx;
  private final Context context;
  private final Bridge bridge;
  private final String address = Addresses.hub(UUID.randomUUID().toString());
  private final Map<Feed, Routes> routes = new EnumMap<>(Feed.class);
  private final Map<Feed, LogPosition> readTo = new EnumMap<>(Feed.class);
  private final Set<BrowserSocket> sockets = new LinkedHashSet<>();
  private final Set<BrowserSocket> urgent = new LinkedHashSet<>();
  private final Set<BrowserSocket> soon = new LinkedHashSet<>();
  private final Mailboxes mailboxes;
  private final MessageConsumer<FrameBatch> consumer;
  private final MessageConsumer<String> news;
  private final long timer;
  private boolean isLingering;
  private boolean isClosed;

  Hub(Vertx vertx, Bridge bridge) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.bridge = bridge;
    for (Feed feed : Feed.values()) {
      routes.put(feed, new Routes());
    }
    bridge.audience().join(address);
    mailboxes = bridge.mailboxes(vertx);
    consumer = vertx.eventBus().localConsumer(address, this::take);
    news =
        vertx.eventBus().localConsumer(Addresses.FIRED, message -> mailboxes.news(message.body()));
    timer = vertx.setPeriodic(INSPECT_MILLIS, tick -> inspect());
  }

  /** A browser has come. */
  void accept(SockJSSocket socket, Identity identity, boolean batching) {
    BrowserSocket browser = new BrowserSocket(this, socket, identity, batching);
    if (isClosed) {
      socket.close(BrowserSocket.STOPPING, "the server stops");
      return;
    }
    if (!bridge.admit(identity.user())) {
      socket.close(BrowserSocket.TOO_MUCH, "too many connections");
      return;
    }
    sockets.add(browser);
    socket.handler(browser::heard);
    // A message that is too long for the server ends here as well: the socket would stay open.
    socket.exceptionHandler(
        broken -> browser.close(BrowserSocket.TOO_MUCH, "expected frames that can be read"));
    socket.closeHandler(closed -> browser.closed());
  }

  /** Takes itself out, after the socket was closed. */
  void gone(BrowserSocket socket) {
    if (sockets.remove(socket)) {
      List.copyOf(socket.registrations().keySet()).forEach(feed -> unregister(socket, feed));
      bridge.release(socket.user());
      bridge.metrics().left(socket.outbox());
    }
  }

  BridgeMetrics metrics() {
    return bridge.metrics();
  }

  private void take(Message<FrameBatch> message) {
    FrameBatch batch = message.body();
    Routes wanting = routes.get(batch.feed());
    Set<BrowserSocket> touched = batch.feed().log() != null ? urgent : soon;
    for (Frame frame : batch.frames()) {
      wanting.each(frame.facts().symbol(), registration -> offer(registration, frame, touched));
    }
    if (batch.position() != null) {
      readTo.merge(batch.feed(), batch.position(), Hub::later);
    }
    urgent.forEach(BrowserSocket::flush);
    urgent.clear();
    linger();
    message.reply(null);
  }

  private static void offer(Registration registration, Frame frame, Set<BrowserSocket> touched) {
    if (registration.takesLive(frame)) {
      registration.socket().outbox().offer(frame);
      touched.add(registration.socket());
    }
  }

  /**
   * What may be conflated waits a moment, and leaves with the alerts or behind them: a thousand
   * writes of it must not be in the way of the alerts of the same minute.
   */
  private void linger() {
    if (!isLingering && !soon.isEmpty()) {
      isLingering = true;
      after(LINGER_MILLIS, this::flushSome);
    }
  }

  private void flushSome() {
    Iterator<BrowserSocket> some = soon.iterator();
    for (int i = 0; i < FLUSHED_AT_ONCE && some.hasNext(); i++) {
      BrowserSocket socket = some.next();
      some.remove();
      socket.flush();
    }
    isLingering = !soon.isEmpty();
    if (isLingering) {
      context.runOnContext(next -> flushSome());
    }
  }

  private static LogPosition later(LogPosition one, LogPosition other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** Replaces what the browser had registered for on this feed. */
  void register(BrowserSocket socket, Feed feed, Wish wish) {
    unregister(socket, feed);
    boolean placed = feed.log() != null && !wish.mine();
    LogPosition from = placed ? wish.position() : null;
    LogPosition servedTo = placed ? from == null ? readTo(feed) : from : null;
    Registration registration = new Registration(socket, feed, wish, servedTo);
    socket.registrations().put(feed, registration);
    if (!wish.mine()) {
      routes.get(feed).add(registration);
      bridge.audience().change(address, feed, 1);
    }
    if (from == null) {
      goLive(registration);
    } else {
      replay(registration, from);
    }
    if (Mailboxes.isOf(feed)) {
      mailboxes.join(registration);
    }
  }

  private LogPosition readTo(Feed feed) {
    return later(readTo.getOrDefault(feed, LogPosition.START), bridge.replays().readTo(feed));
  }

  private void goLive(Registration registration) {
    registration.goLive();
    BrowserSocket socket = registration.socket();
    socket
        .outbox()
        .say(
            Messages.registered(
                registration.feed(), registration.servedTo(), registration.replayed()));
    socket.flush();
  }

  /** What comes meanwhile is not sent live: the log has it, and is read until it is level. */
  private void replay(Registration registration, LogPosition from) {
    bridge
        .replays()
        .replay(registration.feed(), from, new Missed(registration))
        .onFailure(stopped -> LOG.debug("A replay was left: {}", stopped.getMessage()));
  }

  /** What a browser missed, on its way to it. */
  private final class Missed implements Replays.Sink {
    private final Registration registration;

    Missed(Registration registration) {
      this.registration = registration;
    }

    @Override
    public boolean isOver() {
      return registration.isOver();
    }

    @Override
    public void gap(long missing) {
      context.runOnContext(here -> say(missing));
    }

    @Override
    public void unknown(LogPosition now) {
      context.runOnContext(
          here -> {
            registration.restart(now);
            say(1);
          });
    }

    private void say(long missing) {
      if (!registration.isOver()) {
        registration.socket().outbox().say(Messages.gap(registration.feed(), missing));
      }
    }

    @Override
    public Future<Boolean> missed(FrameBatch batch) {
      Promise<Boolean> enough = Promise.promise();
      context.runOnContext(
          here -> {
            send(batch);
            registration.socket().outbox().room().map(room -> isLevel(batch)).onComplete(enough);
          });
      return enough.future();
    }

    private void send(FrameBatch batch) {
      if (!registration.isOver()) {
        for (Frame frame : batch.frames()) {
          if (registration.takesMissed(frame)) {
            registration.socket().outbox().offer(frame);
          }
        }
        registration.served(batch.position());
        registration.socket().flush();
      }
    }

    /** Nothing lies between what it has had and what will come live. */
    private boolean isLevel(FrameBatch batch) {
      boolean level = batch.position().compareTo(readTo(registration.feed())) >= 0;
      if (level && !registration.isOver()) {
        goLive(registration);
      }
      return level || registration.isOver();
    }
  }

  void unregister(BrowserSocket socket, Feed feed) {
    Registration registration = socket.registrations().remove(feed);
    if (registration != null) {
      registration.end();
      if (!registration.isMine()) {
        routes.get(feed).remove(registration);
        bridge.audience().change(address, feed, -1);
      }
      mailboxes.leave(registration);
    }
  }

  void pong(BrowserSocket socket) {
    Map<String, String> positions = new HashMap<>();
    socket
        .registrations()
        .forEach(
            (feed, registration) -> {
              LogPosition served = registration.servedTo();
              if (served != null) {
                LogPosition now =
                    registration.isLive()
                        ? later(served, readTo.getOrDefault(feed, LogPosition.START))
                        : served;
                positions.put(feed.address(), now.toString());
              }
            });
    socket.outbox().say(Messages.pong(bridge.clock().millis(), positions));
  }

  private void inspect() {
    mailboxes.look();
    long now = bridge.clock().millis();
    for (BrowserSocket socket : List.copyOf(sockets)) {
      if (socket.expiresAtMillis() <= now) {
        socket.close(BrowserSocket.SIGN_IN, "the token has expired: sign in again");
      } else {
        socket.inspect(SILENT_NANOS, STUCK_NANOS);
      }
    }
    metrics().waiting(address, sockets.stream().mapToLong(each -> each.outbox().depth()).sum());
  }

  void after(long millis, Runnable action) {
    if (!isClosed) {
      vertx.setTimer(millis, passed -> action.run());
    }
  }

  /** Says goodbye to everybody; who has not taken it after a moment is left behind. */
  public Future<Void> close() {
    isClosed = true;
    vertx.cancelTimer(timer);
    List<BrowserSocket> all = List.copyOf(sockets);
    all.forEach(socket -> socket.close(BrowserSocket.STOPPING, "the server stops"));
    Future<?> moment =
        all.isEmpty()
            ? Future.succeededFuture()
            : vertx.timer(GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
    return moment
        .onSuccess(passed -> all.forEach(BrowserSocket::sever))
        .compose(severed -> Future.join(consumer.unregister(), news.unregister()))
        .<Void>mapEmpty()
        .onComplete(
            done -> {
              bridge.audience().leave(address);
              metrics().waiting(address, 0);
              mailboxes.close();
            });
  }
}

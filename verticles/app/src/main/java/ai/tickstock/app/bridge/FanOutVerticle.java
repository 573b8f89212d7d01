package ai.tickstock.app.bridge;

import ai.tickstock.app.Addresses;
import ai.tickstock.app.AppBackends;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.LocalCodec;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.LogPosition;
import io.micrometer.core.instrument.Tag;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears every feed once for this process, writes each event once as a frame, and hands the frames
 * to the hubs where somebody wants them. {@link Replays} and {@link #audience()} may be used by any
 * thread.
 */
public final class FanOutVerticle extends VerticleBase implements Replays {
  private static final Logger LOG = LoggerFactory.getLogger(FanOutVerticle.class);
  private static final long PATIENCE_MILLIS = 5_000;
  private static final long TICK_MILLIS = 250;
  private static final int REPLAYS_AT_ONCE = 4;
  private static final int MOST_HEALTHS = 100;

  /** With so many waiting, those are forgotten whose browsers have asked again or gone. */
  private static final int MANY_ASKED = 10_000;

  private record Asked(Feed feed, LogPosition after, Sink sink, Promise<Void> done) {}

  private final AppBackends backends;
  private final Audience audience = new Audience();
  private final Map<String, Framer> framers = new ConcurrentHashMap<>();
  private final Map<Feed, LogPosition> readTo = new ConcurrentHashMap<>();
  private final Set<Feed> busy = EnumSet.noneOf(Feed.class);
  private final Deque<Asked> asked = new ArrayDeque<>();
  private final Deque<Buffer> healths = new ArrayDeque<>();
  private int replaying;
  private Bus bus;
  private Topics topics;
  private TickTap ticks;

  /** Reads from the logs and channels of {@code backends}. */
  public FanOutVerticle(AppBackends backends) {
    this.backends = backends;
  }

  @Override
  public Future<?> start() {
    LocalCodec.register(vertx.eventBus());
    topics = Topics.from(config());
    bus = backends.bus().create(vertx);
    ticks = new TickTap(bus, topics.topic(Channels.TICKS));
    for (String channel : Channels.EVENT_LOGS) {
      vertx.eventBus().localConsumer(Addresses.events(channel), this::read);
    }
    vertx.setPeriodic(TICK_MILLIS, tick -> tick());
    backends
        .metrics()
        .gauge(
            "tickstock_queue_depth",
            List.of(Tag.of("queue", "browser_replays")),
            asked,
            Collection::size);
    return Future.all(position(Feed.PATTERN_ALERT), position(Feed.BACKTEST_UPDATE))
        .compose(
            known ->
                bus.subscribe(
                    Channels.BARS_FORMING, forming -> plain(Channels.BARS_FORMING, forming)))
        .compose(heard -> bus.subscribe(Channels.HEALTH, health -> plain(Channels.HEALTH, health)))
        .recover(refused -> bus.close().transform(closed -> Future.failedFuture(refused)));
  }

  /** Where this half's reader begins: a browser that comes now has missed nothing before. */
  private Future<Void> position(Feed feed) {
    return bus.committed(topics.topic(feed.log()), Topics.APP)
        .onSuccess(position -> readTo.put(feed, position))
        .mapEmpty();
  }

  private void read(Message<EventBatch> message) {
    EventBatch batch = message.body();
    Feed feed = Feed.of(batch.channel());
    List<Frame> frames = new ArrayList<>();
    if (!audience.of(feed).isEmpty()) {
      Framer framer = framer(batch.channel());
      batch.entries().forEach(entry -> frames.addAll(framer.frames(entry)));
    }
    LogPosition position = null;
    if (batch.channel().equals(feed.log())) {
      position = batch.entries().get(batch.entries().size() - 1).end();
      readTo.put(feed, position);
    }
    handOn(new FrameBatch(feed, frames, position)).onComplete(done -> message.reply(null));
  }

  private Framer framer(String channel) {
    return framers.computeIfAbsent(channel, Framer::new);
  }

  /**
   * What comes without a log is passed over while the hubs are busy with the last of it; but both
   * halves tell their health at one time.
   */
  private void plain(String channel, Buffer message) {
    Feed feed = Feed.of(channel);
    if (audience.of(feed).isEmpty()) {
      return;
    }
    if (busy.add(feed)) {
      handOn(new FrameBatch(feed, framer(channel).frames(message), null))
          .onComplete(
              done -> {
                busy.remove(feed);
                if (feed == Feed.SYSTEM_HEALTH && !healths.isEmpty()) {
                  plain(channel, healths.poll());
                }
              });
    } else if (feed == Feed.SYSTEM_HEALTH && healths.size() < MOST_HEALTHS) {
      healths.add(message);
    }
  }

  private void tick() {
    ticks.wanted(audience.count(Feed.MARKET_TICK) > 0);
    if (!busy.contains(Feed.MARKET_TICK)) {
      List<Frame> newest = ticks.drain();
      if (!newest.isEmpty()) {
        busy.add(Feed.MARKET_TICK);
        handOn(new FrameBatch(Feed.MARKET_TICK, newest, null))
            .onComplete(done -> busy.remove(Feed.MARKET_TICK));
      }
    }
  }

  /** Completes when every hub has offered the frames to its sockets. */
  private Future<Void> handOn(FrameBatch batch) {
    List<Future<?>> taken = new ArrayList<>();
    DeliveryOptions options = LocalCodec.options().setSendTimeout(PATIENCE_MILLIS);
    for (String hub : audience.of(batch.feed())) {
      taken.add(vertx.eventBus().request(hub, batch, options));
    }
    return taken.isEmpty()
        ? Future.succeededFuture()
        : Future.join(taken)
            .onFailure(error -> LOG.debug("A hub did not answer: {}", error.getMessage()))
            .mapEmpty();
  }

  /** How many listen to what. */
  public Audience audience() {
    return audience;
  }

  @Override
  public LogPosition readTo(Feed feed) {
    return readTo.getOrDefault(feed, LogPosition.START);
  }

  @Override
  public Future<Void> replay(Feed feed, LogPosition after, Sink sink) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        here -> {
          if (asked.size() >= MANY_ASKED) {
            asked.removeIf(this::isLeft);
          }
          asked.add(new Asked(feed, after, sink, done));
          serve();
        });
    return done.future();
  }

  private boolean isLeft(Asked one) {
    boolean left = one.sink().isOver();
    if (left) {
      one.done().fail("nobody waits for it any more");
    }
    return left;
  }

  private void serve() {
    while (replaying < REPLAYS_AT_ONCE && !asked.isEmpty()) {
      Asked next = asked.poll();
      if (isLeft(next)) {
        continue;
      }
      replaying++;
      new Replay(bus, topics.topic(next.feed().log()), new Framer(next.feed().log()), next.sink())
          .run(next.feed(), next.after())
          .onComplete(
              ended -> {
                replaying--;
                next.done().handle(ended);
                serve();
              });
    }
  }

  @Override
  public Future<?> stop() {
    return bus.close();
  }
}

package ai.tickstock.app.publisher;

import ai.tickstock.app.AppBackends;
import ai.tickstock.app.publisher.PublisherOptions.Overflow;
import ai.tickstock.app.sources.BadLine;
import ai.tickstock.app.sources.SourceOptions;
import ai.tickstock.app.sources.TickSource;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.PerMinute;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.log.Appender;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.TopicOptions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the ticks of one source, raw, to the tick log. Its totals may be read by any thread.
 */
public final class TickPublisherVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(TickPublisherVerticle.class);
  private static final long BEAT_MILLIS = 1_000;
  private static final int BEATS_PER_LINE = 10;
  private static final long STOP_MILLIS = 1_800;

  /** Opens the source to publish, on the verticle's context. */
  interface Opener {
    Future<? extends TickSource> open(Consumer<BadLine> badLines);
  }

  private final AppBackends backends;
  private final Opener opener;
  private final BadLines badLines = new BadLines();
  private PublisherMetrics metrics;
  private Bus bus;
  private Alarms alarms;
  private TickSource source;
  private Outlet outlet;
  private TickPump pump;
  private Future<Void> flushing = Future.succeededFuture();
  private Pulse pulse;
  private long beats;
  private int beatsPerLook = BEATS_PER_LINE;
  private DeliveryWatch delivery;
  private long firstSeq;
  private final PerMinute perMinute = new PerMinute();
  private volatile Totals totals = Totals.NONE;
  private volatile String broken;

  /** Publishes what {@code source} of the configuration names; its type must not be none. */
  public TickPublisherVerticle(AppBackends backends) {
    this(backends, null);
  }

  TickPublisherVerticle(AppBackends backends, Opener opener) {
    this.backends = backends;
    this.opener = opener;
  }

  @Override
  public Future<?> start() {
    PublisherOptions options = PublisherOptions.from(config());
    TopicOptions topic = Topics.from(config()).topic(Channels.TICKS);
    bus = backends.bus().create(vertx);
    alarms = new Alarms(bus, backends.clock());
    return open(topic)
        .compose(
            opened -> {
              source = opened;
              return outlet(topic, options);
            })
        .onSuccess(this::begin)
        .recover(refused -> close().transform(closed -> Future.failedFuture(refused)));
  }

  private Future<? extends TickSource> open(TopicOptions topic) {
    return opener != null
        ? opener.open(badLines)
        : SourceOptions.from(config())
            .open(vertx, config(), backends.clock(), new TickLogOfBus(bus, topic), badLines);
  }

  private Future<? extends Outlet> outlet(TopicOptions topic, PublisherOptions options) {
    Future<Appender> appender = bus.appender(topic, source.publisher());
    if (source.isLive() && options.overflow() == Overflow.SPOOL) {
      return Spool.open(vertx, options.spoolDirectory(), options.spoolBytes())
          .compose(spool -> appender.map(to -> spooling(topic, spool, to)));
    }
    boolean dropping = source.isLive() && options.overflow() == Overflow.DROP;
    return appender.map(to -> new DirectOutlet(vertx, to, dropping, alarms));
  }

  private Outlet spooling(TopicOptions topic, Spool spool, Appender appender) {
    SpoolingOutlet spooling =
        new SpoolingOutlet(vertx, spool, appender, source.publisher(), alarms);
    spooling.start((publisher, used) -> bus.appender(topic, publisher, used));
    return spooling;
  }

  private void begin(Outlet opened) {
    outlet = opened;
    pump = new TickPump(vertx, source, outlet, backends.clock());
    metrics = new PublisherMetrics(backends.metrics(), () -> totals);
    pulse = new Pulse();
    LOG.info("Publishing {} ticks as {}", source.name(), source.publisher());
    pump.done().onComplete(ended -> tellAll()).onFailure(this::sourceBroke);
    watchDelivery();
    pump.start();
    vertx.setPeriodic(BEAT_MILLIS, tick -> beat());
  }

  private void watchDelivery() {
    firstSeq = outlet.nextSeq();
    delivery = new DeliveryWatch(source.publisher());
    bus.subscribe(Channels.HEALTH, this::hear)
        .onFailure(error -> LOG.warn("What PL consumes is not heard: {}", error.toString()));
  }

  private void hear(Buffer message) {
    try {
      JsonObject health = message.toJsonObject();
      if ("pl".equals(health.getString("source"))) {
        delivery.heard(health);
      }
    } catch (DecodeException | ClassCastException e) {
      LOG.debug("Somebody's health cannot be read: {}", e.getMessage());
    }
  }

  private void compareDelivery() {
    boolean was = delivery.trouble() != null;
    if (delivery.look(firstSeq + outlet.inLog() - 1)) {
      alarms.raise(
          "delivery_difference", delivery.trouble(), source.publisher(), delivery.difference());
    } else if (was && delivery.trouble() == null) {
      LOG.info("PL has consumed what was published");
    }
  }

  private void sourceBroke(Throwable error) {
    broken = error.getMessage();
    alarms.raise("source_broken", "the source broke: " + error.getMessage(), null, 1);
  }

  private void beat() {
    pump.beat();
    flush();
    update();
    badLines.tell(alarms);
    alarms.tell(false);
    if (++beats % BEATS_PER_LINE == 0) {
      PublisherLog.write(totals);
    }
    if (beats % beatsPerLook == 0) {
      compareDelivery();
    }
  }

  /** Everything handed out before a flush is in the log when it completes. */
  private void flush() {
    if (!flushing.isComplete()) {
      return;
    }
    long through = source.completeThrough();
    long began = System.nanoTime();
    flushing =
        outlet
            .flush()
            .onSuccess(
                done -> {
                  metrics.appended(System.nanoTime() - began);
                  source.appended(through);
                });
  }

  private void update() {
    long published = pump.published();
    boolean live = source.isLive() && source.completeThrough() > 0;
    totals =
        new Totals(
            pump.processed(),
            published,
            outlet.dropped(),
            pulse.rate(published),
            pump.eventMillis(),
            live ? (backends.clock().millis() - source.completeThrough()) / 1000.0 : 0,
            outlet.stalled() != null ? outlet.stalled() : delivery.trouble(),
            outlet.queues(),
            delivered(published));
  }

  private JsonObject delivered(long published) {
    return new JsonObject()
        .put("publisher", source.publisher())
        .put("published", firstSeq + outlet.inLog() - 1)
        .put("per_minute", perMinute.of(published, backends.clock().millis()))
        .put("difference", delivery.difference());
  }

  private void tellAll() {
    update();
    badLines.tell(alarms);
    alarms.tell(true);
    PublisherLog.write(totals);
  }

  @Override
  public Future<?> stop() {
    boolean ended = pump.done().isComplete();
    return pump.stop()
        .timeout(STOP_MILLIS, TimeUnit.MILLISECONDS)
        .onSuccess(flushed -> source.appended(source.completeThrough()))
        .onFailure(
            error ->
                LOG.warn(
                    "Stopped with {} ticks not in the log: {}",
                    pump.processed() - pump.published(),
                    error.getMessage()))
        .transform(
            flushed -> {
              if (!ended) {
                tellAll();
              }
              metrics.close();
              return close();
            });
  }

  private Future<Void> close() {
    Future<Void> closed = source == null ? Future.succeededFuture() : source.close();
    return closed
        .transform(done -> outlet == null ? Future.succeededFuture() : outlet.close())
        .transform(done -> bus.close());
  }

  /** Completes when the source has ended and all of it is in the log; fails if it broke. */
  Future<Void> done() {
    return pump.done();
  }

  /** Where its source and outlet live. */
  Context itsContext() {
    return context;
  }

  /** For tests, that need not wait so long. */
  void lookEvery(int secondsApart) {
    beatsPerLook = secondsApart;
  }

  /** The publisher's identity in the log. */
  String publisher() {
    return source.publisher();
  }

  /** What it has done up to now; on the verticle's context. */
  Totals totalsNow() {
    update();
    return totals;
  }

  /** Lines of a replayed file that were left out. */
  long badLines() {
    return badLines.count();
  }

  /** This publisher's part of the health message, at most a second old. For any thread. */
  public JsonObject health() {
    Totals now = totals;
    String ill = broken != null ? "the source broke: " + broken : now.stalled();
    JsonObject health =
        new JsonObject()
            .put("status", broken != null ? "unhealthy" : ill != null ? "degraded" : "healthy")
            .put("rates", new JsonObject().put("ticks_per_second", now.perSecond()))
            .put("lag_seconds", now.lagSeconds())
            .put("queues", now.queues())
            .put("delivery", now.delivery())
            .put(
                "counts",
                new JsonObject()
                    .put("ticks_processed", now.processed())
                    .put("ticks_published", now.published())
                    .put("ticks_dropped", now.dropped()));
    return ill == null ? health : health.put("error", ill);
  }
}

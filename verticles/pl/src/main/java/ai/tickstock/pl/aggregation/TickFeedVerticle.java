package ai.tickstock.pl.aggregation;

import ai.tickstock.analytics.bars.EventClock;
import ai.tickstock.pl.Addresses;
import ai.tickstock.pl.Backends;
import ai.tickstock.store.FeedGap;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.LocalCodec;
import ai.tickstock.wire.MarketCalendars;
import ai.tickstock.wire.PerMinute;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.LogBatch;
import ai.tickstock.wire.log.LogEntry;
import ai.tickstock.wire.log.LogGap;
import ai.tickstock.wire.log.LogPosition;
import ai.tickstock.wire.log.LogReader;
import ai.tickstock.wire.message.ErrorReport;
import ai.tickstock.wire.message.ErrorReport.Severity;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the tick log once, for all aggregation instances of this process: parses each tick, refuses
 * what is malformed, and deals the rest out by partition, with the event clock. Each instance holds
 * two batches at most; while one is busy the log is not read on.
 */
public final class TickFeedVerticle extends VerticleBase implements LogReader.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(TickFeedVerticle.class);
  private static final int CREDITS = 2;
  private static final long CLOCK_MILLIS = 50;
  private static final long PROGRESS_MILLIS = 100;
  private static final long REPORT_MILLIS = 10_000;

  /** Longest waits of a stop. */
  private static final long QUIET_MILLIS = 1_000;

  private static final long COMMIT_MILLIS = 300;

  private final Backends backends;
  private final FeedStart feedStart;
  private final FeedProgress progress;
  private final EventClock clock = new EventClock();
  private final Marks marks = new Marks();

  private FeedOptions options;
  private BatchCredits credits;
  private Bus bus;
  private LogReader reader;
  private TickDealer dealer;
  private Refusals refusals;
  private Departures departures;
  private LogPosition position;
  private LogPosition committed;
  private boolean atHead;
  private boolean batchUnderWay;
  private boolean closing;
  private volatile String trouble;
  private Future<Void> quiet;
  private FeedWatch watch;
  private final PerMinute perMinute = new PerMinute();
  private volatile JsonObject delivery = new JsonObject();
  private long staleReports;
  private volatile long clockMillis = EventClock.UNKNOWN;

  TickFeedVerticle(Backends backends, FeedStart feedStart, FeedProgress progress) {
    this.backends = backends;
    this.feedStart = feedStart;
    this.progress = progress;
  }

  @Override
  public Future<?> start() {
    options = FeedOptions.from(config());
    bus = backends.bus().create(vertx);
    refusals = new Refusals(bus, backends.metrics(), backends.clock());
    departures = new Departures(bus, backends.metrics(), backends.clock());
    watch =
        new FeedWatch(
            Channels.TICKS,
            backends.gaps(),
            MarketCalendars.from(config()),
            backends.metrics(),
            backends.clock(),
            silence -> report("feed_silent", silence, null, 1));
    watch.staleAfter(options.staleAfterSeconds());
    dealer = new TickDealer(options, feedStart, clock, refusals, departures, watch.jumps());
    position = feedStart.reader().position();
    marks.putAll(feedStart.reader().marks());
    credits = new BatchCredits(options.instances(), CREDITS);
    FeedMetrics.register(backends.metrics(), dealer, this::lagMessages);
    bus.subscribe(Channels.ERRORS, this::reported)
        .onFailure(error -> LOG.warn("Dropped ticks are not heard of: {}", error.toString()));
    return watch
        .begin(feedStart)
        .compose(
            begun ->
                bus.read(
                    options.topic(),
                    options.topic().durableReaders().iterator().next(),
                    feedStart.reader(),
                    true,
                    this))
        .onSuccess(
            opened -> {
              reader = opened;
              vertx.setPeriodic(CLOCK_MILLIS, timer -> onClock());
              vertx.setPeriodic(REPORT_MILLIS, timer -> reportTotals());
              vertx.setPeriodic(PROGRESS_MILLIS, timer -> commitProgress());
              vertx.setPeriodic(1_000, timer -> everySecond());
            });
  }

  /** Takes other options over, but for those that need a restart. For any thread. */
  Future<Void> reconfigure(FeedOptions wanted) {
    return Future.future(
        done ->
            context.runOnContext(
                here -> {
                  options = wanted;
                  dealer.reconfigure(wanted);
                  watch.staleAfter(wanted.staleAfterSeconds());
                  done.complete();
                }));
  }

  @Override
  public Future<?> batch(LogBatch batch) {
    batchUnderWay = true;
    return credits.room().compose(ready -> deal(batch)).eventually(this::batchDone);
  }

  private Future<Void> batchDone() {
    batchUnderWay = false;
    return Future.succeededFuture();
  }

  private Future<Void> deal(LogBatch batch) {
    long now = System.nanoTime();
    if (!batch.entries().isEmpty()) {
      atHead = false;
      clock.atHead(false, now);
    }
    List<TickBatch> batches = credits.next();
    dealer.beginBatches();
    long before = dealer.processed();
    long ticksBefore = dealer.marketTicks();
    long wallNow = backends.clock().millis();
    for (LogEntry entry : batch.entries()) {
      dealer.deal(entry, batches, wallNow, now);
      position = entry.end();
      marks.put(entry.publisher(), entry.seq() + entry.count() - 1);
    }
    if (!batch.entries().isEmpty()) {
      heard(dealer.marketTicks() > ticksBefore, before, now);
    }
    atHead = batch.atHead();
    clock.atHead(atHead, now);
    send(batches, now);
    marks.forgetSurplus(); // Only now: what is told first after a start has all that was stored.
    return Future.succeededFuture();
  }

  private void heard(boolean ticks, long processedBefore, long now) {
    watch.heard(ticks, now);
    if (ticks) {
      staleReports = 0;
    }
    if (processedBefore == 0 && dealer.processed() > 0) {
      LOG.info("STREAMING: TickAggregator buffering ticks");
    }
  }

  private void send(List<TickBatch> batches, long now) {
    Map<String, Long> marksNow = marks.copy();
    long time = clock.time(now);
    clockMillis = time;
    // Whether at the head or not: who restarts behind the last word has nobody left to say it.
    boolean allDone = clock.allDone();
    for (int i = 0; i < batches.size(); i++) {
      TickBatch batch = batches.get(i);
      credits.take(i);
      batch.position = position;
      batch.marks = marksNow;
      batch.eventClock = time;
      batch.allDone = allDone;
      sendTo(i, batch);
    }
  }

  private void sendTo(int instance, TickBatch batch) {
    DeliveryOptions patient = LocalCodec.options().setSendTimeout(TimeUnit.DAYS.toMillis(1));
    vertx
        .eventBus()
        .request(Addresses.ticks(instance), batch, patient)
        .onSuccess(reply -> credits.giveBack(instance, batch))
        .onFailure(error -> instanceStopped(instance, error));
  }

  /** Without its credits the feed stands still: nothing is read that could not be stored. */
  private void instanceStopped(int instance, Throwable error) {
    if (!closing && trouble == null) {
      trouble = "the feed has stopped: " + error.getMessage();
      LOG.error("STREAMING: TickAggregator error: {}", trouble);
    }
  }

  /** While nothing comes, time passes all the same. */
  private void onClock() {
    boolean free = !closing && credits.isIdle();
    if (atHead && free && !batchUnderWay && clock.time(System.nanoTime()) != EventClock.UNKNOWN) {
      send(credits.next(), System.nanoTime());
    }
  }

  /** Says how far all is stored, so that the log may be trimmed and the publishers may let go. */
  private void commitProgress() {
    LogPosition least = progress.least();
    if (least != null && !least.equals(committed)) {
      committed = least;
      reader
          .commit(least)
          .onFailure(
              error -> {
                committed = null;
                LOG.debug("The feed's position was not written: {}", error.toString());
              });
    }
  }

  /** What was read of each publisher, for its half to compare with what it published. */
  private JsonObject delivered() {
    JsonObject publishers = new JsonObject();
    marks
        .latest()
        .forEach(
            (publisher, mark) -> {
              JsonObject read = dealer.delivered(publisher);
              publishers.put(
                  publisher, read == null ? new JsonObject().put("through", mark) : read);
            });
    return new JsonObject()
        .put("publishers", publishers)
        .put("per_minute", perMinute.of(dealer.processed(), backends.clock().millis()));
  }

  private void everySecond() {
    delivery = delivered();
    refusals.flush();
    departures.flush();
    reportSilence();
  }

  private void reportSilence() {
    if (trouble != null) {
      return; // It is not the others who are silent.
    }
    FeedState state = watch.look(clock.allDone(), System.nanoTime());
    long silent = state.silentSeconds();
    if (silent >= (staleReports + 1) * options.staleAfterSeconds()) {
      staleReports = silent / options.staleAfterSeconds();
      LOG.warn(
          "STREAMING: No ticks received from Redis in {} seconds",
          staleReports * options.staleAfterSeconds());
    }
  }

  private void reportTotals() {
    LOG.info("STREAMING: Processed {} ticks from Redis", dealer.processed());
  }

  @Override
  public void gap(LogGap gap) {
    String message =
        gap.missing()
            + " messages of "
            + gap.channel()
            + " are lost between "
            + gap.after()
            + " and "
            + gap.resumedAt();
    LOG.error("STREAMING: TickAggregator error: {}", message);
    long time = clock.time(System.nanoTime());
    watch.record(
        new FeedGap(
            gap.channel(),
            FeedGap.Kind.LOG_HOLE,
            time == EventClock.UNKNOWN ? null : time,
            backends.clock().millis(),
            gap.missing(),
            message,
            false));
    report("feed_gap", message, gap.publisher(), gap.missing());
  }

  private void report(String reason, String message, String sample, long count) {
    ErrorReport report =
        new ErrorReport(
            Severity.ERROR,
            "tick feed",
            reason,
            message,
            sample,
            count,
            backends.clock().instant());
    bus.publish(Channels.ERRORS, report.json().toBuffer())
        .onFailure(error -> LOG.warn("{} was not reported: {}", reason, error.toString()));
  }

  private void reported(Buffer message) {
    FeedGap dropped = DroppedTicks.of(message);
    if (dropped != null) {
      watch.record(dropped);
    }
  }

  private long lagMessages() {
    return reader == null ? 0 : reader.lag();
  }

  /** Facts for the health message. Thread-safe. */
  FeedFacts facts() {
    return new FeedFacts(
        dealer.processed(), refusals.total(), lagMessages(), clockMillis, watch.state(), delivery);
  }

  /** Why nothing is read any more, for people; null when all is well. Thread-safe. */
  String trouble() {
    return trouble;
  }

  /**
   * Stops reading, waits for the instances to have applied what was sent, and says the total. For
   * any thread.
   */
  Future<Void> quiesce() {
    Promise<Void> done = Promise.promise();
    context.runOnContext(go -> stopReading().onComplete(done));
    return done.future();
  }

  private Future<Void> stopReading() {
    if (quiet == null) {
      closing = true;
      Future<Void> applied = credits.close();
      quiet =
          reader
              .close()
              .compose(closed -> trouble == null ? applied : Future.succeededFuture())
              .timeout(QUIET_MILLIS, TimeUnit.MILLISECONDS)
              .onFailure(
                  error -> LOG.warn("Stopped amid a batch, it is read again: {}", error.toString()))
              .otherwiseEmpty()
              .onComplete(
                  done -> {
                    refusals.flush();
                    reportTotals();
                  });
    }
    return quiet;
  }

  /**
   * To be stopped after the instances have stored all: writes the last position for the log's
   * trimming, and closes the connections.
   */
  @Override
  public Future<?> stop() {
    return stopReading().compose(read -> commitLast()).eventually(() -> bus.close());
  }

  private Future<Void> commitLast() {
    LogPosition least = progress.least();
    return least == null || trouble != null
        ? Future.succeededFuture()
        : reader
            .commit(least)
            .timeout(COMMIT_MILLIS, TimeUnit.MILLISECONDS)
            .onFailure(error -> LOG.info("The log is not trimmed to the end: {}", error.toString()))
            .otherwiseEmpty();
  }
}

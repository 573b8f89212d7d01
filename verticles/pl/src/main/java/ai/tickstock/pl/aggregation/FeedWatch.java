package ai.tickstock.pl.aggregation;

import ai.tickstock.market.MarketCalendar;
import ai.tickstock.pl.aggregation.FeedState.Heard;
import ai.tickstock.pl.aggregation.FeedState.Phase;
import ai.tickstock.store.FeedGap;
import ai.tickstock.store.FeedGap.Kind;
import ai.tickstock.store.write.FeedGapWriter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that no ticks come, and records the feed's holes: what was silent, until when, and
 * whether what came then was what had been missing. A database that is away only delays that. Only
 * {@link #state()} is for any thread.
 */
final class FeedWatch {
  private static final Logger LOG = LoggerFactory.getLogger(FeedWatch.class);
  private static final int MOST_WAITING = 1_000;

  /** What was stored longer ago says nothing of when a live feed fell silent. */
  private static final long REMEMBERED_MILLIS = TimeUnit.DAYS.toMillis(7);

  private final String channel;
  private final FeedGapWriter gaps;
  private final MarketCalendar calendar;
  private final MeterRegistry metrics;
  private final Clock clock;
  private final Consumer<String> alarm;
  private final Jumps jumps = new Jumps();
  private final Deque<Supplier<Future<Void>>> waiting = new ArrayDeque<>();
  private long staleMillis;
  private boolean isSilenceOpen;
  private boolean isWriting;
  private boolean hasComplained;
  private boolean anyTick;
  private long tickNanos = System.nanoTime();
  private long wordNanos = tickNanos;
  private volatile FeedState state = FeedState.FIRST;

  /**
   * @param alarm told of each silence once, in words
   */
  FeedWatch(
      String channel,
      FeedGapWriter gaps,
      MarketCalendar calendar,
      MeterRegistry metrics,
      Clock clock,
      Consumer<String> alarm) {
    this.channel = channel;
    this.gaps = gaps;
    this.calendar = calendar;
    this.metrics = metrics;
    this.clock = clock;
    this.alarm = alarm;
    Gauge.builder("tickstock_feed_silent_seconds", () -> state.silentSeconds())
        .description("for how long no tick came while the market was open")
        .strongReference(true)
        .register(metrics);
  }

  /** Begins with the silence that lasted when this half was last here, if one did. */
  Future<Void> begin(FeedStart start) {
    long stored = start.liveUntil();
    if (stored != Jumps.UNKNOWN && clock.millis() - stored < REMEMBERED_MILLIS) {
      jumps.reached(stored);
    }
    return gaps.silence(channel)
        .onSuccess(
            silence -> {
              if (silence != null) {
                isSilenceOpen = true;
                jumps.reached(silence.fromMillis());
              }
            })
        .mapEmpty();
  }

  /** Silence that is longer is said. */
  void staleAfter(long seconds) {
    staleMillis = seconds * 1_000;
    jumps.least(staleMillis);
  }

  /** Where live publishers' event times are told. */
  Jumps jumps() {
    return jumps;
  }

  /** A batch was read; what it says of event time is in {@link #jumps()}. */
  void heard(boolean ticks, long nowNanos) {
    if (ticks) {
      tickNanos = nowNanos;
      anyTick = true;
    } else {
      wordNanos = nowNanos;
    }
    for (Jumps.Jump jump : jumps.take()) {
      long open = calendar.openMillis(jump.fromMillis(), jump.toMillis());
      if (isSilenceOpen) {
        over(jump.toMillis(), "no ticks for " + open / 1000 + " s", false);
      } else if (open >= staleMillis) {
        record(
            new FeedGap(
                channel,
                Kind.SILENCE,
                jump.fromMillis(),
                jump.toMillis(),
                0,
                "no ticks for " + open / 1000 + " s, from " + at(jump.fromMillis()),
                false));
      }
    }
    if (jumps.goesOn() && isSilenceOpen) {
      over(clock.millis(), "the ticks came late", true);
    }
  }

  private static Instant at(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS);
  }

  private void over(long toMillis, String reason, boolean filled) {
    isSilenceOpen = false;
    LOG.info("Ticks come again: {}", reason);
    later(() -> gaps.heardAgain(channel, toMillis, reason, filled));
  }

  /**
   * Looks how it is now; to be called every second.
   *
   * @param allDone whether every publisher heard of has said it is done
   */
  FeedState look(boolean allDone, long nowNanos) {
    boolean isOver = allDone && jumps.reached() == Jumps.UNKNOWN;
    Heard heard = new Heard(anyTick, ago(nowNanos, tickNanos), ago(nowNanos, wordNanos), isOver);
    FeedState now = FeedState.of(calendar, clock.millis(), staleMillis, heard);
    boolean fellSilent = now.phase() == Phase.SILENT && state.phase() != Phase.SILENT;
    state = now;
    if (fellSilent) {
      fellSilent(now);
    }
    write();
    return now;
  }

  private static long ago(long nowNanos, long thenNanos) {
    return TimeUnit.NANOSECONDS.toMillis(nowNanos - thenNanos);
  }

  private void fellSilent(FeedState now) {
    alarm.accept(now.reason());
    if (jumps.reached() != Jumps.UNKNOWN && !isSilenceOpen) {
      isSilenceOpen = true;
      counted();
      long from = jumps.reached();
      later(() -> gaps.fellSilent(channel, from, "no ticks since " + at(from)));
    }
  }

  /** Records a hole that is over. */
  void record(FeedGap gap) {
    counted();
    LOG.warn("A hole in the feed: {}", gap.reason());
    later(() -> gaps.record(gap));
  }

  private void counted() {
    metrics.counter("tickstock_gaps_total", "channel", channel).increment();
  }

  private void later(Supplier<Future<Void>> record) {
    if (waiting.size() == MOST_WAITING) {
      LOG.error("A hole in the feed is not recorded: {} wait for the database", MOST_WAITING);
      return;
    }
    waiting.add(record);
    write();
  }

  /** One after the other, each again until it is stored. */
  private void write() {
    if (isWriting || waiting.isEmpty()) {
      return;
    }
    isWriting = true;
    waiting
        .peek()
        .get()
        .onComplete(
            done -> {
              isWriting = false;
              if (done.succeeded()) {
                hasComplained = false;
                waiting.poll();
                write();
              } else if (!hasComplained) {
                hasComplained = true;
                LOG.warn("A hole in the feed is not recorded yet: {}", done.cause().toString());
              }
            });
  }

  /** How it was when last looked at. Thread-safe. */
  FeedState state() {
    return state;
  }
}

package ai.tickstock.app.alerts;

import ai.tickstock.app.alerts.News.Event;
import ai.tickstock.app.alerts.News.OfBar;
import ai.tickstock.app.alerts.News.OfIndicator;
import ai.tickstock.app.alerts.News.OfPattern;
import ai.tickstock.app.alerts.match.Matcher;
import ai.tickstock.app.alerts.match.Series;
import ai.tickstock.app.alerts.match.Watch;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.LogBatch;
import ai.tickstock.wire.log.LogEntry;
import ai.tickstock.wire.log.LogGap;
import ai.tickstock.wire.log.LogPosition;
import ai.tickstock.wire.log.LogReader;
import ai.tickstock.wire.log.LogReader.Start;
import ai.tickstock.wire.log.TopicOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one event log for the rules, from where all was decided last: what is read again after a
 * crash is decided alike, and fired once. Works in slices, so that others have the event loop in
 * between. Not thread-safe.
 */
final class AlertLog implements LogReader.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(AlertLog.class);
  private static final long SLICE_NANOS = 2_000_000;

  /** Alerts handed on and not taken yet, at most. */
  private static final int MOST_IN_HAND = 500;

  /** Rules that wait for other logs, at most: more, and this one waits as well. */
  private static final int MOST_WAITING = 20_000;

  private final Vertx vertx;
  private final Matcher matcher;
  private final Warming warming;
  private final AlertFirer firing;
  private final Waits waits;
  private final NewsReader news;
  private LogReader reader;
  private TopicOptions topic;
  private Progress progress;
  private LogPosition committed = LogPosition.START;

  AlertLog(Vertx vertx, Matcher matcher, Warming warming, AlertFirer firing, Waits waits) {
    this.vertx = vertx;
    this.matcher = matcher;
    this.warming = warming;
    this.firing = firing;
    this.waits = waits;
    news = new NewsReader(matcher);
  }

  /** Begins behind what was decided last; a Redis that is away only delays it. */
  Future<Void> open(Bus bus, TopicOptions of) {
    topic = of;
    return bus.committed(of, Topics.ALERTS)
        .compose(
            position -> {
              committed = position;
              progress = new Progress(position);
              return bus.read(of, Topics.ALERTS, new Start(position, Map.of()), false, this);
            })
        .onSuccess(opened -> reader = opened)
        .mapEmpty();
  }

  @Override
  public Future<?> batch(LogBatch batch) {
    if (batch.entries().isEmpty()) {
      return Future.succeededFuture();
    }
    List<Future<Void>> waiting = new ArrayList<>();
    Future<Void> done = Future.succeededFuture();
    for (LogEntry entry : batch.entries()) {
      done = done.compose(before -> yielding()).compose(before -> entry(entry, waiting));
    }
    LogPosition end = batch.entries().get(batch.entries().size() - 1).end();
    return done.compose(
        all -> {
          Future<?> decided = Future.join(waiting);
          progress.read(end, decided);
          return waits.size() > MOST_WAITING ? decided.otherwiseEmpty() : Future.succeededFuture();
        });
  }

  private Future<Void> yielding() {
    return Future.future(done -> vertx.runOnContext(go -> done.complete()));
  }

  private Future<Void> entry(LogEntry entry, List<Future<Void>> waiting) {
    List<News> all = news.read(entry);
    return warm(all).compose(warm -> new Slices(all, waiting).run());
  }

  /** Series that were not looked at before begin with what is stored up to their first news. */
  private Future<Void> warm(List<News> all) {
    Map<Series, Long> cold = new HashMap<>();
    for (News each : all) {
      Event event = each.event();
      if (event.series().isCold()) {
        cold.merge(event.series(), event.time(), Math::min);
      }
    }
    return cold.isEmpty() ? Future.succeededFuture() : warming.fill(cold);
  }

  /** One entry's news, a few milliseconds at a time. */
  private final class Slices implements Matcher.Listener {
    private final List<News> all;
    private final List<Future<Void>> waiting;
    private List<Future<Void>> inHand = new ArrayList<>();
    private int next;
    private int from;
    private int to;

    Slices(List<News> all, List<Future<Void>> waiting) {
      this.all = all;
      this.waiting = waiting;
    }

    Future<Void> run() {
      long began = System.nanoTime();
      while (next < all.size()) {
        step();
        if (inHand.size() >= MOST_IN_HAND) {
          return taken().compose(done -> run());
        }
        if (System.nanoTime() - began > SLICE_NANOS) {
          return yielding().compose(done -> run());
        }
      }
      return taken();
    }

    private Future<Void> taken() {
      List<Future<Void>> now = inHand;
      inHand = new ArrayList<>();
      return Future.join(now).mapEmpty();
    }

    private void step() {
      from = next;
      News first = all.get(next++);
      Event event = first.event();
      Series series = matcher.series(event.series().symbol(), event.series().timeframe());
      if (series != event.series()) {
        return; // Nobody looks at it any more.
      }
      matcher.begin(series);
      if (first instanceof OfBar bar) {
        matcher.setBar(
            series, event.time(), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
        to = next;
        matcher.lookAtBar(series, event.time(), this);
      } else if (first instanceof OfPattern found) {
        to = next;
        matcher.lookAtPattern(
            series, event.time(), found.pattern(), found.direction(), found.confidence(), this);
        return;
      } else {
        set((OfIndicator) first);
        while (next < all.size() && all.get(next).event().isWith(event)) {
          set((OfIndicator) all.get(next++));
        }
        to = next;
        matcher.lookAtIndicators(series, event.time(), this);
      }
      waits.news(series, event.time());
    }

    private void set(OfIndicator indicator) {
      Event event = indicator.event();
      matcher.set(event.series(), event.time(), indicator.label(), indicator);
    }

    @Override
    public void holds(Watch watch) {
      inHand.add(firing.fire(watch, told(watch)));
    }

    @Override
    public void waits(Watch watch) {
      waiting.add(waits.add(watch, told(watch)));
    }

    /** Of several values, the one the rule is found by. */
    private News told(Watch watch) {
      if (to - from > 1) {
        String label = matcher.label(watch);
        for (int i = from; i < to; i++) {
          if (((OfIndicator) all.get(i)).label().equals(label)) {
            return all.get(i);
          }
        }
      }
      return all.get(to - 1);
    }
  }

  /** What is lost cannot fire; what came before it is read from the store. */
  @Override
  public void gap(LogGap gap) {
    LOG.warn(
        "{}: {} events or more were lost after {}, no alert comes of them",
        gap.channel(),
        gap.missing(),
        gap.after());
    matcher.cool();
  }

  /** Remembers how far all is decided, if that has moved. */
  Future<Void> commit() {
    LogPosition reached = progress.reached();
    if (reached.equals(committed)) {
      return Future.succeededFuture();
    }
    return reader.commit(reached).onSuccess(done -> committed = reached);
  }

  String channel() {
    return topic.channel();
  }

  /** Events in the log and not read yet. */
  long lag() {
    return reader == null ? 0 : reader.lag();
  }

  /** Stops reading and remembers how far all is decided. */
  Future<Void> close() {
    return reader == null ? Future.succeededFuture() : reader.close().compose(closed -> commit());
  }
}

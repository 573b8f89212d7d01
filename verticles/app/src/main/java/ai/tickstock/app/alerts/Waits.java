package ai.tickstock.app.alerts;

import ai.tickstock.app.alerts.match.Matcher;
import ai.tickstock.app.alerts.match.Series;
import ai.tickstock.app.alerts.match.Watch;
import ai.tickstock.app.alerts.match.Watch.Verdict;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Rules that would fire if what another log has yet to bring holds as well, such as a pattern whose
 * bar's indicators are not there yet. After some seconds what is stored decides. Not thread-safe.
 */
final class Waits {
  /** How long another log may take to bring what belongs to the same bar. */
  private static final long PATIENCE_NANOS = 3_000_000_000L;

  /** What one that waits is about. */
  record Wait(Watch watch, News news, long sinceNanos, Promise<Void> done) {}

  private final Matcher matcher;
  private final Warming warming;
  private final Function<Wait, Future<Void>> fire;
  private final Map<Series, List<Wait>> bySeries = new HashMap<>();
  private int size;

  /**
   * @param fire what to do where all holds after all
   */
  Waits(Matcher matcher, Warming warming, Function<Wait, Future<Void>> fire) {
    this.matcher = matcher;
    this.warming = warming;
    this.fire = fire;
  }

  /** How many wait. */
  int size() {
    return size;
  }

  /** Completes when it is decided, one way or the other. */
  Future<Void> add(Watch watch, News news) {
    Promise<Void> done = Promise.promise();
    bySeries
        .computeIfAbsent(news.event().series(), series -> new ArrayList<>(2))
        .add(new Wait(watch, news, System.nanoTime(), done));
    size++;
    return done.future();
  }

  /** Something came of a bar: looks again at what waited for it. */
  void news(Series series, long time) {
    List<Wait> waiting = size == 0 ? null : bySeries.get(series);
    if (waiting == null) {
      return;
    }
    for (Iterator<Wait> each = waiting.iterator(); each.hasNext(); ) {
      Wait wait = each.next();
      if (wait.news().event().time() == time && decide(wait, false)) {
        each.remove();
        size--;
      }
    }
    if (waiting.isEmpty()) {
      bySeries.remove(series);
    }
  }

  private boolean decide(Wait wait, boolean atLast) {
    News.Event event = wait.news().event();
    if (!matcher.isCurrent(wait.watch())) {
      wait.done().complete();
      return true;
    }
    Verdict verdict = matcher.verdict(wait.watch(), event.series(), event.time());
    if (verdict == Verdict.WAITS && !atLast) {
      return false;
    }
    if (verdict == Verdict.HOLDS) {
      fire.apply(wait).onComplete(wait.done());
    } else {
      wait.done().complete();
    }
    return true;
  }

  /** Decides on those that waited long enough by what is stored; fails if that cannot be read. */
  Future<Void> review() {
    long now = System.nanoTime();
    Map<Series, Long> due = new HashMap<>();
    List<Wait> overdue = new ArrayList<>();
    for (List<Wait> waiting : bySeries.values()) {
      for (Wait wait : waiting) {
        if (now - wait.sinceNanos() >= PATIENCE_NANOS) {
          overdue.add(wait);
          News.Event event = wait.news().event();
          due.merge(event.series(), event.time(), Math::max);
        }
      }
    }
    if (overdue.isEmpty()) {
      return Future.succeededFuture();
    }
    return warming
        .fill(due)
        .map(
            filled -> {
              overdue.forEach(this::settle);
              return null;
            });
  }

  private void settle(Wait wait) {
    Series series = wait.news().event().series();
    List<Wait> waiting = bySeries.get(series);
    if (waiting != null && waiting.remove(wait)) {
      size--;
      decide(wait, true);
      if (waiting.isEmpty()) {
        bySeries.remove(series);
      }
    }
  }
}

package ai.tickstock.app.alerts;

import ai.tickstock.app.alerts.AlertSink.Outcome;
import ai.tickstock.app.alerts.News.Event;
import ai.tickstock.app.alerts.News.OfPattern;
import ai.tickstock.app.alerts.match.Matcher;
import ai.tickstock.app.alerts.match.Watch;
import ai.tickstock.wire.EventWriter;
import ai.tickstock.wire.users.FireLimit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes an alert of a rule and an event, and hands it on until it is taken. Not thread-safe. */
final class AlertFirer {
  private static final Logger LOG = LoggerFactory.getLogger(AlertFirer.class);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final Vertx vertx;
  private final RuleBackends backends;
  private final Matcher matcher;
  private final AlertSink sink;
  private boolean closing;
  private long fired;

  AlertFirer(Vertx vertx, RuleBackends backends, Matcher matcher, AlertSink sink) {
    this.vertx = vertx;
    this.backends = backends;
    this.matcher = matcher;
    this.sink = sink;
  }

  /** Alerts that fired since the start. */
  long fired() {
    return fired;
  }

  /** Hands nothing on any more: what is not taken yet is found again after the next start. */
  void close() {
    closing = true;
  }

  /**
   * Fires, unless the rule's hours or its time are over.
   *
   * @return completes when nothing of it can be lost; fails only when it closes
   */
  Future<Void> fire(Watch watch, News news) {
    Rule rule = watch.rule();
    Instant end = end(news.event());
    boolean expired = rule.expiresAt() != null && !end.isBefore(rule.expiresAt());
    boolean rests = rule.activeHours() != null && !rule.activeHours().contains(end);
    if (expired || rests) {
      return Future.succeededFuture();
    }
    return handOn(alert(watch, news, end), FIRST_PAUSE_MILLIS);
  }

  private static Instant end(Event event) {
    return Instant.ofEpochMilli(event.time()).plus(event.series().timeframe().length());
  }

  private FiredAlert alert(Watch watch, News news, Instant end) {
    Event event = news.event();
    Rule rule = watch.rule();
    OfPattern pattern = news instanceof OfPattern found ? found : null;
    String eventId = pattern == null ? conditionId(event) : pattern.id();
    double value =
        pattern == null ? matcher.value(watch, event.series(), event.time()) : Double.NaN;
    return new FiredAlert(
        rule.id() + '|' + eventId + '|' + event.revision(),
        rule,
        event.series().symbol(),
        event.series().timeframe(),
        Instant.ofEpochMilli(event.time()),
        end,
        pattern == null ? null : pattern.pattern(),
        pattern == null ? watch.condition() : null,
        Double.isNaN(value) ? null : value,
        pattern == null || Double.isNaN(pattern.confidence()) ? null : pattern.confidence(),
        pattern == null ? null : pattern.direction(),
        event.json(),
        limits(rule, event.series().symbol(), eventId),
        rule.isMutedAt(backends.clock().instant()),
        false,
        backends.clock().instant());
  }

  private static String conditionId(Event event) {
    return EventWriter.eventId(
        event.series().symbol(), "conditions", event.series().timeframe(), event.time());
  }

  /** Limits count per symbol, but for a rule that fires once in all. */
  private static List<FireLimit> limits(Rule rule, String symbol, String eventId) {
    List<FireLimit> limits = new ArrayList<>();
    switch (rule.frequency()) {
      case ONCE ->
          limits.add(new FireLimit(rule.id() + '|' + rule.version() + "|once", FireLimit.EVER));
      case ONCE_PER_BAR -> {}
      case ONCE_PER_BAR_CLOSE ->
          limits.add(new FireLimit(rule.id() + '|' + eventId, FireLimit.EVER));
      case EVERY_MINUTES ->
          limits.add(
              new FireLimit(
                  rule.id() + '|' + symbol + "|every", Duration.ofMinutes(rule.minutes())));
    }
    if (rule.cooldownSeconds() > 0) {
      limits.add(
          new FireLimit(
              rule.id() + '|' + symbol + "|cooldown", Duration.ofSeconds(rule.cooldownSeconds())));
    }
    return limits;
  }

  private Future<Void> handOn(FiredAlert alert, long pauseMillis) {
    return taken(alert)
        .compose(outcome -> settled(alert, outcome))
        .recover(
            error -> {
              if (closing) {
                return Future.failedFuture(error);
              }
              LOG.warn("Alert {} is not taken yet: {}", alert.alertId(), error.toString());
              return vertx
                  .timer(pauseMillis, TimeUnit.MILLISECONDS)
                  .compose(timer -> handOn(alert, Math.min(LONGEST_PAUSE_MILLIS, 2 * pauseMillis)));
            });
  }

  private Future<Outcome> taken(FiredAlert alert) {
    if (closing) {
      return Future.failedFuture("closing");
    }
    try {
      return sink.fired(alert);
    } catch (RuntimeException error) {
      return Future.failedFuture(error);
    }
  }

  /** A rule that was to fire once is switched off, also where it was fired before a crash. */
  private Future<Void> settled(FiredAlert alert, Outcome outcome) {
    fired += outcome == Outcome.FIRED ? 1 : 0;
    if (alert.rule().frequency() != Frequency.ONCE || outcome == Outcome.TOO_SOON) {
      return Future.succeededFuture();
    }
    return backends.rules().disable(alert.rule().id(), alert.rule().version()).mapEmpty();
  }
}

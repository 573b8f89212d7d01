package ai.tickstock.app.delivery;

import ai.tickstock.app.Addresses;
import ai.tickstock.app.alerts.AlertChannel;
import ai.tickstock.app.alerts.AlertSink;
import ai.tickstock.app.alerts.FiredAlert;
import ai.tickstock.store.users.AlertRecord;
import ai.tickstock.wire.LocalCodec;
import ai.tickstock.wire.users.Fired;
import ai.tickstock.wire.users.Firing;
import ai.tickstock.wire.users.UserMessages;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Takes an alert through its steps: joined with how its pattern did before, decided and kept in
 * Redis, then written into the history with what is to be sent, then said to whoever shows and
 * sends. One whose record is not known yet holds back those behind it, so that the order stays. A
 * crash between any two of them leaves something for the next try, which repeats what was done to
 * no effect. Not thread-safe: lives on the context of whoever finds alerts.
 */
final class DeliverySink implements AlertSink {
  private record Waiting(FiredAlert alert, Future<JsonObject> record, Promise<Outcome> decided) {}

  private final Vertx vertx;
  private final UserMessages messages;
  private final HistoryWriter history;
  private final TrackRecords records;
  private final DeliveryMetrics metrics;
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  DeliverySink(
      Vertx vertx,
      UserMessages messages,
      HistoryWriter history,
      TrackRecords records,
      DeliveryMetrics metrics) {
    this.vertx = vertx;
    this.messages = messages;
    this.history = history;
    this.records = records;
    this.metrics = metrics;
    metrics.queue("alert_decisions", waiting);
  }

  @Override
  public Future<Outcome> fired(FiredAlert alert) {
    Waiting one = new Waiting(alert, records.of(alert), Promise.promise());
    waiting.add(one);
    one.record().onComplete(known -> next());
    return one.decided().future();
  }

  /** Decides in the order of the calls, as far as all is known. */
  private void next() {
    while (!waiting.isEmpty() && waiting.peek().record().isComplete()) {
      Waiting first = waiting.poll();
      decide(first.alert(), first.record().result()).onComplete(first.decided());
    }
  }

  private Future<Outcome> decide(FiredAlert alert, JsonObject record) {
    try {
      return fire(alert, alert.json().put("record", record).encode());
    } catch (RuntimeException error) {
      return Future.failedFuture(error);
    }
  }

  private Future<Outcome> fire(FiredAlert alert, String message) {
    Firing firing =
        new Firing(
            alert.alertId(),
            alert.rule().id(),
            alert.limits(),
            alert.barEnd().toEpochMilli(),
            isForBrowser(alert) ? message : null);
    return messages
        .fire(alert.rule().userId(), firing)
        .compose(decided -> goOn(alert, message, decided))
        .onSuccess(metrics::decided)
        .onFailure(metrics::failed);
  }

  private Future<Outcome> goOn(FiredAlert alert, String message, Fired decided) {
    if (decided.outcome() == Fired.Outcome.TOO_SOON) {
      return Future.succeededFuture(Outcome.TOO_SOON);
    }
    return history
        .write(record(alert, message))
        .map(
            written -> {
              say(alert);
              return decided.outcome() == Fired.Outcome.FIRED ? Outcome.FIRED : Outcome.ALREADY;
            });
  }

  private void say(FiredAlert alert) {
    if (!alert.muted()) {
      vertx.eventBus().publish(Addresses.FIRED, alert.rule().userId(), LocalCodec.options());
    }
  }

  private static boolean isForBrowser(FiredAlert alert) {
    return !alert.muted()
        && alert.rule().channels().stream().anyMatch(AlertChannel.Browser.class::isInstance);
  }

  private static AlertRecord record(FiredAlert alert, String message) {
    return new AlertRecord(
        alert.alertId(),
        alert.rule().userId(),
        alert.rule().id(),
        alert.firedAt(),
        message,
        isForBrowser(alert),
        alert.muted(),
        alert.muted() ? List.of() : sendings(alert.rule().channels()));
  }

  private static List<AlertRecord.Sending> sendings(List<AlertChannel> channels) {
    List<AlertRecord.Sending> sendings = new ArrayList<>();
    for (int i = 0; i < channels.size(); i++) {
      if (channels.get(i) instanceof AlertChannel.Webhook webhook) {
        sendings.add(Targets.sending(i, webhook));
      } else if (channels.get(i) instanceof AlertChannel.Email email) {
        sendings.add(Targets.sending(i, email));
      }
    }
    return sendings;
  }
}

package ai.tickstock.pl.alerts;

import ai.tickstock.store.write.AlertNeedsTable;
import ai.tickstock.store.write.AlertNeedsTable.Needs;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.log.LogBatch;
import ai.tickstock.wire.log.LogEntry;
import ai.tickstock.wire.log.LogGap;
import ai.tickstock.wire.log.LogPosition;
import ai.tickstock.wire.log.LogReader;
import ai.tickstock.wire.log.TopicOptions;
import ai.tickstock.wire.message.AlertSubscription;
import ai.tickstock.wire.message.ErrorReport;
import ai.tickstock.wire.message.ErrorReport.Severity;
import ai.tickstock.wire.message.MessageException;
import ai.tickstock.wire.message.Texts;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what users' alerts need, keeps it, and has the stages compute it. What came is stored
 * before it counts as read; many changes at once are given on as one.
 */
public final class AlertNeedsVerticle extends VerticleBase implements LogReader.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(AlertNeedsVerticle.class);
  private static final String COMPONENT = "pl.alerts";
  private static final long GATHER_MILLIS = 100;
  private static final long COMMIT_MILLIS = 1_000;
  private static final long RETRY_MILLIS = 2_000;
  private static final long STOP_MILLIS = 500;

  private final BusFactory buses;
  private final AlertNeedsTable table;
  private final AlertNeeds needs;
  private final Clock clock;
  private final Function<JsonObject, Future<Void>> compute;
  private Bus bus;
  private LogReader reader;
  private LogPosition committed;
  private JsonObject given;
  private List<String> refused = List.of();
  private boolean dirty;
  private boolean giving;

  /**
   * @param needs what is stored
   * @param compute has the stages compute what is needed; completes when they do
   */
  public AlertNeedsVerticle(
      BusFactory buses,
      AlertNeedsTable table,
      AlertNeeds needs,
      Clock clock,
      Function<JsonObject, Future<Void>> compute) {
    this.buses = buses;
    this.table = table;
    this.needs = needs;
    this.clock = clock;
    this.compute = compute;
  }

  @Override
  public Future<?> start() {
    given = needs.json();
    bus = buses.create(vertx);
    TopicOptions topic = Topics.from(config()).topic(Channels.JOBS_ALERTS);
    return bus.committed(topic, Topics.PL)
        .compose(
            position -> {
              committed = position;
              LogReader.Start from = new LogReader.Start(position, Map.of());
              return bus.read(topic, Topics.PL, from, true, this);
            })
        .onSuccess(
            opened -> {
              reader = opened;
              vertx.setPeriodic(COMMIT_MILLIS, tick -> commit());
            });
  }

  @Override
  public Future<?> batch(LogBatch batch) {
    List<Needs> all = new ArrayList<>();
    for (LogEntry entry : batch.entries()) {
      JsonArray messages = messages(entry);
      for (int i = entry.skip(); i < messages.size(); i++) {
        take(messages.getValue(i), all);
      }
    }
    return table
        .put(all)
        .onSuccess(
            stored -> {
              all.forEach(needs::put);
              dirty |= !all.isEmpty();
              gather();
            });
  }

  private static JsonArray messages(LogEntry entry) {
    try {
      return entry.data().toJsonArray();
    } catch (DecodeException e) {
      LOG.warn("An entry of {} is no JSON array", Channels.JOBS_ALERTS);
      return new JsonArray();
    }
  }

  private void take(Object message, List<Needs> all) {
    try {
      if (!(message instanceof JsonObject json)) {
        throw new MessageException("message: expected an object");
      }
      String unsound = Texts.unsoundIn(json);
      if (unsound != null) {
        throw new MessageException(unsound + ": " + Texts.EXPECTED);
      }
      AlertSubscription subscription = AlertSubscription.from(json);
      AlertNeeds.faults(subscription)
          .forEach(fault -> report("alert_needs_unknown", fault, String.valueOf(message)));
      all.add(AlertNeeds.stored(subscription));
    } catch (MessageException e) {
      report("alert_subscription_invalid", e.getMessage(), String.valueOf(message));
    }
  }

  private void report(String reason, String message, String sample) {
    LOG.warn("Alerts: {}", message);
    ErrorReport report =
        new ErrorReport(Severity.WARNING, COMPONENT, reason, message, sample, 1, clock.instant());
    bus.publish(Channels.ERRORS, report.json().toBuffer())
        .onFailure(error -> LOG.debug("Nobody could be told", error));
  }

  /** Gives on what has changed, once what is given is computed. */
  private void gather() {
    if (!dirty || giving) {
      return;
    }
    giving = true;
    vertx
        .timer(GATHER_MILLIS, TimeUnit.MILLISECONDS)
        .compose(timer -> give())
        .recover(this::again)
        .onComplete(
            done -> {
              giving = false;
              gather();
            });
  }

  private Future<Void> again(Throwable error) {
    LOG.error("What alerts need is not computed yet: {}", error.toString());
    dirty = true;
    return vertx.timer(RETRY_MILLIS, TimeUnit.MILLISECONDS).mapEmpty();
  }

  private Future<Void> give() {
    dirty = false;
    JsonObject wanted = needs.json();
    if (!needs.refused().isEmpty() && !needs.refused().equals(refused)) {
      report(
          "alert_functions_too_many",
          "alerts.maxFunctions: rules need more functions than are computed for them; left out: "
              + String.join(", ", needs.refused().stream().limit(10).toList()),
          null);
    }
    refused = needs.refused();
    if (wanted.equals(given)) {
      return Future.succeededFuture();
    }
    return compute
        .apply(wanted)
        .onSuccess(
            done -> {
              given = wanted;
              LOG.info(
                  "Alerts      rules have {} indicators and {} patterns computed",
                  wanted.getJsonArray("indicators").size(),
                  wanted.getJsonArray("patterns").size());
            });
  }

  @Override
  public void gap(LogGap gap) {
    LOG.warn(
        "{}: {} messages or more were lost after {}; App tells all again when it starts",
        gap.channel(),
        gap.missing(),
        gap.after());
  }

  private Future<Void> commit() {
    LogPosition position = reader.position();
    if (position.equals(committed)) {
      return Future.succeededFuture();
    }
    return reader
        .commit(position)
        .onSuccess(done -> committed = position)
        .onFailure(error -> LOG.debug("Position not stored yet", error));
  }

  @Override
  public Future<?> stop() {
    Future<Void> read = reader == null ? Future.succeededFuture() : reader.close();
    return read.compose(closed -> reader == null ? Future.<Void>succeededFuture() : commit())
        .timeout(STOP_MILLIS, TimeUnit.MILLISECONDS)
        .onFailure(error -> LOG.info("The log is not trimmed to the end: {}", error.toString()))
        .transform(closed -> bus.close());
  }
}

package ai.tickstock.pl.backtest;

import ai.tickstock.pl.analysis.Retry;
import ai.tickstock.store.write.BacktestWriter;
import ai.tickstock.store.write.BacktestWriter.Told;
import ai.tickstock.store.write.BacktestWriter.Untold;
import ai.tickstock.wire.log.Appender;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.TopicOptions;
import ai.tickstock.wire.message.BacktestResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * Tells the results' log of every stored end, once and in order: there is one publisher for all
 * processes, whose sequences are the numbers under which the ends are stored. Whoever stored one,
 * anybody may tell of it; the log takes each number once. Not thread-safe.
 */
final class ResultAnnouncer {
  private static final String PUBLISHER = "pl.backtests";
  private static final int AT_ONCE = 100;

  private final BacktestWriter runs;
  private final Bus bus;
  private final TopicOptions topic;
  private final Retry retry;
  private Appender appender;
  private boolean isTelling;
  private Promise<Void> afterwards;

  ResultAnnouncer(BacktestWriter runs, Bus bus, TopicOptions topic, Retry retry) {
    this.runs = runs;
    this.bus = bus;
    this.topic = topic;
    this.retry = retry;
  }

  /**
   * Tells of what is stored and not told of.
   *
   * @return completes when the log has it; tries for ever
   */
  Future<Void> announce() {
    if (!isTelling) {
      isTelling = true;
      return retry.untilDone("telling of results", this::tell).onComplete(told -> goOn());
    }
    if (afterwards == null) {
      afterwards = Promise.promise();
    }
    return afterwards.future();
  }

  private void goOn() {
    isTelling = false;
    Promise<Void> waiting = afterwards;
    afterwards = null;
    if (waiting != null) {
      announce().onComplete(waiting);
    }
  }

  private Future<Void> tell() {
    return runs.untold(AT_ONCE)
        .compose(
            untold ->
                untold.ends().isEmpty()
                    ? Future.succeededFuture()
                    : open(untold)
                        .compose(open -> append(open, untold.ends()))
                        .compose(done -> untold.ends().size() < AT_ONCE ? done() : tell()));
  }

  private static Future<Void> done() {
    return Future.succeededFuture();
  }

  /** The appender we have, unless another process has gone on with the numbers. */
  private Future<Appender> open(Untold untold) {
    if (appender != null && appender.nextSeq() == untold.ends().get(0).no()) {
      return Future.succeededFuture(appender);
    }
    Future<Void> closed = appender == null ? done() : appender.close();
    appender = null;
    return closed
        .compose(gone -> bus.appender(topic, PUBLISHER, untold.announced()))
        .onSuccess(fresh -> appender = fresh);
  }

  private Future<Void> append(Appender open, List<Told> ends) {
    for (Told end : ends) {
      if (end.no() >= open.nextSeq()) {
        open.append(event(end).toBuffer());
      }
    }
    return open.flush().compose(in -> runs.told(ends.get(ends.size() - 1).no()));
  }

  private static JsonObject event(Told end) {
    boolean isCompleted = end.status().equals("completed");
    JsonObject metrics =
        isCompleted && end.summary() != null ? end.summary().getJsonObject("metrics") : null;
    return new BacktestResult(
            end.jobId(),
            end.userId(),
            BacktestResult.Status.valueOf(end.status().toUpperCase(Locale.ROOT)),
            metrics == null ? new JsonObject() : metrics,
            end.status().equals("failed") ? null : Endings.ref(end.jobId()),
            end.error(),
            end.finishedAt())
        .json();
  }
}

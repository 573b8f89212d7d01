package ai.tickstock.app.publisher;

import ai.tickstock.app.AppBackends;
import ai.tickstock.app.sources.ReplayOptions;
import ai.tickstock.app.sources.ReplaySource;
import ai.tickstock.wire.log.BusFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/** Publishes one file of ticks, without the rest of the consumer half. */
public final class Replay {
  private static final long PROGRESS_MILLIS = 200;

  private final Vertx vertx;
  private final Consumer<ReplayProgress> listener;
  private final TickPublisherVerticle verticle;
  private final long began = System.nanoTime();
  private ReplaySource source;
  private Context context;

  private Replay(
      Vertx vertx, BusFactory bus, ReplayOptions options, Consumer<ReplayProgress> listener) {
    this.vertx = vertx;
    this.listener = listener;
    AppBackends backends =
        new AppBackends(bus, null, null, new SimpleMeterRegistry(), Clock.systemUTC());
    verticle =
        new TickPublisherVerticle(
            backends,
            badLines ->
                ReplaySource.open(vertx, options, badLines)
                    .onSuccess(
                        opened -> {
                          source = opened;
                          context = vertx.getOrCreateContext();
                        }));
  }

  /**
   * Publishes a file and completes when all of it is in the log.
   *
   * @param config the whole configuration object; its {@code source} is not looked at
   * @param listener told about five times a second, on an event loop: must not block
   * @return fails if the file is missing, empty, unreadable or without its header; what was
   *     published until then stays, and a next run goes on behind it
   */
  public static Future<ReplaySummary> run(
      Vertx vertx,
      JsonObject config,
      BusFactory bus,
      ReplayOptions options,
      Consumer<ReplayProgress> listener) {
    return new Replay(vertx, bus, options, listener).run(config);
  }

  private Future<ReplaySummary> run(JsonObject config) {
    DeploymentOptions deployment = new DeploymentOptions().setConfig(config);
    return vertx
        .deployVerticle(verticle, deployment)
        .compose(id -> onContext().compose(done -> undeploy(id, done)));
  }

  private Future<Future<ReplaySummary>> onContext() {
    Promise<Future<ReplaySummary>> result = Promise.promise();
    context.runOnContext(
        here -> {
          long timer = vertx.setPeriodic(PROGRESS_MILLIS, tick -> tell());
          verticle
              .done()
              .onComplete(
                  done -> {
                    vertx.cancelTimer(timer);
                    tell();
                    result.complete(verticle.done().map(all -> summary()));
                  });
        });
    return result.future();
  }

  private Future<ReplaySummary> undeploy(String id, Future<ReplaySummary> result) {
    return vertx.undeploy(id).transform(gone -> result);
  }

  private void tell() {
    Totals totals = verticle.totalsNow();
    listener.accept(
        new ReplayProgress(
            totals.published(),
            source.skipped(),
            source.bytesRead(),
            source.bytesTotal(),
            totals.eventMillis(),
            totals.stalled()));
  }

  private ReplaySummary summary() {
    Totals totals = verticle.totalsNow();
    return new ReplaySummary(
        source.publisher(),
        totals.published(),
        source.skipped(),
        verticle.badLines(),
        source.firstMillis(),
        source.lastMillis(),
        Duration.ofNanos(System.nanoTime() - began));
  }
}

package ai.tickstock.pl;

import ai.tickstock.pl.analysis.AnalysisVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.function.Supplier;

/**
 * Where one stage is deployed, and deployed again when its options change: a stage goes on from its
 * own stored place, so nothing is lost or told twice by that. Its figures may be read by any
 * thread; it is changed by one at a time.
 */
final class StageSlot<V extends AnalysisVerticle> {
  private final Vertx vertx;
  private final Context home;
  private final Supplier<V> maker;
  private volatile V verticle;
  private volatile long processedBefore;
  private volatile String deployment;

  StageSlot(Vertx vertx, Supplier<V> maker) {
    this.vertx = vertx;
    home = vertx.getOrCreateContext();
    this.maker = maker;
    verticle = maker.get();
  }

  /**
   * Completes when the stage is at its stored place. Deployed by whoever wants it changed, it would
   * end with that verticle.
   */
  Future<Void> deploy(JsonObject config) {
    DeploymentOptions options = new DeploymentOptions().setConfig(config);
    Promise<Void> deployed = Promise.promise();
    home.runOnContext(
        here ->
            vertx
                .deployVerticle(verticle, options)
                .onSuccess(id -> deployment = id)
                .<Void>mapEmpty()
                .onComplete(deployed));
    return deployed.future();
  }

  /** Finishes what is in hand with the old options, and goes on with the new ones. */
  Future<Void> replace(JsonObject config) {
    return undeploy()
        .compose(
            gone -> {
              processedBefore += verticle.messagesProcessed();
              verticle = maker.get();
              return deploy(config);
            });
  }

  Future<Void> undeploy() {
    String id = deployment;
    deployment = null;
    return id == null ? Future.succeededFuture() : vertx.undeploy(id);
  }

  /** Bar changes processed since the start, by whatever options. */
  long messagesProcessed() {
    return processedBefore + verticle.messagesProcessed();
  }

  int queueDepth() {
    return verticle.queueDepth();
  }

  String trouble() {
    return verticle.trouble();
  }
}

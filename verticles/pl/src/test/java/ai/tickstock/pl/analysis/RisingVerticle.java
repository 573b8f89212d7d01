package ai.tickstock.pl.analysis;

import ai.tickstock.pl.Backends;
import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.log.TopicOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** The small analysis, deployed. */
final class RisingVerticle extends VerticleBase {
  static final TopicOptions TOPIC = StageRun.topic("test.events");

  private final Backends backends;
  AnalysisStage<?, ?> stage;

  RisingVerticle(Backends backends) {
    this.backends = backends;
  }

  static StageRun run(World world, BusFactory bus) {
    return new StageRun(world, bus, RisingVerticle::new, RisingAnalysis.STAGE);
  }

  @Override
  public Future<?> start() {
    stage =
        new AnalysisStage<>(
            vertx, backends, new RisingAnalysis(backends.analysisWriter()), TOPIC, 50);
    return stage.start();
  }

  @Override
  public Future<?> stop() {
    return stage.stop();
  }
}

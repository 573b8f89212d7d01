package ai.tickstock.pl.analysis;

import ai.tickstock.pl.Backends;
import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.log.TopicOptions;

/** The small analysis, deployed. */
final class RisingVerticle extends AnalysisVerticle {
  static final TopicOptions TOPIC = StageRun.topic("test.events");

  RisingVerticle(Backends backends) {
    super(backends);
  }

  static StageRun run(World world, BusFactory bus) {
    return new StageRun(world, bus, RisingVerticle::new, RisingAnalysis.STAGE);
  }

  @Override
  protected AnalysisStage<?, ?> configured() {
    return new AnalysisStage<>(
        vertx,
        backends,
        new RisingAnalysis(backends.analysisWriter(), config().getString("only", "")),
        TOPIC,
        50,
        config().getInteger("states", 20_000));
  }
}

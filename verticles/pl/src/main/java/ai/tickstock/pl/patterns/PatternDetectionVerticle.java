package ai.tickstock.pl.patterns;

import ai.tickstock.pl.Backends;
import ai.tickstock.pl.analysis.AnalysisStage;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.Topics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Detects patterns on every stored bar and publishes them. */
public final class PatternDetectionVerticle extends VerticleBase {
  /** Name of the stage's cursor and of its publishers. */
  public static final String STAGE = "patterns";

  private final Backends backends;
  private volatile AnalysisStage<?, ?> stage;

  public PatternDetectionVerticle(Backends backends) {
    this.backends = backends;
  }

  /** Completes when the stage is at its stored place, which waits for the database. */
  @Override
  public Future<?> start() {
    PatternOptions options = PatternOptions.from(config());
    stage =
        new AnalysisStage<>(
            vertx,
            backends,
            new PatternAnalysis(options, backends.analysisWriter(), backends.clock()),
            Topics.from(config()).topic(Channels.PATTERNS),
            options.perSymbolLimit());
    return stage.start();
  }

  /** Finishes what is in memory, if that takes no longer than 2.5 s. */
  @Override
  public Future<?> stop() {
    return stage.stop();
  }

  /** Bar changes processed since the start. Thread-safe. */
  public long messagesProcessed() {
    return stage == null ? 0 : stage.messagesProcessed();
  }

  /** Bar changes that wait in memory. Thread-safe. */
  public int queueDepth() {
    return stage == null ? 0 : stage.queueDepth();
  }

  /** Why it does not go on, for people; null when all is well. Thread-safe. */
  public String trouble() {
    return stage == null ? null : stage.trouble();
  }
}

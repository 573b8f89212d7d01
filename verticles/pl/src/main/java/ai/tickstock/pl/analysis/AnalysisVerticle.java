package ai.tickstock.pl.analysis;

import ai.tickstock.pl.Backends;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Holds one stage: from its options to its end. */
public abstract class AnalysisVerticle extends VerticleBase {
  protected final Backends backends;
  private volatile AnalysisStage<?, ?> stage;

  protected AnalysisVerticle(Backends backends) {
    this.backends = backends;
  }

  /**
   * The stage as {@code config()} wants it.
   *
   * @throws IllegalArgumentException naming the key of an option that is refused
   */
  protected abstract AnalysisStage<?, ?> configured();

  /** Completes when the stage is at its stored place, which waits for the database. */
  @Override
  public final Future<?> start() {
    stage = configured();
    return stage.start();
  }

  /** Finishes what is in memory, if that takes no longer than 2.5 s. */
  @Override
  public final Future<?> stop() {
    return stage.stop();
  }

  /** Bar changes processed since the start. Thread-safe. */
  public final long messagesProcessed() {
    return stage == null ? 0 : stage.messagesProcessed();
  }

  /** Bar changes that wait in memory. Thread-safe. */
  public final int queueDepth() {
    return stage == null ? 0 : stage.queueDepth();
  }

  /** Why it does not go on, for people; null when all is well. Thread-safe. */
  public final String trouble() {
    return stage == null ? null : stage.trouble();
  }
}

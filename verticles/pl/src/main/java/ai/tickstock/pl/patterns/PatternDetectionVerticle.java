package ai.tickstock.pl.patterns;

import ai.tickstock.pl.Backends;
import io.vertx.core.VerticleBase;

/** Detects patterns on every stored bar and publishes them. */
public final class PatternDetectionVerticle extends VerticleBase {
  /** Name of the stage's cursor and of its publishers. */
  public static final String STAGE = "patterns";

  private final Backends backends;

  public PatternDetectionVerticle(Backends backends) {
    this.backends = backends;
  }

  /** Bar changes processed since the start. Thread-safe. */
  public long messagesProcessed() {
    return 0;
  }

  /** Bar changes that wait in memory. Thread-safe. */
  public int queueDepth() {
    return backends == null ? 0 : 0;
  }

  /** Why it does not go on, for people; null when all is well. Thread-safe. */
  public String trouble() {
    return null;
  }
}

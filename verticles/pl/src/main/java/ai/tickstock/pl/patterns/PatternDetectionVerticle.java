package ai.tickstock.pl.patterns;

import ai.tickstock.pl.Backends;
import ai.tickstock.pl.analysis.AnalysisStage;
import ai.tickstock.pl.analysis.AnalysisVerticle;
import ai.tickstock.pl.analysis.StageConfig;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.Topics;

/** Detects patterns on every stored bar and publishes them. */
public final class PatternDetectionVerticle extends AnalysisVerticle {
  /** Name of the stage's cursor and of its publishers. */
  public static final String STAGE = "patterns";

  /** Pattern events out of what {@code backends} names. */
  public PatternDetectionVerticle(Backends backends) {
    super(backends);
  }

  @Override
  protected AnalysisStage<?, ?> configured() {
    PatternOptions options = PatternOptions.from(config());
    return new AnalysisStage<>(
        vertx,
        backends,
        new PatternAnalysis(options, backends.analysisWriter(), backends.clock()),
        Topics.from(config()).topic(Channels.PATTERNS),
        options.perSymbolLimit(),
        StageConfig.maxSymbols(config()));
  }
}

package ai.tickstock.pl.indicators;

import ai.tickstock.pl.Backends;
import ai.tickstock.pl.analysis.AnalysisStage;
import ai.tickstock.pl.analysis.AnalysisVerticle;
import ai.tickstock.pl.analysis.StageConfig;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.Topics;

/** Computes the configured indicators on every stored bar and publishes their values. */
public final class IndicatorVerticle extends AnalysisVerticle {
  /** Name of the stage's cursor and of its publishers. */
  public static final String STAGE = "indicators";

  /** Indicator events out of what {@code backends} names. */
  public IndicatorVerticle(Backends backends) {
    super(backends);
  }

  @Override
  protected AnalysisStage<?, ?> configured() {
    IndicatorOptions options = IndicatorOptions.from(config());
    return new AnalysisStage<>(
        vertx,
        backends,
        new IndicatorAnalysis(options, backends.analysisWriter(), backends.clock()),
        Topics.from(config()).topic(Channels.INDICATORS),
        options.perSymbolLimit(),
        StageConfig.maxSymbols(config()));
  }
}

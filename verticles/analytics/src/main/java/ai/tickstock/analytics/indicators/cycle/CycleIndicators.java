package ai.tickstock.analytics.indicators.cycle;

import static ai.tickstock.analytics.indicators.IndicatorDefinition.named;

import ai.tickstock.analytics.indicators.IndicatorDefinition;
import ai.tickstock.analytics.indicators.IndicatorDefinitionBuilder;
import ai.tickstock.analytics.indicators.IndicatorProvider;
import java.util.List;

/** TA-Lib's group of cycles: the dominant cycle of the prices, by Ehlers' Hilbert transform. */
public final class CycleIndicators implements IndicatorProvider {
  /**
   * Bars after which what is read from the transform agrees to 1e-10 with having run all along. It
   * is not linear, so this is measured: over 400 random walks of 4,000 bars period, phasor,
   * trendline, mode and MAMA agreed after 480 bars at most. A phase turns by half a circle, or by
   * one of the steps of a whole period, where rounding decides: of the 400, one in a hundred
   * differed at single bars after 1,000.
   */
  public static final int WARM_UP = 1_000;

  /** Where the formulas were published. */
  public static final String SOURCE = "John F. Ehlers, Rocket Science for Traders, 2001";

  private static final String GROUP = "Cycle Indicators";

  @Override
  public List<IndicatorDefinition> definitions() {
    return List.of(
        of("HT_DCPERIOD", "Period of the dominant cycle, in bars", CycleFunction.SHORT_LOOKBACK)
            .over(given -> new CyclePeriod()),
        of("HT_DCPHASE", "Phase of the dominant cycle, in degrees", CycleFunction.LONG_LOOKBACK)
            .over(given -> new Phase()),
        of("HT_PHASOR", "Components of the dominant cycle", CycleFunction.SHORT_LOOKBACK)
            .output("inPhase", "outInPhase")
            .output("quadrature", "outQuadrature")
            .over(given -> new Phasor()),
        of("HT_SINE", "Sine of the dominant cycle's phase", CycleFunction.LONG_LOOKBACK)
            .output("sine", "outSine")
            .output("leadSine", "outLeadSine")
            .over(given -> new SineWave()),
        of("HT_TRENDMODE", "1 in a trend, 0 in a cycle", CycleFunction.LONG_LOOKBACK)
            .wholeOutput("value", "outInteger")
            .over(given -> new TrendMode()));
  }

  private static IndicatorDefinitionBuilder of(String name, String description, int lookback) {
    return named(name, GROUP, "Hilbert transform: " + description)
        .source(SOURCE)
        .lookback(given -> lookback)
        .warmUp(given -> lookback + WARM_UP);
  }
}

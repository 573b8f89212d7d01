package ai.tickstock.analytics.indicators.volume;

import static ai.tickstock.analytics.indicators.IndicatorDefinition.named;
import static ai.tickstock.analytics.indicators.IndicatorParameter.bars;

import ai.tickstock.analytics.indicators.IndicatorDefinition;
import ai.tickstock.analytics.indicators.IndicatorDefinitionBuilder;
import ai.tickstock.analytics.indicators.IndicatorProvider;
import java.util.List;

/** TA-Lib's group of money flows: what volume says of prices. */
public final class VolumeIndicators implements IndicatorProvider {
  private static final String GROUP = "Volume Indicators";

  @Override
  public List<IndicatorDefinition> definitions() {
    return List.of(ad(), adOscillator(), obv());
  }

  private static IndicatorDefinitionBuilder of(String name, String description) {
    return named(name, GROUP, description).memory(IndicatorDefinition.Memory.CUMULATIVE);
  }

  private static IndicatorDefinition ad() {
    return of("AD", "Accumulation/distribution line: volume by where the close lies in the range")
        .source("Marc Chaikin, in the 1980s, after Larry Williams")
        .inputs("high", "low", "close", "volume")
        .create(given -> new Distribution());
  }

  private static IndicatorDefinition adOscillator() {
    return of("ADOSC", "Chaikin oscillator: a fast less a slow EMA of the AD line")
        .source("Marc Chaikin, in the 1980s")
        .inputs("high", "low", "close", "volume")
        .parameter(bars("fastPeriod", "FastPeriod", 2, 3))
        .parameter(bars("slowPeriod", "SlowPeriod", 2, 10))
        .lookback(given -> DistributionOscillator.longest(given) - 1)
        .create(DistributionOscillator::new);
  }

  private static IndicatorDefinition obv() {
    return of("OBV", "On-balance volume: the volume of rising bars less that of falling ones")
        .source("Joseph E. Granville, Granville's New Key to Stock Market Profits, 1963")
        .inputs("close", "volume")
        .create(given -> new OnBalanceVolume());
  }
}

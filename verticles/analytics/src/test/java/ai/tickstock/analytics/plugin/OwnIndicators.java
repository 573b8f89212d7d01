package ai.tickstock.analytics.plugin;

import ai.tickstock.analytics.indicators.IndicatorDefinition;
import ai.tickstock.analytics.indicators.IndicatorProvider;
import ai.tickstock.analytics.indicators.WarmUp;
import java.util.List;

/**
 * An indicator of one's own, as an example. Its jar names this class in {@code
 * META-INF/services/ai.tickstock.analytics.indicators.IndicatorProvider}; on the class path it can
 * then be configured, analyzed and listed like any other, {@code FORCE(13)}.
 */
public final class OwnIndicators implements IndicatorProvider {
  @Override
  public List<IndicatorDefinition> definitions() {
    return List.of(
        IndicatorDefinition.named("FORCE", "Own", "Force index: change of the close times volume")
            .source("Alexander Elder, Trading for a Living, 1993")
            .inputs("close", "volume")
            .period(2, 13)
            .lookback(given -> given.period())
            .warmUp(given -> 1 + WarmUp.exponential(given.period()))
            .create(given -> new ForceIndex(given.period())));
  }
}

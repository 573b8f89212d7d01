package ai.tickstock.analytics.indicators;

import ai.tickstock.analytics.Nearest;
import ai.tickstock.analytics.indicators.cycle.CycleIndicators;
import ai.tickstock.analytics.indicators.math.MathOperators;
import ai.tickstock.analytics.indicators.math.MathTransforms;
import ai.tickstock.analytics.indicators.momentum.MomentumIndicators;
import ai.tickstock.analytics.indicators.overlap.OverlapStudies;
import ai.tickstock.analytics.indicators.popular.PopularIndicators;
import ai.tickstock.analytics.indicators.price.PriceTransforms;
import ai.tickstock.analytics.indicators.statistics.StatisticFunctions;
import ai.tickstock.analytics.indicators.volatility.VolatilityIndicators;
import ai.tickstock.analytics.indicators.volume.VolumeIndicators;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * The registry: every indicator there is, by name. Ours by group, then those of every {@link
 * IndicatorProvider} on the class path.
 */
public final class Indicators {
  private static final Map<String, IndicatorDefinition> BY_NAME = new LinkedHashMap<>();

  static {
    List<IndicatorProvider> providers =
        new ArrayList<>(
            List.of(
                new OverlapStudies(),
                new MomentumIndicators(),
                new VolumeIndicators(),
                new VolatilityIndicators(),
                new PriceTransforms(),
                new CycleIndicators(),
                new StatisticFunctions(),
                new MathTransforms(),
                new MathOperators(),
                new PopularIndicators()));
    ServiceLoader.load(IndicatorProvider.class, Indicators.class.getClassLoader())
        .forEach(providers::add);
    for (IndicatorProvider provider : providers) {
      provider.definitions().forEach(definition -> add(definition, provider));
    }
  }

  private Indicators() {}

  private static void add(IndicatorDefinition definition, IndicatorProvider provider) {
    if (BY_NAME.putIfAbsent(definition.name(), definition) != null) {
      throw new IllegalStateException(
          provider.getClass().getName()
              + ": expected names that are new, "
              + definition.name()
              + " is taken");
    }
  }

  /** All definitions, in the order of documentation. */
  public static List<IndicatorDefinition> all() {
    return List.copyOf(BY_NAME.values());
  }

  /**
   * The definition of a name.
   *
   * @throws IllegalArgumentException naming the nearest valid ones, if there is none
   */
  public static IndicatorDefinition of(String name) {
    IndicatorDefinition definition = BY_NAME.get(name);
    if (definition == null) {
      throw new IllegalArgumentException(
          "indicator: expected a name such as "
              + Nearest.to(String.valueOf(name), BY_NAME.keySet())
              + ", was "
              + name);
    }
    return definition;
  }
}

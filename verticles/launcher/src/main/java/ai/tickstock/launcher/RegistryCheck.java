package ai.tickstock.launcher;

import ai.tickstock.analytics.Nearest;
import ai.tickstock.analytics.indicators.IndicatorOutput;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.analytics.indicators.IndicatorSpecs;
import ai.tickstock.app.alerts.RuleCheck;
import ai.tickstock.pl.patterns.PatternOptions;

/** What rules of alerts may name, by the registries of analytics. */
final class RegistryCheck implements RuleCheck {
  @Override
  public Indicator indicator(String text) {
    IndicatorSpec spec = IndicatorSpecs.one(text);
    return new Indicator(
        spec.label(), spec.definition().outputs().stream().map(IndicatorOutput::name).toList());
  }

  @Override
  public void pattern(String name) {
    if (!PatternOptions.names().contains(name)) {
      throw new IllegalArgumentException(
          "expected a name such as " + Nearest.to(name, PatternOptions.names()) + ", was " + name);
    }
  }
}

package ai.tickstock.launcher;

import ai.tickstock.analytics.Nearest;
import ai.tickstock.analytics.indicators.IndicatorOutput;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.analytics.indicators.IndicatorSpecs;
import ai.tickstock.app.alerts.AlertChannel;
import ai.tickstock.app.alerts.RuleCheck;
import ai.tickstock.app.delivery.WebhookRules;
import ai.tickstock.pl.patterns.PatternOptions;

/** What rules of alerts may name, by the registries of analytics, and where they may send. */
final class RegistryCheck implements RuleCheck {
  private final WebhookRules channels;

  RegistryCheck(WebhookRules channels) {
    this.channels = channels;
  }

  @Override
  public String refusal(AlertChannel channel) {
    return channels.refusal(channel);
  }

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

package ai.tickstock.analytics.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.analytics.indicators.Indicator;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.analytics.indicators.IndicatorSpecs;
import ai.tickstock.analytics.indicators.Indicators;
import ai.tickstock.analytics.patterns.PatternDetector;
import ai.tickstock.analytics.patterns.Patterns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is named in META-INF/services is in the registries and works like what came with them. */
class PluginTest {
  @Test
  void anIndicatorOfOnesOwnIsInTheRegistry() {
    assertThat(Indicators.of("FORCE").source()).contains("Elder");
    assertThat(IndicatorSpecs.list("FORCE(2), RSI(14)"))
        .extracting(IndicatorSpec::label)
        .containsExactly("FORCE_2", "RSI_14");
    assertThatThrownBy(() -> IndicatorSpec.of("FORCE", "timePeriod", 1))
        .hasMessageContaining("FORCE.timePeriod: expected a whole number from 2");
    assertThatThrownBy(() -> Indicators.of("FORSE")).hasMessageContaining("FORCE");
  }

  @Test
  void itComputes() {
    Indicator force = IndicatorSpec.of("FORCE", "timePeriod", 2).create(null);
    double[][] closesAndVolumes = {{10, 5}, {11, 100}, {13, 50}, {12, 40}};
    List<Double> values = new ArrayList<>();
    for (double[] bar : closesAndVolumes) {
      force.add(0, bar[0], bar[0], bar[0], bar[0], bar[1]);
      values.add(force.isReady() ? force.value() : null);
    }
    assertThat(values.subList(0, 3)).containsExactly(null, null, 100.0);
    assertThat(values.get(3)).isCloseTo(100 / 3.0 - 40 * 2 / 3.0, within(1e-12));
  }

  @Test
  void aPatternOfOnesOwnIsDetected() {
    assertThat(Patterns.names()).contains("GapAndGo");
    assertThat(last(103, 106)).containsExactly("GapAndGo bullish");
    assertThat(last(101, 104)).as("no gap").isEmpty();
    assertThat(last(103, 103.5)).as("no long body").isEmpty();
  }

  /** What is seen on a candle without shadows after fifteen from 100 to 101 with shadows of 1. */
  private static List<String> last(double open, double close) {
    PatternDetector detector = new PatternDetector(Set.of("GapAndGo"));
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      detector.add(i, 100, 102, 99, 101, 1_000, (name, direction, sure, warming) -> seen.add(name));
    }
    assertThat(seen).isEmpty();
    detector.add(
        15,
        open,
        close,
        open,
        close,
        1_000,
        (name, direction, sure, warming) -> seen.add(name + " " + direction.label()));
    return seen;
  }
}

package ai.tickstock.analytics.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.analytics.indicators.Indicator;
import ai.tickstock.analytics.indicators.IndicatorDefinition;
import ai.tickstock.analytics.indicators.IndicatorOutput;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.analytics.indicators.Indicators;
import ai.tickstock.market.MarketCalendar;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every function gives the answers of TA-Lib's Java port, on any bars, with any settings: whole
 * numbers exactly, others within 1e-9 of their size (absolute below 1). What is known to differ
 * stands in {@link KnownDifferences}.
 */
class PortParityTest {
  private static final double TOLERANCE = 1e-9;
  private static final int BARS = 400;
  private static final int ROUNDS = Integer.getInteger("oracle.rounds", 5);

  static Stream<IndicatorDefinition> functions() {
    return Indicators.all().stream().filter(definition -> TalibPort.has(definition.name()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void answersAreThePortsOnAnyBarsWithAnySettings(IndicatorDefinition definition) {
    List<String> differences = new ArrayList<>();
    for (Series series : Series.values()) {
      for (int round = 0; round < ROUNDS; round++) {
        long seed = 1000 * round + definition.name().hashCode() + series.ordinal();
        IndicatorSpec spec = new RandomSettings(new Random(seed)).of(definition);
        if (KnownDifferences.reason(spec, series) == null) {
          String difference = difference(spec, series.bars(seed, BARS));
          if (difference != null) {
            differences.add(series + " " + seed + " " + spec.parameters() + ": " + difference);
          }
        }
      }
    }
    assertThat(differences).as(definition.name()).isEmpty();
  }

  static Stream<IndicatorDefinition> comparable() {
    return functions()
        .filter(
            each -> KnownDifferences.reason(IndicatorSpec.of(each.name()), Series.WALK) == null);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("comparable")
  void answersAreThePortsOnALongSeries(IndicatorDefinition definition) {
    IndicatorSpec spec = IndicatorSpec.of(definition.name());
    assertThat(difference(spec, Series.WALK.bars(7, 20_000))).as(definition.name()).isNull();
  }

  /** The first difference, or null. */
  private static String difference(IndicatorSpec spec, List<double[]> bars) {
    TalibPort port = new TalibPort(spec, Series.columns(bars));
    int answers = port.run();
    int lookback = port.lookback();
    if (spec.lookback() != lookback) {
      return "lookback is " + spec.lookback() + ", the port's " + lookback;
    }
    if (answers != Math.max(0, bars.size() - lookback)) {
      return "the port answers " + answers + " bars, its lookback is " + lookback;
    }
    Indicator indicator = spec.create(MarketCalendar.alwaysOpen());
    for (int bar = 0; bar < bars.size(); bar++) {
      double[] b = bars.get(bar);
      indicator.add(bar * 60_000L, b[0], b[1], b[2], b[3], b[4]);
      if (indicator.isReady() != bar >= lookback) {
        return "at bar " + bar + " ready is " + indicator.isReady() + ", the lookback " + lookback;
      }
      for (int i = 0; bar >= lookback && i < port.outputCount(); i++) {
        if (!same(spec, i, indicator.output(i), port.output(i, bar))) {
          IndicatorOutput output = spec.definition().outputs().get(i);
          return "bar %d %s is %s, the port's %s"
              .formatted(bar, output.name(), indicator.output(i), port.output(i, bar));
        }
      }
    }
    return null;
  }

  private static boolean same(IndicatorSpec spec, int output, double got, double wanted) {
    if (got == wanted
        || Double.isNaN(got) && Double.isNaN(wanted)
        || wanted == 0 && KnownDifferences.answersZeroSooner(spec)) {
      return true;
    }
    double allowed = TOLERANCE * Math.max(1, Math.abs(wanted)) + KnownDifferences.slack(spec);
    return !spec.definition().outputs().get(output).whole() && Math.abs(got - wanted) <= allowed;
  }
}

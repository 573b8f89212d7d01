package ai.tickstock.analytics.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.analytics.Golden;
import ai.tickstock.market.MarketCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every function gives TA-Lib's answers from the same bar on: integers exactly, others within 1e-9
 * of their size (absolute below 1). Where TA-Lib's own answer is mostly rounding, the exact one is
 * as good.
 */
class TalibParityTest {
  private static final double TOLERANCE = 1e-9;

  /** The exact answers, by label, output and bar. */
  private static final Map<String, Double> EXACT =
      Golden.rows("ill_conditioned_a").stream()
          .collect(
              Collectors.toMap(
                  row -> row[0] + ' ' + row[1] + ' ' + row[2], row -> Double.valueOf(row[4])));

  static Stream<Arguments> functions() {
    return Golden.rows("functions").stream()
        .map(
            row ->
                Arguments.of(
                    row[0],
                    new IndicatorSpec(row[1], parameters(row[2])),
                    Integer.parseInt(row[3])));
  }

  private static Map<String, Double> parameters(String text) {
    Map<String, Double> parameters = new HashMap<>();
    for (String parameter : text.isEmpty() ? new String[0] : text.split(";")) {
      String[] parts = parameter.split("=");
      parameters.put(parts[0], Double.valueOf(parts[1]));
    }
    return parameters;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void everyBarHasTalibsAnswers(String label, IndicatorSpec spec, int lookback) {
    assertThat(spec.lookback()).as("lookback").isEqualTo(lookback);
    List<double[]> expected = Golden.answers(label);
    Indicator indicator = spec.create(MarketCalendar.alwaysOpen());
    for (int bar = 0; bar < Golden.size(); bar++) {
      double[] b = Golden.bar(bar);
      indicator.add(bar * 60_000L, b[0], b[1], b[2], b[3], b[4]);
      assertThat(indicator.isReady()).as("ready at bar %d", bar).isEqualTo(bar >= lookback);
      if (indicator.isReady()) {
        compare(label, spec.definition(), bar, indicator, expected.get(bar));
      }
    }
  }

  private static void compare(
      String label, IndicatorDefinition definition, int bar, Indicator indicator, double[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      IndicatorOutput output = definition.outputs().get(i);
      double got = indicator.output(i);
      String place = label + ' ' + output.talibName() + ' ' + bar;
      boolean same =
          Double.compare(got, wanted[i]) == 0
              || got == wanted[i]
              || !output.whole()
                  && (near(got, wanted[i])
                      || EXACT.containsKey(place) && near(got, EXACT.get(place)));
      assertThat(same).as("%s: got %s, wanted %s", place, got, wanted[i]).isTrue();
    }
  }

  private static boolean near(double got, double wanted) {
    return Math.abs(got - wanted) <= TOLERANCE * Math.max(1, Math.abs(wanted));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void outputsHaveTalibsNamesAndOrder(String label, IndicatorSpec spec, int lookback) {
    assertThat(spec.definition().outputs().stream().map(TalibParityTest::column))
        .isEqualTo(Golden.outputs(label));
  }

  private static String column(IndicatorOutput output) {
    return output.talibName();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void parametersHaveTalibsNamesOrderAndDefaults(String label, IndicatorSpec spec, int lookback) {
    Map<String, Double> defaults =
        Golden.rows("functions").stream()
            .filter(row -> row[0].equals(spec.name()))
            .findFirst()
            .map(row -> parameters(row[2]))
            .orElseThrow();
    Map<String, Double> ours =
        spec.definition().parameters().stream()
            .filter(parameter -> parameter.type() != IndicatorParameter.Type.INPUT)
            .collect(
                Collectors.toMap(IndicatorParameter::talibName, IndicatorParameter::defaultValue));
    assertThat(ours).isEqualTo(defaults);
  }
}

package ai.tickstock.analytics.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.analytics.Golden;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every function gives TA-Lib's answers exactly, once TA-Lib's own lookback is there. (As
 * indicators they are compared by TalibParityTest.)
 */
class CandleParityTest {
  static Stream<Arguments> functions() {
    Stream<Arguments> variants =
        Stream.of(
            Arguments.of("CDLMORNINGSTAR_05", Stars.MORNING_STAR.penetrating(0.5)),
            Arguments.of("CDLDARKCLOUDCOVER_02", TwoCandles.DARK_CLOUD_COVER.penetrating(0.2)));
    return Stream.concat(
        StandardPatterns.definitions().stream()
            .map(PatternDefinition::function)
            .distinct()
            .map(function -> Arguments.of(function.talibName(), function)),
        variants);
  }

  @Test
  void allSixtyOneFunctionsAreThere() {
    assertThat(functions()).hasSize(61 + 2);
    assertThat(StandardPatterns.definitions().stream().map(PatternDefinition::talibName).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Golden.rows("functions").stream()
                .map(row -> row[1])
                .filter(name -> name.startsWith("CDL"))
                .distinct()
                .toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void talibsTotalsGiveTalibsAnswers(String label, CandleFunction function) {
    List<double[]> expected = Golden.answers(label);
    int[] answers = answers(function, Rounding.TALIB);
    for (int bar = 0; bar < answers.length; bar++) {
      if (bar < function.lookback()) {
        assertThat(expected.get(bar)).as("bar %d", bar).isNull();
      } else {
        assertThat(answers[bar]).as("bar %d", bar).isEqualTo((int) expected.get(bar)[0]);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void windowsSummedByThemselvesDifferOnlyWhereTalibsTotalIsAResidueOfRounding(
      String label, CandleFunction function) {
    int[] talib = answers(function, Rounding.TALIB);
    int[] windows = answers(function, Rounding.WINDOW);
    for (int bar = function.lookback(); bar < talib.length; bar++) {
      if (talib[bar] != windows[bar]) {
        assertThat(label).isEqualTo("CDLDOJI");
        assertThat(rangesBefore(bar)).as("bar %d", bar).isZero();
      }
    }
  }

  private static int[] answers(CandleFunction function, Rounding rounding) {
    CandleIndicator indicator = new CandleIndicator(DetectorPlan.of(function, rounding));
    int[] answers = new int[Golden.size()];
    for (int bar = 0; bar < answers.length; bar++) {
      double[] b = Golden.bar(bar);
      indicator.add(bar * 60_000L, b[0], b[1], b[2], b[3], b[4]);
      answers[bar] = indicator.isReady() ? (int) indicator.value() : 0;
    }
    return answers;
  }

  private static double rangesBefore(int bar) {
    double sum = 0;
    for (int before = bar - 10; before < bar; before++) {
      sum += Golden.bar(before)[1] - Golden.bar(before)[2];
    }
    return sum;
  }
}

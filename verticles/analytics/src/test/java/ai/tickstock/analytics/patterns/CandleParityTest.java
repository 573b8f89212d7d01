package ai.tickstock.analytics.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.analytics.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule gives TA-Lib's answers exactly, once TA-Lib's own lookback is there. */
class CandleParityTest {
  static Stream<Arguments> functions() {
    return Stream.concat(
        Patterns.all().stream()
            .map(PatternDefinition::function)
            .distinct()
            .map(function -> of(function.talibName(), function, function.rule())),
        Stream.of(
            of(
                "CDLMORNINGSTAR_05",
                CandleFunction.MORNING_STAR,
                totals -> Star.morning(totals, 0.5))));
  }

  private static Arguments of(
      String label, CandleFunction function, Function<CandleTotals, CandleRule> rule) {
    return Arguments.of(label, function.lookback(), rule);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void talibsTotalsGiveTalibsAnswers(
      String label, int lookback, Function<CandleTotals, CandleRule> rule) {
    List<double[]> expected = Golden.answers(label);
    int[] answers = answers(rule, Rounding.TALIB, lookback);
    for (int bar = 0; bar < answers.length; bar++) {
      if (bar < lookback) {
        assertThat(expected.get(bar)).as("bar %d", bar).isNull();
      } else {
        assertThat(answers[bar]).as("bar %d", bar).isEqualTo((int) expected.get(bar)[0]);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void windowsSummedByThemselvesDifferOnlyWhereTalibsTotalIsAResidueOfRounding(
      String label, int lookback, Function<CandleTotals, CandleRule> rule) {
    int[] talib = answers(rule, Rounding.TALIB, lookback);
    int[] windows = answers(rule, Rounding.WINDOW, lookback);
    for (int bar = lookback; bar < talib.length; bar++) {
      if (talib[bar] != windows[bar]) {
        assertThat(label).isEqualTo("CDLDOJI");
        assertThat(rangesBefore(bar)).as("bar %d", bar).isZero();
      }
    }
  }

  @Test
  void detectionsAreTalibsAnswersUnderFriendlyNames() {
    List<String> expected = new ArrayList<>();
    List<List<double[]>> answers =
        Patterns.all().stream().map(pattern -> Golden.answers(pattern.talibName())).toList();
    for (int bar = 12; bar < Golden.size(); bar++) {
      for (int i = 0; i < answers.size(); i++) {
        PatternDefinition pattern = Patterns.all().get(i);
        double answer = answers.get(i).get(bar)[0];
        boolean itsSign = !pattern.name().startsWith(answer > 0 ? "Bearish" : "Bullish");
        if (answer != 0 && itsSign) {
          boolean doji = pattern.name().equals("Doji");
          String direction = doji ? "reversal" : answer > 0 ? "bullish" : "bearish";
          expected.add(bar + " " + pattern.name() + " " + direction);
        }
      }
    }
    assertThat(detections(Rounding.TALIB)).isEqualTo(expected);
  }

  private static List<String> detections(Rounding rounding) {
    PatternDetector detector = new PatternDetector(Patterns.names(), rounding);
    List<String> heard = new ArrayList<>();
    for (int i = 0; i < Golden.size(); i++) {
      int bar = i;
      double[] b = Golden.bar(bar);
      PatternListener listener =
          (pattern, direction, confidence, warming) -> {
            if (bar >= 12) {
              heard.add(bar + " " + pattern + " " + direction.label());
              assertThat(warming).isFalse();
            }
          };
      detector.add(bar * 60_000L, b[0], b[1], b[2], b[3], b[4], listener);
    }
    return heard;
  }

  private static int[] answers(
      Function<CandleTotals, CandleRule> rule, Rounding rounding, int lookback) {
    CandleTotals totals = new CandleTotals(rounding);
    CandleRule made = rule.apply(totals);
    CandleWindow window = new CandleWindow(totals);
    int[] answers = new int[Golden.size()];
    for (int bar = 0; bar < answers.length; bar++) {
      double[] b = Golden.bar(bar);
      window.add(b[0], b[1], b[2], b[3], b[4]);
      answers[bar] = bar < lookback ? 0 : made.match(window);
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

package ai.tickstock.analytics.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.analytics.patterns.PatternDefinition;
import ai.tickstock.analytics.patterns.PatternDetector;
import ai.tickstock.analytics.patterns.Patterns;
import ai.tickstock.analytics.patterns.Rounding;
import ai.tickstock.market.Direction;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * With TA-Lib's rounding the detector detects what TA-Lib's Java port answers, on any bars, under
 * friendly names. What is known to differ stands in {@link KnownDifferences}.
 */
class PatternPortParityTest {
  private static final int BARS = 4_000;

  /** Bearish, though TA-Lib answers 100 where there is one. */
  private static final Set<String> ONE_SIGN = Set.of("GravestoneDoji");

  private static final Set<Direction> UNSIGNED = Set.of(Direction.REVERSAL, Direction.CONTINUATION);

  @ParameterizedTest
  @EnumSource(Series.class)
  void detectionsAreThePortsAnswers(Series series) {
    List<double[]> bars = series.bars(series.ordinal(), BARS);
    Set<String> ours = ours(bars);
    Set<String> thePorts = thePorts(bars);
    assertThat(without(ours, thePorts)).as("ours only").isEmpty();
    assertThat(without(thePorts, ours)).as("the port's only").isEmpty();
  }

  private static Set<String> without(Set<String> these, Set<String> those) {
    Set<String> left = new TreeSet<>(these);
    left.removeAll(those);
    return left;
  }

  private static Set<String> thePorts(List<double[]> bars) {
    Set<String> found = new TreeSet<>();
    for (PatternDefinition pattern : Patterns.all()) {
      if (isComparable(pattern.talibName())) {
        TalibPort port = new TalibPort(pattern.talibName(), Series.columns(bars));
        port.run();
        for (int bar = port.begin(); bar < bars.size(); bar++) {
          Direction direction = direction(pattern, port.output(0, bar));
          if (direction != null) {
            found.add(entry(bar, pattern.name(), direction));
          }
        }
      }
    }
    return found;
  }

  private static Direction direction(PatternDefinition pattern, double answer) {
    if (answer == 0) {
      return null;
    }
    if (ONE_SIGN.contains(pattern.name())) {
      return pattern.directions().get(0);
    }
    Direction signed = answer > 0 ? Direction.BULLISH : Direction.BEARISH;
    return pattern.directions().stream()
        .filter(direction -> direction == signed || UNSIGNED.contains(direction))
        .findFirst()
        .orElse(null);
  }

  private static Set<String> ours(List<double[]> bars) {
    PatternDetector detector = new PatternDetector(Patterns.names(), Rounding.TALIB);
    Set<String> found = new TreeSet<>();
    for (int i = 0; i < bars.size(); i++) {
      int bar = i;
      double[] b = bars.get(i);
      detector.add(
          i * 60_000L,
          b[0],
          b[1],
          b[2],
          b[3],
          b[4],
          (name, direction, confidence, warming) -> {
            if (!warming && isComparable(Patterns.of(name).talibName())) {
              found.add(entry(bar, name, direction));
            }
          });
    }
    return found;
  }

  private static boolean isComparable(String talibName) {
    return !talibName.isEmpty() && KnownDifferences.reason(talibName) == null;
  }

  private static String entry(int bar, String name, Direction direction) {
    return "%05d %s %s".formatted(bar, name, direction.label());
  }
}

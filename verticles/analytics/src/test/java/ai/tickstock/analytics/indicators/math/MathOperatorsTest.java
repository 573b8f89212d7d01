package ai.tickstock.analytics.indicators.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.analytics.Walk;
import ai.tickstock.analytics.indicators.rolling.Feed;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MathOperatorsTest {
  @ParameterizedTest
  @CsvSource({"ADD, 9", "SUB, 3", "MULT, 18", "DIV, 2"})
  void theUsualPairIsHighAndLow(String operator, double expected) {
    assertThat(Feed.of(operator).pair(6, 3).value()).isEqualTo(expected);
  }

  @Test
  void divisionByZeroIsAnInfinityOrNaN() {
    assertThat(Feed.of("DIV").pair(6, 0).value()).isInfinite();
    assertThat(Feed.of("DIV").pair(0, 0).value()).isNaN();
  }

  @Property(tries = 60)
  void extremesEncloseTheValueAndBothAgree(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int n) {
    List<double[]> bars = Walk.bars(seed, 200);
    Feed min = Feed.of("MIN", n);
    Feed max = Feed.of("MAX", n);
    Feed both = Feed.of("MINMAX", n);
    for (int i = 0; i < bars.size(); i++) {
      min.bar(bars.get(i));
      max.bar(bars.get(i));
      both.bar(bars.get(i));
      if (min.isReady()) {
        double[] window =
            bars.subList(i - n + 1, i + 1).stream().mapToDouble(b -> b[3]).sorted().toArray();
        assertThat(min.value()).isEqualTo(window[0]).isLessThanOrEqualTo(bars.get(i)[3]);
        assertThat(max.value()).isEqualTo(window[n - 1]).isGreaterThanOrEqualTo(bars.get(i)[3]);
        assertThat(both.outputs()).containsExactly(min.value(), max.value());
      }
    }
  }

  @Property(tries = 60)
  void sumIsTheSumOfTheLastValues(@ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int n) {
    List<double[]> bars = Walk.bars(seed, 200);
    Feed sum = Feed.of("SUM", n);
    for (int i = 0; i < bars.size(); i++) {
      sum.bar(bars.get(i));
      if (sum.isReady()) {
        double expected = bars.subList(i - n + 1, i + 1).stream().mapToDouble(b -> b[3]).sum();
        assertThat(sum.value()).isCloseTo(expected, within(1e-12 * expected));
      }
    }
  }

  @Example
  void tenMillionValuesLeaveNoDriftInTheSum() {
    Sum all = new Sum(50);
    Sum last = new Sum(50);
    long random = 7;
    for (int i = 0; i < 10_000_000; i++) {
      random = random * 6364136223846793005L + 1442695040888963407L;
      double value = 1e6 + (random >>> 40) / 1000.0;
      all.add(value);
      if (i >= 10_000_000 - 50) {
        last.add(value);
      }
    }
    assertThat(all.value()).isCloseTo(last.value(), within(1e-11 * last.value()));
  }
}

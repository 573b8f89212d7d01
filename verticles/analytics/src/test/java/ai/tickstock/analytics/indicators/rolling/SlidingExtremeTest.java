package ai.tickstock.analytics.indicators.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SlidingExtremeTest {
  @Property(tries = 200)
  void itIsTheExtremeOfTheLastValuesOrOfAllThereAre(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int period,
      @ForAll @IntRange(min = 1, max = 50) int different) {
    Random random = new Random(seed);
    double[] values = random.doubles(150, -different, different).map(Math::rint).toArray();
    SlidingExtreme highest = SlidingExtreme.highest(period);
    SlidingExtreme lowest = SlidingExtreme.lowest(period);
    for (int i = 0; i < values.length; i++) {
      highest.add(values[i]);
      lowest.add(values[i]);
      int from = Math.max(0, i + 1 - period);
      assertThat(highest.value())
          .isEqualTo(
              IntStream.rangeClosed(from, i).mapToDouble(k -> values[k]).max().orElseThrow());
      assertThat(lowest.value())
          .isEqualTo(
              IntStream.rangeClosed(from, i).mapToDouble(k -> values[k]).min().orElseThrow());
    }
  }

  @Test
  void theExtremeOfOneValueIsTheValue() {
    SlidingExtreme lowest = SlidingExtreme.lowest(1);
    lowest.add(3);
    lowest.add(5);
    assertThat(lowest.value()).isEqualTo(5);
  }
}

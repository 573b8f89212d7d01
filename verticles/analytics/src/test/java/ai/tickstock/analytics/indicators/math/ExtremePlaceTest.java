package ai.tickstock.analytics.indicators.math;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.analytics.indicators.rolling.Feed;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExtremePlaceTest {
  @Test
  void barsAreCountedFromTheFirstOfAll() {
    assertThat(Feed.of("MAXINDEX", 3).closes(1, 1, 1, 5, 2).value()).isEqualTo(3);
    assertThat(Feed.of("MININDEX", 3).closes(9, 9, 9, 5, 7).value()).isEqualTo(3);
    assertThat(Feed.of("MINMAXINDEX", 3).closes(9, 9, 4, 5, 7).outputs()).containsExactly(2, 4);
  }

  @Test
  void aNewBarThatEqualsTheExtremeTakesOver() {
    assertThat(Feed.of("MAXINDEX", 3).closes(1, 5, 2, 5).value()).isEqualTo(3);
    assertThat(Feed.of("MININDEX", 3).closes(9, 5, 7, 5).value()).isEqualTo(3);
  }

  @Test
  void whenTheExtremeLeavesTheEarliestOfEqualsFollows() {
    assertThat(Feed.of("MAXINDEX", 3).closes(9, 5, 4, 5).value()).isEqualTo(1);
    assertThat(Feed.of("MININDEX", 3).closes(1, 5, 6, 5).value()).isEqualTo(1);
  }

  @Test
  void theFirstWindowHasTheEarliestOfEquals() {
    assertThat(Feed.of("MAXINDEX", 3).closes(5, 4, 5).value()).isEqualTo(0);
    assertThat(Feed.of("MININDEX", 3).closes(5, 6, 5).value()).isEqualTo(0);
  }

  @Property(tries = 300)
  void itIsWhatSearchingTheWindowGives(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 25) int period,
      @ForAll @IntRange(min = 1, max = 8) int different) {
    int[] values = new Random(seed).ints(200, 0, different).toArray();
    ExtremePlace highest = ExtremePlace.highest(period);
    ExtremePlace lowest = ExtremePlace.lowest(period);
    int high = -1;
    int low = -1;
    for (int i = 0; i < values.length; i++) {
      highest.add(values[i]);
      lowest.add(values[i]);
      if (i >= period - 1) {
        high = searched(values, 1, i - period + 1, i, high);
        low = searched(values, -1, i - period + 1, i, low);
        assertThat(highest.place()).isEqualTo(high);
        assertThat(lowest.place()).isEqualTo(low);
      }
    }
  }

  /** The rule as it is told: look at the newest; if the extreme has left, look at all. */
  private static int searched(int[] values, int sign, int oldest, int newest, int place) {
    if (place >= oldest) {
      return sign * values[newest] >= sign * values[place] ? newest : place;
    }
    int best = oldest;
    for (int i = oldest + 1; i <= newest; i++) {
      best = sign * values[i] > sign * values[best] ? i : best;
    }
    return best;
  }

  @Example
  void placesStayExactOverMillionsOfValues() {
    ExtremePlaces place = new ExtremePlaces(10, ExtremePlace.highest(10));
    for (int i = 0; i < 10_000_000; i++) {
      place.add(i % 100);
    }
    assertThat(place.value()).isEqualTo(9_999_999);
  }
}

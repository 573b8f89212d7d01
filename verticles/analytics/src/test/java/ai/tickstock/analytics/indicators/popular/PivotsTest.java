package ai.tickstock.analytics.indicators.popular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.analytics.Walk;
import ai.tickstock.analytics.indicators.Indicator;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.market.MarketCalendar;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PivotsTest {
  private static final Offset<Double> NEAR = within(1e-12);

  private static Indicator of(String name) {
    return IndicatorSpec.of(name).create(MarketCalendar.newYork());
  }

  private static void bar(Indicator pivots, String instant, double high, double low, double close) {
    pivots.add(Instant.parse(instant).toEpochMilli(), close, high, low, close, 1);
  }

  /** Monday with high 120, low 90, close 105, in two bars, then Tuesday's first. */
  private static Indicator afterMonday(String name) {
    Indicator pivots = of(name);
    bar(pivots, "2025-10-13T14:00:00Z", 120, 100, 110);
    bar(pivots, "2025-10-13T15:00:00Z", 112, 90, 105);
    bar(pivots, "2025-10-14T14:00:00Z", 500, 1, 300);
    return pivots;
  }

  private static void hasLevels(Indicator pivots, double... expected) {
    assertThat(pivots.isReady()).isTrue();
    assertThat(pivots.outputCount()).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(pivots.output(i)).as("output %d", i).isCloseTo(expected[i], NEAR);
    }
  }

  @Test
  void floorPivotsAreOfTheDayBefore() {
    hasLevels(afterMonday("PIVOTS"), 105, 120, 135, 150, 90, 75, 60);
  }

  @Test
  void fibonacciPivotsArePartsOfTheRangeAroundThePivot() {
    hasLevels(afterMonday("PIVOTS_FIBONACCI"), 105, 116.46, 123.54, 135, 93.54, 86.46, 75);
  }

  @Test
  void camarillaPivotsArePartsOfTheRangeAroundTheClose() {
    hasLevels(
        afterMonday("PIVOTS_CAMARILLA"),
        105,
        107.75,
        110.5,
        113.25,
        121.5,
        102.25,
        99.5,
        96.75,
        88.5);
  }

  @Test
  void levelsStayTheSameAllDay() {
    Indicator pivots = afterMonday("PIVOTS");
    bar(pivots, "2025-10-14T19:59:00Z", 700, 600, 650);
    hasLevels(pivots, 105, 120, 135, 150, 90, 75, 60);
  }

  @Test
  void theFirstDayHasNoLevels() {
    Indicator pivots = of("PIVOTS");
    for (int minute = 10; minute < 60; minute++) {
      bar(pivots, "2025-10-13T14:" + minute + ":00Z", 120, 90, 105);
      assertThat(pivots.isReady()).isFalse();
    }
  }

  @Test
  void theDayBeginsAtTheMarketsMidnightNotAtUtcs() {
    Indicator pivots = of("PIVOTS");
    bar(pivots, "2025-10-13T23:59:00Z", 100, 90, 95);
    bar(pivots, "2025-10-14T03:59:00Z", 120, 100, 105);
    assertThat(pivots.isReady()).isFalse();
    bar(pivots, "2025-10-14T04:00:00Z", 1, 1, 1);
    hasLevels(pivots, 105, 120, 135, 150, 90, 75, 60);
  }

  @Test
  void theDayBeforeIsTheLastOneWithBars() {
    Indicator pivots = of("PIVOTS");
    bar(pivots, "2025-10-10T14:00:00Z", 120, 90, 105);
    bar(pivots, "2025-10-14T14:00:00Z", 1, 1, 1);
    hasLevels(pivots, 105, 120, 135, 150, 90, 75, 60);
  }

  @Test
  void onDailyBarsLevelsAreOfTheBarBefore() {
    Indicator pivots = of("PIVOTS");
    bar(pivots, "2025-10-13T04:00:00Z", 1000, 900, 950);
    bar(pivots, "2025-10-14T04:00:00Z", 120, 90, 105);
    bar(pivots, "2025-10-15T04:00:00Z", 1, 1, 1);
    hasLevels(pivots, 105, 120, 135, 150, 90, 75, 60);
  }

  @Test
  void namesTellTheSides() {
    assertThat(IndicatorSpec.of("PIVOTS_CAMARILLA").definition().outputs())
        .extracting(output -> output.name())
        .containsExactly("pivot", "r1", "r2", "r3", "r4", "s1", "s2", "s3", "s4");
  }

  @Property(tries = 60)
  void levelsAreOrdered(@ForAll long seed) {
    for (String name : List.of("PIVOTS", "PIVOTS_FIBONACCI", "PIVOTS_CAMARILLA")) {
      Indicator pivots = of(name);
      int perSide = pivots.outputCount() / 2;
      int hour = 0;
      for (double[] b : Walk.bars(seed, 120)) {
        pivots.add(hour++ * 3_600_000L, b[0], b[1], b[2], b[3], b[4]);
        if (!pivots.isReady()) {
          continue;
        }
        for (int i = 1; i < perSide; i++) {
          assertThat(pivots.output(i + 1)).isGreaterThanOrEqualTo(pivots.output(i) - 1e-9);
          assertThat(pivots.output(perSide + i + 1))
              .isLessThanOrEqualTo(pivots.output(perSide + i) + 1e-9);
        }
        assertThat(pivots.output(1)).isGreaterThanOrEqualTo(pivots.output(perSide + 1) - 1e-9);
        if (!name.equals("PIVOTS_CAMARILLA")) {
          assertThat(pivots.output(0))
              .isBetween(pivots.output(perSide + 1) - 1e-9, pivots.output(1) + 1e-9);
        }
      }
    }
  }
}

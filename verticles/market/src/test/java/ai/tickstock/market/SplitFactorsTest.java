package ai.tickstock.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SplitFactorsTest {
  private static final MarketCalendar NEW_YORK = MarketCalendar.newYork();
  private static final SplitFactors APPLE =
      SplitFactors.of(
          Map.of(LocalDate.parse("2014-06-09"), 7.0, LocalDate.parse("2020-08-31"), 4.0), NEW_YORK);

  @Test
  void theSplitsDayBeginsWithTheMarketsDay() {
    assertThat(APPLE.at(millis("2020-08-31T03:59:59.999Z"))).isEqualTo(4);
    assertThat(APPLE.at(millis("2020-08-31T04:00:00Z"))).isEqualTo(1);
  }

  @Test
  void pricesBeforeSeveralSplitsAreDividedByAllOfThem() {
    assertThat(APPLE.at(millis("2014-06-08T00:00:00Z"))).isEqualTo(28);
    assertThat(APPLE.at(millis("2014-06-09T04:00:00Z"))).isEqualTo(4);
    assertThat(APPLE.at(Long.MIN_VALUE)).isEqualTo(28);
    assertThat(APPLE.at(Long.MAX_VALUE)).isEqualTo(1);
  }

  @Test
  void pricesAreDividedAndVolumesMultiplied() {
    Bar before = bar("2020-08-28T04:00:00Z", 500, 100);
    assertThat(APPLE.adjusted(before)).isEqualTo(bar("2020-08-28T04:00:00Z", 125, 400));
    Bar after = bar("2020-08-31T04:00:00Z", 128, 100);
    assertThat(APPLE.adjusted(after)).isSameAs(after);
  }

  @Test
  void aBarAsOfATimeIsAdjustedForTheSplitsMadeByThen() {
    Bar old = bar("2014-06-06T04:00:00Z", 700, 100);
    assertThat(APPLE.asOf(old, millis("2014-06-06T20:00:00Z"))).isEqualTo(old);
    assertThat(APPLE.asOf(old, millis("2014-06-09T14:00:00Z")).close()).isEqualTo(100);
    assertThat(APPLE.asOf(old, millis("2020-09-01T14:00:00Z")).close()).isEqualTo(25);
  }

  @Test
  void aReverseSplitRaisesPrices() {
    SplitFactors aig = SplitFactors.of(Map.of(LocalDate.parse("2009-07-01"), 0.05), NEW_YORK);
    Bar adjusted = aig.adjusted(bar("2009-06-30T04:00:00Z", 1.16, 2_000));
    assertThat(adjusted.close()).isCloseTo(23.2, within(1e-12));
    assertThat(adjusted.volume()).isCloseTo(100, within(1e-12));
  }

  @Test
  void aSplitLiesBetweenTheDayBeforeAndItsOwn() {
    assertThat(APPLE.between(millis("2020-08-28T19:59:00Z"), millis("2020-08-31T13:30:00Z")))
        .isTrue();
    assertThat(APPLE.between(millis("2020-08-31T04:00:00Z"), millis("2020-08-31T13:30:00Z")))
        .isFalse();
    assertThat(APPLE.between(Long.MIN_VALUE, millis("2014-06-06T13:30:00Z"))).isFalse();
  }

  @Property
  void adjustingAndBackGivesTheBarAsItWasTraded(
      @ForAll @Size(max = 6) List<@DoubleRange(min = 0.01, max = 100) Double> ratios,
      @ForAll @IntRange(max = 12_000) int day,
      @ForAll @DoubleRange(min = 0.01, max = 1e6) double price,
      @ForAll @DoubleRange(min = 0, max = 1e12) double volume) {
    Map<LocalDate, Double> splits = new HashMap<>();
    for (int i = 0; i < ratios.size(); i++) {
      splits.put(LocalDate.ofEpochDay(11_000 + 1_000 * i), ratios.get(i));
    }
    SplitFactors factors = SplitFactors.of(splits, NEW_YORK);
    Bar raw = bar(LocalDate.ofEpochDay(10_500 + day).atStartOfDay() + ":00Z", price, volume);
    Bar back = factors.raw(factors.adjusted(raw));
    assertThat(back.close()).isCloseTo(price, within(2 * Math.ulp(price)));
    assertThat(back.volume()).isCloseTo(volume, within(2 * Math.ulp(volume)));
    double turnover = factors.adjusted(raw).close() * factors.adjusted(raw).volume();
    assertThat(turnover).isCloseTo(price * volume, within(3 * Math.ulp(price * volume)));
  }

  private static Bar bar(String start, double price, double volume) {
    return new Bar(
        "AAPL",
        Timeframe.DAY_1,
        Instant.parse(start),
        price,
        price,
        price,
        price,
        volume,
        price,
        10,
        0);
  }

  private static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}

package ai.tickstock.analytics.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.analytics.Walk;
import ai.tickstock.analytics.indicators.Indicator;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.market.MarketCalendar;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
  private static final MarketCalendar CALENDAR = MarketCalendar.newYork();

  /** On which bars a condition holds, from 0, over bars of one price. */
  private static List<Integer> holding(String condition, double... closes) {
    Condition.Watch watch = Condition.of(condition).watch(CALENDAR);
    List<Integer> holding = new ArrayList<>();
    for (int i = 0; i < closes.length; i++) {
      double c = closes[i];
      boolean holds = watch.add(i * 60_000L, c, c, c, c, 1000);
      assertThat(watch.holds()).isEqualTo(holds);
      if (holds) {
        holding.add(i);
      }
    }
    return holding;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RSI(14) < 30",
        "RSI(timePeriod=14)<30",
        "RSI < 30",
        "close crosses above SMA(200)",
        "close CROSSES   Below SMA(200)",
        "MACD.macd >= MACD.signal",
        "MACD(12, 26, 9).histogram > 0",
        "close > BBANDS(20, 2).upper",
        "30 > RSI(14)",
        "ROC(1) > -1.5e-3",
        "ROC(1) > +.5",
        "volume >= 1.",
        "typical <= Median",
        "low_over_high > 0.99",
        "  open   <   close  "
      })
  void thisIsACondition(String text) {
    Condition condition = Condition.of(text);
    assertThat(condition).hasToString(text.strip());
    assertThat(condition).isEqualTo(Condition.of(text)).hasSameHashCodeAs(Condition.of(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RSI(14)|expected two values and <, <=, >, >=, crosses above or crosses below between them",
        "RSI(14) = 30|expected two values",
        "< 30|expected two values",
        "close crosses SMA(20)|expected two values",
        "RSI(14) < thirty|expected a price or an indicator such as",
        "cloes > 3|such as COS, close, ACOS",
        "RSO(14) < 3|such as RSI",
        "rsi < 3|such as RSI",
        "cycle > 3|was cycle",
        "RSI(14) < 30 < 40|expected a number, a price such as close",
        "RSI(14) < 30d|was 30d",
        "RSI(14) < 0x1p3|was 0x1p3",
        "RSI(14) < 1e999|was 1e999",
        "RSI(14) < NaN|was NaN",
        "RSI(14) < 1,000|was 1,000",
        "RSI(14 < 30|expected a name such as RSI or RSI(timePeriod=14)",
        "RSI(0) < 30|RSI.timePeriod",
        "RSI(14, 3, 4, 5) < 30|expected at most",
        "RSI(periode=14) < 30|timePeriod",
        "MACD.macdd > 0|expected an output of",
        "close.high > 0|expected a price or an indicator such as"
      })
  void thisIsNoneAndTheErrorSaysWhy(String text, String why) {
    assertThatThrownBy(() -> Condition.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("condition")
        .hasMessageContaining(why);
  }

  @Test
  void aConditionOfAnyLengthIsNotRead() {
    assertThatThrownBy(() -> Condition.of("close > " + "1".repeat(300)))
        .hasMessage("condition: expected at most 200 characters, was 308");
  }

  @ParameterizedTest
  @CsvSource({
    "close < 10, 9",
    "close <= 10, 9 10",
    "close > 10, 11",
    "close >= 10, 10 11",
  })
  void eachComparisonHoldsWhereItSays(String condition, String prices) {
    List<Integer> expected = new ArrayList<>();
    for (String price : prices.split(" ")) {
      expected.add(Integer.parseInt(price) - 9);
    }
    assertThat(holding(condition, 9, 10, 11)).isEqualTo(expected);
  }

  @Test
  void crossingAboveIsBeingAboveAndNotHavingBeenThereOnTheBarBefore() {
    assertThat(holding("close crosses above 10", 9, 11, 12, 9, 10, 11)).containsExactly(1, 5);
  }

  @Test
  void crossingBelowIsTheOtherWayRound() {
    assertThat(holding("close crosses below 10", 11, 9, 8, 11, 10, 9)).containsExactly(1, 5);
  }

  @Test
  void whatTouchesAndTurnsBackWasNotAboveOnTheBarBefore() {
    assertThat(holding("close crosses above 10", 11, 10, 11)).containsExactly(2);
    assertThat(holding("close crosses below 10", 11, 10, 11)).isEmpty();
  }

  @Test
  void theFirstBarCrossesNothing() {
    assertThat(holding("close crosses above 10", 11, 12)).isEmpty();
  }

  @Test
  void twoIndicatorsMayCrossEachOther() {
    // The mean of 2 against that of 3, from the third bar on: 10 10; 10 10; 11 10.67; 11.5 11.33;
    // 9.5 10.33.
    assertThat(holding("SMA(2) crosses above SMA(3)", 10, 10, 10, 10, 12, 11, 8))
        .containsExactly(4);
    assertThat(holding("SMA(2) crosses below SMA(3)", 10, 10, 10, 10, 12, 11, 8))
        .containsExactly(6);
  }

  @Test
  void nothingHoldsWhileAnIndicatorHasNoValue() {
    assertThat(holding("SMA(3) > 0", 1, 1, 1, 1)).containsExactly(2, 3);
    assertThat(holding("SMA(3) <= 9", 1, 1, 1, 1)).containsExactly(2, 3);
    // On its first bar with a value it crosses nothing: there was none before.
    assertThat(holding("close crosses above SMA(3)", 1, 1, 4, 4, 9)).doesNotContain(2);
  }

  @Test
  void warmUpIsThatOfTheSlowerSideAndTheBarBefore() {
    assertThat(Condition.of("close > 3").warmUpBars()).isEqualTo(1);
    int fast = IndicatorSpec.of("SMA", "timePeriod", 20).warmUpBars();
    int slow = IndicatorSpec.of("SMA", "timePeriod", 200).warmUpBars();
    assertThat(slow).isGreaterThan(fast);
    assertThat(Condition.of("SMA(20) crosses above SMA(200)").warmUpBars()).isEqualTo(slow + 1);
    assertThat(Condition.of("SMA(200) > SMA(20)").warmUpBars()).isEqualTo(slow + 1);
  }

  @Test
  void afterItsWarmUpItHoldsWhereItWouldAfterAllBars() {
    Condition condition = Condition.of("close crosses above SMA(20)");
    List<double[]> bars = Walk.bars(3, 600);
    List<Boolean> all = over(condition, bars, 0);
    int warmUp = condition.warmUpBars();
    for (int from = 0; from < 500; from += 100) {
      List<Boolean> some = over(condition, bars, from);
      assertThat(some.subList(warmUp, some.size()))
          .isEqualTo(all.subList(from + warmUp, all.size()));
    }
  }

  private static List<Boolean> over(Condition condition, List<double[]> bars, int from) {
    Condition.Watch watch = condition.watch(CALENDAR);
    List<Boolean> holding = new ArrayList<>();
    for (int i = from; i < bars.size(); i++) {
      double[] b = bars.get(i);
      holding.add(watch.add(i * 60_000L, b[0], b[1], b[2], b[3], b[4]));
    }
    return holding;
  }

  @Test
  void itLooksAtTheSameIndicatorAsTheLivePath() {
    Indicator rsi = IndicatorSpec.of("RSI", "timePeriod", 14).create(CALENDAR);
    Condition.Watch watch = Condition.of("RSI(14) < 40").watch(CALENDAR);
    int held = 0;
    List<double[]> bars = Walk.bars(5, 500);
    for (int i = 0; i < bars.size(); i++) {
      double[] b = bars.get(i);
      rsi.add(i * 60_000L, b[0], b[1], b[2], b[3], b[4]);
      boolean holds = watch.add(i * 60_000L, b[0], b[1], b[2], b[3], b[4]);
      assertThat(holds).isEqualTo(rsi.isReady() && rsi.value() < 40);
      held += holds ? 1 : 0;
    }
    assertThat(held).isPositive();
  }

  @Test
  void aNamedOutputIsTheOneCompared() {
    assertThat(Condition.of("MACD.macd > MACD.signal").indicators()).hasSize(1);
    assertThat(Condition.of("SMA(20) > EMA(20)").indicators())
        .extracting(IndicatorSpec::toString)
        .containsExactly(
            IndicatorSpec.of("SMA", "timePeriod", 20).toString(),
            IndicatorSpec.of("EMA", "timePeriod", 20).toString());
    Indicator bands = IndicatorSpec.of("BBANDS", "timePeriod", 5).create(CALENDAR);
    Condition.Watch above = Condition.of("BBANDS(5).upper > BBANDS(5).lower").watch(CALENDAR);
    Condition.Watch under = Condition.of("BBANDS(5).upper < BBANDS(5).middle").watch(CALENDAR);
    for (double[] b : Walk.bars(1, 60)) {
      bands.add(0, b[0], b[1], b[2], b[3], b[4]);
      boolean isAbove = above.add(0, b[0], b[1], b[2], b[3], b[4]);
      assertThat(isAbove).isEqualTo(bands.isReady() && bands.output(0) > bands.output(2));
      assertThat(under.add(0, b[0], b[1], b[2], b[3], b[4])).isFalse();
    }
  }

  @Test
  void conditionsThatSayTheSameAreEqual() {
    assertThat(Condition.of("RSI(14) < 30"))
        .isEqualTo(Condition.of("RSI(timePeriod=14) <  30.0"))
        .isNotEqualTo(Condition.of("RSI(14) <= 30"))
        .isNotEqualTo(Condition.of("RSI(15) < 30"));
  }
}

package ai.tickstock.analytics.indicators.momentum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.analytics.Walk;
import ai.tickstock.analytics.indicators.Indicator;
import ai.tickstock.analytics.indicators.IndicatorSpecs;
import ai.tickstock.market.MarketCalendar;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the traits of momentum functions say, one by one. */
class MomentumRulesTest {
  /** The first output after each bar that has one; bars as high, low, close. */
  private static List<Double> values(String spec, double[]... bars) {
    Indicator indicator = IndicatorSpecs.one(spec).create(MarketCalendar.alwaysOpen());
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < bars.length; i++) {
      double[] b = bars[i];
      indicator.add(i * 60_000L, b[2], b[0], b[1], b[2], 10);
      if (indicator.isReady()) {
        values.add(indicator.value());
      }
    }
    return values;
  }

  private static List<Double> closes(String spec, double... closes) {
    double[][] bars = new double[closes.length][];
    for (int i = 0; i < closes.length; i++) {
      bars[i] = new double[] {closes[i], closes[i], closes[i]};
    }
    return values(spec, bars);
  }

  private static double[] bar(double high, double low, double close) {
    return new double[] {high, low, close};
  }

  @Test
  void onlyTheGreaterMoveCounts() {
    double[][] bars = {bar(10, 8, 9), bar(12, 7, 9), bar(13, 5, 9)};
    assertThat(values("PLUS_DM(1)", bars)).containsExactly(2.0, 0.0);
    assertThat(values("MINUS_DM(1)", bars)).containsExactly(0.0, 2.0);
  }

  @Test
  void aTieIsNeitherUpNorDown() {
    double[][] bars = {bar(10, 8, 9), bar(11, 7, 9)};
    assertThat(values("PLUS_DM(1)", bars)).containsExactly(0.0);
    assertThat(values("MINUS_DM(1)", bars)).containsExactly(0.0);
  }

  @Test
  void aShareOfOneBarIsNotInPercent() {
    assertThat(values("PLUS_DI(1)", bar(10, 8, 8), bar(12, 9, 12))).containsExactly(0.5);
    assertThat(values("PLUS_DI(2)", bar(10, 8, 8), bar(12, 9, 12), bar(12, 9, 12)))
        .containsExactly(100 * (1.0 / 5));
  }

  @Test
  void adxAndDxKeepTheirValueWhereNothingMoves() {
    double[] still = bar(12, 12, 12);
    double[][] bars = {bar(10, 8, 9), bar(12, 9, 12), still, still, still, still};
    List<Double> dx = values("DX(2)", bars);
    assertThat(dx).hasSize(4).allMatch(value -> value == 100);
    assertThat(values("DX(2)", still, still, still)).containsExactly(0.0);
    assertThat(values("ADX(2)", still, still, still, still)).containsExactly(0.0);
  }

  @Test
  void theRatingIsHalfwayToTheAdxOfAPeriodLessOneBefore() {
    List<double[]> walk = Walk.bars(4, 100);
    double[][] bars = walk.stream().map(b -> bar(b[1], b[2], b[3])).toArray(double[][]::new);
    List<Double> adx = values("ADX(5)", bars);
    List<Double> rating = values("ADXR(5)", bars);
    assertThat(rating).hasSize(adx.size() - 4);
    for (int i = 0; i < rating.size(); i++) {
      assertThat(rating.get(i)).isEqualTo((adx.get(i + 4) + adx.get(i)) / 2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MOM(1),      2, 3,  1",
    "ROC(1),      2, 3, 50",
    "ROCP(1),     2, 3, 0.5",
    "ROCR(1),     2, 3, 1.5",
    "ROCR100(1),  2, 3, 150",
    "ROC(1),      0, 3,  0",
    "ROCR100(1),  0, 3,  0",
  })
  void changesAreComparedAndFromZeroTheyAreZero(
      String spec, double before, double now, double expected) {
    assertThat(closes(spec.replace(" ", ""), before, now)).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'STOCHF(3,1)'",
    "'STOCH(3,1,SMA,1)'",
    "WILLR(3)",
    "BOP",
    "CCI(3)",
    "CMO(3)",
    "RSI(3)"
  })
  void withoutARangeItIsZero(String spec) {
    assertThat(closes(spec, 5, 5, 5, 5, 5)).isNotEmpty().containsOnly(0.0);
  }

  @Test
  void periodsTheWrongWayRoundAreSwapped() {
    double[] closes = {1, 3, 2, 5, 4, 7, 6, 9, 8, 12};
    for (String name : List.of("MACD", "APO", "PPO")) {
      assertThat(closes(name + "(slowPeriod=2,fastPeriod=4)", closes))
          .isEqualTo(closes(name + "(slowPeriod=4,fastPeriod=2)", closes));
    }
    assertThat(closes("ULTOSC(4,1,2)", closes)).isEqualTo(closes("ULTOSC(1,2,4)", closes));
  }

  @Test
  void theMacdsFastMeanBeginsWithTheClosesBeforeTheFirstAnswer() {
    // Slow: the mean of 10, 20, 30, 40; fast: of 30 and 40.
    assertThat(closes("MACD(2,4,1)", 10, 20, 30, 40)).containsExactly(35.0 - 25);
  }

  @Test
  void thePriceOscillatorsFastMeanBeginsWithTheFirstCloses() {
    double fast = 15;
    fast = (30 - fast) * (2.0 / 3) + fast;
    fast = (40 - fast) * (2.0 / 3) + fast;
    assertThat(closes("APO(2,4,EMA)", 10, 20, 30, 40)).containsExactly(fast - 25);
  }

  @Test
  void ofEqualExtremesTheLatestCounts() {
    assertThat(
            values(
                "AROON(4)", bar(9, 5, 6), bar(8, 3, 6), bar(8, 4, 6), bar(8, 3, 6), bar(8, 4, 6)))
        .containsExactly(75.0);
    assertThat(
            values(
                "AROONOSC(4)",
                bar(9, 5, 6),
                bar(9, 3, 6),
                bar(8, 4, 6),
                bar(8, 3, 6),
                bar(8, 4, 6)))
        .containsExactly(25.0 - 75);
  }

  @Test
  void whereNoBarMovedTheIntradayMomentumIsUndefined() {
    assertThat(closes("IMI(2)", 5, 6, 7)).containsOnly(Double.NaN);
  }

  @Test
  void flowsAtAnUnchangedPriceCountOnNeitherSide() {
    assertThat(closes("MFI(2)", 5, 6, 6)).containsExactly(100.0);
    assertThat(closes("MFI(2)", 5, 5, 5)).containsExactly(0.0);
  }

  @Test
  void thePercentRangeIsNegative() {
    assertThat(values("WILLR(2)", bar(10, 8, 9), bar(12, 9, 9))).containsExactly(-75.0);
  }

  @Test
  void trixIsTheChangeOfATripleMean() {
    assertThat(closes("TRIX(1)", 10, 11)).containsExactly((11.0 / 10 - 1) * 100);
  }

  @Property(tries = 50)
  void oscillatorsStayInTheirBounds(@ForAll long seed) {
    bounded(seed, 0, 100, "RSI(5)", "MFI(5)", "ADX(5)", "DX(5)", "PLUS_DI(5)", "MINUS_DI(5)");
    bounded(seed, 0, 100, "STOCHF(5,1)", "STOCHRSI(5)", "AROON(5)", "ADXR(5)", "STOCH");
    bounded(seed, -100, 100, "CMO(5)", "AROONOSC(5)");
    bounded(seed, -100, 0, "WILLR(5)");
    bounded(seed, -1, 1, "BOP");
  }

  private static void bounded(long seed, double least, double most, String... specs) {
    List<double[]> bars = Walk.bars(seed, 300);
    for (String spec : specs) {
      Indicator indicator = IndicatorSpecs.one(spec).create(MarketCalendar.alwaysOpen());
      for (double[] b : bars) {
        indicator.add(0, b[0], b[1], b[2], b[3], b[4]);
        if (indicator.isReady()) {
          assertThat(indicator.value()).as(spec).isBetween(least - 1e-9, most + 1e-9);
        }
      }
    }
  }

  @Test
  void theSignalOfOneBarIsTheMacd() {
    assertThat(closes("MACDFIX(1)", new double[40])).hasSize(15).containsOnly(0.0);
    assertThat(closes("MACDEXT(2,SMA,3,SMA,1)", 1, 2, 4))
        .singleElement()
        .satisfies(value -> assertThat(value).isCloseTo(3 - 7.0 / 3, within(1e-12)));
  }
}

package ai.tickstock.analytics.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.analytics.Walk;
import ai.tickstock.market.MarketCalendar;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for every series, whatever its bars. */
class IndicatorPropertyTest {
  private static final long MINUTE = 60_000L;

  private static Indicator of(String name, Map<String, Double> parameters) {
    return new IndicatorSpec(name, parameters).create(MarketCalendar.alwaysOpen());
  }

  private static void feed(Indicator indicator, int number, double[] b) {
    indicator.add(number * MINUTE, b[0], b[1], b[2], b[3], b[4]);
  }

  @Property(tries = 100)
  void smaIsTheMeanOfTheLastCloses(@ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int n) {
    List<double[]> bars = Walk.bars(seed, 200);
    Indicator sma = of("SMA", Map.of("timePeriod", (double) n));
    for (int i = 0; i < bars.size(); i++) {
      feed(sma, i, bars.get(i));
      if (sma.isReady()) {
        double mean =
            bars.subList(i - n + 1, i + 1).stream().mapToDouble(b -> b[3]).average().orElseThrow();
        assertThat(sma.value()).isCloseTo(mean, within(1e-9 * mean));
      }
    }
  }

  @Property(tries = 100)
  void bandsAreDeviationsAroundTheMean(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int n) {
    List<double[]> bars = Walk.bars(seed, 200);
    Indicator bands = of("BBANDS", Map.of("timePeriod", (double) n, "nbDevUp", 1.0));
    double greatest = 0;
    for (int i = 0; i < bars.size(); i++) {
      feed(bands, i, bars.get(i));
      greatest = Math.max(greatest, bars.get(i)[3]);
      if (bands.isReady()) {
        List<double[]> window = bars.subList(i - n + 1, i + 1);
        double mean = window.stream().mapToDouble(b -> b[3]).average().orElseThrow();
        double variance = window.stream().mapToDouble(b -> (b[3] - mean) * (b[3] - mean)).sum() / n;
        double deviation = bands.output(0) - bands.output(1);
        // TA-Lib's running total of squares keeps the rounding of all that has passed through it.
        assertThat(deviation * deviation).isCloseTo(variance, within(1e-12 * greatest * greatest));
        assertThat(bands.output(1) - bands.output(2)).isCloseTo(2 * deviation, within(1e-9 * mean));
      }
    }
  }

  @Property(tries = 100)
  void oscillatorsStayInTheirBounds(@ForAll long seed) {
    Indicator rsi = of("RSI", Map.of("timePeriod", 5.0));
    Indicator stochastic = of("STOCH", Map.of());
    int number = 0;
    for (double[] bar : Walk.bars(seed, 300)) {
      feed(rsi, number, bar);
      feed(stochastic, number++, bar);
      assertThat(rsi.value()).isBetween(0.0, 100.0);
      assertThat(stochastic.output(0)).isBetween(-1e-9, 100 + 1e-9);
      assertThat(stochastic.output(1)).isBetween(-1e-9, 100 + 1e-9);
    }
  }

  @Property(tries = 100)
  void theStochasticLooksAtTheTrueExtremes(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int n) {
    List<double[]> bars = Walk.bars(seed, 150);
    Indicator fast =
        of("STOCH", Map.of("fastKPeriod", (double) n, "slowKPeriod", 1.0, "slowDPeriod", 1.0));
    for (int i = 0; i < bars.size(); i++) {
      feed(fast, i, bars.get(i));
      if (fast.isReady()) {
        List<double[]> window = bars.subList(i - n + 1, i + 1);
        double high = window.stream().mapToDouble(b -> b[1]).max().orElseThrow();
        double low = window.stream().mapToDouble(b -> b[2]).min().orElseThrow();
        double hundredth = (high - low) / 100;
        double expected = hundredth == 0 ? 0 : (bars.get(i)[3] - low) / hundredth;
        assertThat(fast.value()).isEqualTo(expected);
      }
    }
  }

  @Property(tries = 100)
  void theVwapLiesWithinTheDaysRange(@ForAll long seed) {
    Indicator vwap = of("VWAP", Map.of());
    double high = 0;
    double low = Double.MAX_VALUE;
    int number = 0;
    for (double[] bar : Walk.bars(seed, 300)) {
      feed(vwap, number++, bar);
      high = Math.max(high, bar[1]);
      low = Math.min(low, bar[2]);
      assertThat(vwap.value()).isBetween(low * (1 - 1e-12), high * (1 + 1e-12));
    }
  }

  /** The other groups have properties of their own. */
  private static final Set<String> GROUPS =
      Set.of(
          "Momentum Indicators",
          "Volume Indicators",
          "Volatility Indicators",
          "Price Transform",
          "Pattern Recognition");

  /** Differences, ranges and means of prices; all others of these groups are pure numbers. */
  private static final Set<String> PRICES =
      Set.of(
          "APO",
          "MACD",
          "MACDEXT",
          "MACDFIX",
          "MOM",
          "MINUS_DM",
          "PLUS_DM",
          "ATR",
          "TRANGE",
          "AVGDEV",
          "AVGPRICE",
          "MEDPRICE",
          "TYPPRICE",
          "WCLPRICE");

  @Property(tries = 30)
  void doublingPricesDoublesWhatIsAPriceAndNothingElse(@ForAll long seed) {
    List<double[]> bars = Walk.bars(seed, 300);
    List<double[]> doubled = Walk.scaled(bars, 2);
    for (IndicatorDefinition definition : Indicators.all()) {
      if (GROUPS.contains(definition.group())) {
        double factor = PRICES.contains(definition.name()) ? 2 : 1;
        IndicatorSpec spec = IndicatorSpec.of(definition.name());
        Indicator once = spec.create(MarketCalendar.alwaysOpen());
        Indicator twice = spec.create(MarketCalendar.alwaysOpen());
        for (int i = 0; i < bars.size(); i++) {
          add(once, i, bars.get(i));
          add(twice, i, doubled.get(i));
          for (int output = 0; once.isReady() && output < once.outputCount(); output++) {
            double expected = once.output(output) * factor;
            assertThat(twice.output(output))
                .as(spec.label())
                .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
          }
        }
      }
    }
  }

  @Property(tries = 30)
  void pricesMadeOfABarLieWithinIt(@ForAll long seed) {
    List<double[]> bars = Walk.bars(seed, 200);
    for (String name : List.of("AVGPRICE", "MEDPRICE", "TYPPRICE", "WCLPRICE")) {
      Indicator price = IndicatorSpec.of(name).create(MarketCalendar.alwaysOpen());
      for (int i = 0; i < bars.size(); i++) {
        add(price, i, bars.get(i));
        assertThat(price.value())
            .as(name)
            .isBetween(bars.get(i)[2] * (1 - 1e-12), bars.get(i)[1] * (1 + 1e-12));
      }
    }
  }

  @Example
  void aSeriesThatNeverMovesHasFiniteValues() {
    IndicatorSet set = new IndicatorSet(IndicatorSet.defaults(), MarketCalendar.alwaysOpen());
    for (int i = 0; i < 500; i++) {
      add(set, i, new double[] {7.1, 7.1, 7.1, 7.1, 0});
      for (int k = 0; k < set.size(); k++) {
        for (int output = 0; output < set.outputCount(k); output++) {
          assertThat(set.value(k, output)).as(set.spec(k).label()).isFinite();
        }
      }
    }
  }

  private static void add(Indicator indicator, int number, double[] b) {
    indicator.add(number * 60_000L, b[0], b[1], b[2], b[3], b[4]);
  }

  private static void add(IndicatorSet set, int number, double[] b) {
    set.add(number * MINUTE, b[0], b[1], b[2], b[3], b[4]);
  }
}

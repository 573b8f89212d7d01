package ai.tickstock.analytics.indicators.volume;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.analytics.indicators.Indicator;
import ai.tickstock.analytics.indicators.IndicatorSpecs;
import ai.tickstock.market.MarketCalendar;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the traits of volume functions say, one by one. */
class VolumeRulesTest {
  /** The value after each bar that has one; bars as high, low, close, volume. */
  private static List<Double> values(String spec, double[]... bars) {
    Indicator indicator = IndicatorSpecs.one(spec).create(MarketCalendar.alwaysOpen());
    List<Double> values = new ArrayList<>();
    for (double[] b : bars) {
      indicator.add(0, b[2], b[0], b[1], b[2], b[3]);
      if (indicator.isReady()) {
        values.add(indicator.value());
      }
    }
    return values;
  }

  private static double[] bar(double high, double low, double close, double volume) {
    return new double[] {high, low, close, volume};
  }

  @Test
  void onBalanceVolumeStartsWithTheFirstBarsAndEqualClosesChangeNothing() {
    assertThat(values("OBV", bar(5, 5, 5, 10), bar(6, 6, 6, 3), bar(6, 6, 6, 7), bar(4, 4, 4, 2)))
        .containsExactly(10.0, 13.0, 13.0, 11.0);
  }

  @Test
  void theDistributionLineStartsAtNothingAndPassesOverBarsWithoutARange() {
    assertThat(values("AD", bar(5, 5, 5, 10), bar(6, 4, 6, 3), bar(6, 4, 4.5, 8)))
        .containsExactly(0.0, 3.0, -1.0);
  }

  @Test
  void bothMeansOfTheOscillatorStartAsTheLinesFirstValue() {
    assertThat(values("ADOSC(2,3)", bar(6, 4, 6, 3), bar(6, 6, 6, 1), bar(6, 6, 6, 1)))
        .containsExactly(0.0);
  }
}

package ai.tickstock.analytics.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.analytics.Golden;
import ai.tickstock.market.MarketCalendar;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every indicator TA-Lib has gives TA-Lib's answers, to the last bit. */
class TalibParityTest {
  static Stream<Arguments> functions() {
    return Stream.of(
        of("SMA", "SMA", Map.of()),
        of("SMA_30", "SMA", Map.of("TimePeriod", 30.0)),
        of("SMA_200", "SMA", Map.of("TimePeriod", 200.0)),
        of("MA_20_T0_SMA", "SMA", Map.of("TimePeriod", 20.0)),
        of("EMA", "EMA", Map.of()),
        of("EMA_12", "EMA", Map.of("TimePeriod", 12.0)),
        of("EMA_200", "EMA", Map.of("TimePeriod", 200.0)),
        of("MA_20_T1_EMA", "EMA", Map.of("TimePeriod", 20.0)),
        of("RSI", "RSI", Map.of()),
        of("RSI_2", "RSI", Map.of("TimePeriod", 2.0)),
        of("RSI_21", "RSI", Map.of("TimePeriod", 21.0)),
        of("MACD", "MACD", Map.of()),
        of(
            "MACD_5_35_5",
            "MACD",
            Map.of("FastPeriod", 5.0, "SlowPeriod", 35.0, "SignalPeriod", 5.0)),
        of("BBANDS", "BBANDS", Map.of()),
        of("BBANDS_20_2", "BBANDS", Map.of("TimePeriod", 20.0, "NbDevUp", 2.0, "NbDevDn", 2.0)),
        of("BBANDS_20_2_EMA", "BBANDS", Map.of("TimePeriod", 20.0, "MAType", 1.0)),
        of("STOCH", "STOCH", Map.of()),
        of("STOCH_14_3_3", "STOCH", Map.of("FastK_Period", 14.0)),
        of(
            "STOCH_14_3_3_EMA",
            "STOCH",
            Map.of("FastK_Period", 14.0, "SlowK_MAType", 1.0, "SlowD_MAType", 1.0)),
        of("ATR", "ATR", Map.of()),
        of("ATR_1", "ATR", Map.of("TimePeriod", 1.0)),
        of("ATR_21", "ATR", Map.of("TimePeriod", 21.0)));
  }

  private static Arguments of(String label, String name, Map<String, Double> parameters) {
    return Arguments.of(label, new IndicatorSpec(name, parameters));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void everyBarHasTalibsBits(String label, IndicatorSpec spec) {
    List<double[]> expected = Golden.answers(label);
    Indicator indicator = spec.create(MarketCalendar.alwaysOpen());
    for (int bar = 0; bar < Golden.size(); bar++) {
      double[] b = Golden.bar(bar);
      indicator.add(bar * 60_000L, b[0], b[1], b[2], b[3], b[4]);
      assertThat(indicator.isReady()).as("ready at bar %d", bar).isEqualTo(bar >= spec.lookback());
      assertThat(outputs(indicator)).as("bar %d", bar).isEqualTo(expected.get(bar));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void outputsHaveTalibsNamesAndOrder(String label, IndicatorSpec spec) {
    assertThat(spec.definition().outputs().stream().map(IndicatorOutput::talibName))
        .isEqualTo(Golden.outputs(label));
  }

  private static double[] outputs(Indicator indicator) {
    if (!indicator.isReady()) {
      return null;
    }
    double[] values = new double[indicator.outputCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = indicator.output(i);
    }
    return values;
  }
}

package ai.tickstock.analytics.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.analytics.Golden;
import ai.tickstock.market.Bar;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndicatorSpecTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SMA    | timePerod  | 5   | SMA: expected a parameter such as timePeriod, input, was timePerod",
        "VWAP   | timePeriod | 5   | VWAP: takes no parameters, was given timePeriod",
        "SMA    | timePeriod | 1   | SMA.timePeriod: expected a whole number from 2 to 100000, was 1",
        "SMA    | timePeriod | 2.5 | SMA.timePeriod: expected a whole number from 2 to 100000, was 2.5",
        "SMA    | timePeriod | NaN | SMA.timePeriod: expected a whole number from 2 to 100000, was NaN",
        "BBANDS | maType     | 9   | BBANDS.maType: expected a whole number from 0 to 8 (0 SMA, 1 EMA, 2 WMA, 3 DEMA, 4 TEMA, 5 TRIMA, 6 KAMA, 7 MAMA, 8 T3), was 9",
        "BBANDS | nbDevUp    | NaN | BBANDS.nbDevUp: expected a number from -3.0E37 to 3.0E37, was NaN",
      })
  void whatIsWrongIsSaidWithWhatIsRight(String name, String parameter, Double value, String error) {
    Map<String, Double> parameters = parameter == null ? Map.of() : Map.of(parameter, value);
    assertThatThrownBy(() -> new IndicatorSpec(name, parameters))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(error);
  }

  @ParameterizedTest
  @CsvSource({"RSJ", "Rsi", "RS"})
  void aNameThatIsNoneIsAnsweredWithTheNearest(String name) {
    assertThatThrownBy(() -> IndicatorSpec.of(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("indicator: expected a name such as RSI, ")
        .hasMessageEndingWith(", was " + name);
  }

  @ParameterizedTest
  @CsvSource({"timePeriod", "TimePeriod", "time_period", "period"})
  void parametersMayBeSpelledAsTalibOrMetadataDo(String spelled) {
    assertThat(IndicatorSpec.of("RSI", spelled, 7).parameters()).containsEntry("timePeriod", 7.0);
  }

  @Test
  void whatIsLeftOutIsTalibsDefault() {
    assertThat(IndicatorSpec.of("MACD", "fastPeriod", 5).parameters())
        .containsAllEntriesOf(Map.of("fastPeriod", 5.0, "slowPeriod", 26.0, "signalPeriod", 9.0));
    assertThat(IndicatorSpec.of("RSI")).isEqualTo(IndicatorSpec.of("RSI", "period", 14));
  }

  @Test
  void labelsTellSpecsApart() {
    assertThat(IndicatorSet.defaults().stream().map(IndicatorSpec::label))
        .containsExactly(
            "SMA_5",
            "SMA_10",
            "SMA_20",
            "SMA_50",
            "SMA_200",
            "EMA_20",
            "BBANDS_20_2_2",
            "VWAP",
            "PIVOTS",
            "RSI_14",
            "MACD_12_26_9",
            "STOCH_14_3_3",
            "ATR_14",
            "ADX_14",
            "OBV",
            "VOLUME");
    Set<String> labels = new HashSet<>();
    for (double k = 0; k < 2; k++) {
      for (double d = 0; d < 2; d++) {
        Map<String, Double> types = Map.of("slowKMaType", k, "slowDMaType", d);
        labels.add(new IndicatorSpec("STOCH", types).label());
      }
    }
    assertThat(labels)
        .containsExactlyInAnyOrder(
            "STOCH_5_3_3", "STOCH_5_3_3_EMA_EMA", "STOCH_5_3_3_EMA_SMA", "STOCH_5_3_3_SMA_EMA");
    assertThat(IndicatorSpec.of("BBANDS", "nbDevUp", 1.5).label()).isEqualTo("BBANDS_5_1.5_2");
    assertThat(IndicatorSpec.of("SMA", "input", Input.VOLUME.ordinal()).label())
        .isEqualTo("SMA_30_VOLUME");
  }

  @Test
  void metadataSpeaksOfThePeriod() {
    assertThat(IndicatorSpec.of("RSI").metadata()).isEqualTo(Map.of("period", 14.0));
    assertThat(IndicatorSpec.of("RSI", "input", 0).metadata())
        .isEqualTo(Map.of("period", 14.0, "input", 0.0));
  }

  @Test
  void everyDefinitionIsComplete() {
    for (IndicatorDefinition definition : Indicators.all()) {
      assertThat(Indicators.of(definition.name())).isSameAs(definition);
      assertThat(definition.description()).isNotBlank().doesNotContain("\n");
      assertThat(definition.source()).isNotBlank();
      assertThat(definition.group()).isNotBlank();
      assertThat(definition.inputs()).isNotEmpty();
      IndicatorSpec spec = IndicatorSpec.of(definition.name());
      Indicator indicator = spec.create(MarketCalendar.newYork());
      assertThat(indicator.outputCount()).isEqualTo(definition.outputs().size());
      assertThat(spec.warmUpBars()).isGreaterThanOrEqualTo(spec.lookback());
    }
  }

  @Test
  void whateverTheKindOfAverageOutputsAreThoseOfTheRegistry() {
    for (IndicatorDefinition definition : Indicators.all()) {
      for (IndicatorParameter parameter : definition.parameters()) {
        for (int kind = 0; kind < parameter.choices().size(); kind++) {
          IndicatorSpec spec = IndicatorSpec.of(definition.name(), parameter.name(), kind);
          assertThat(spec.create(MarketCalendar.newYork()).outputCount())
              .as(spec.label())
              .isEqualTo(definition.outputs().size());
        }
      }
    }
  }

  @Test
  void parametersThatDoNotGoTogetherAreRefusedAtOnce() {
    assertThatThrownBy(
            () -> new IndicatorSpec("MAVP", Map.of("minPeriod", 20.0, "maxPeriod", 10.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("MAVP.maxPeriod: expected")
        .hasMessageContaining("was 10 with minPeriod 20");
  }

  @Test
  void aSetGivesWhatItsIndicatorsGiveAlone() {
    IndicatorSet set = new IndicatorSet(IndicatorSet.defaults(), MarketCalendar.newYork());
    List<Indicator> alone =
        set.specs().stream().map(spec -> spec.create(MarketCalendar.newYork())).toList();
    for (int number = 0; number < 500; number++) {
      Bar bar = bar(number);
      set.add(bar);
      for (int i = 0; i < set.size(); i++) {
        Indicator indicator = alone.get(i);
        indicator.add(
            bar.start().toEpochMilli(),
            bar.open(),
            bar.high(),
            bar.low(),
            bar.close(),
            bar.volume());
        assertThat(set.isReady(i)).isEqualTo(indicator.isReady());
        for (int output = 0; output < indicator.outputCount(); output++) {
          assertThat(set.value(i, output)).isEqualTo(indicator.output(output));
        }
      }
    }
  }

  private static Bar bar(int number) {
    double[] b = Golden.bar(number);
    Instant start = Instant.ofEpochSecond(60L * number);
    return new Bar("A", Timeframe.MIN_1, start, b[0], b[1], b[2], b[3], b[4], b[3], 1, 0);
  }
}

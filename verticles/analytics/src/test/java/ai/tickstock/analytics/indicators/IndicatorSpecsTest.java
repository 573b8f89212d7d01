package ai.tickstock.analytics.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndicatorSpecsTest {
  private static List<String> labels(String text) {
    return IndicatorSpecs.list(text).stream().map(IndicatorSpec::label).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RSI                             | RSI_14",
        " RSI( 7 )                       | RSI_7",
        "RSI()                           | RSI_14",
        "SMA(timePeriod=5)               | SMA_5",
        "SMA(5, volume)                  | SMA_5_VOLUME",
        "SMA(period=5,input=Typical)     | SMA_5_TYPICAL",
        "MACD(5,35,5)                    | MACD_5_35_5",
        "BBANDS(20,maType=EMA)           | BBANDS_20_2_2_EMA",
        "BBANDS(20,maType=1,nbDevDn=1.5) | BBANDS_20_2_1.5_EMA",
      })
  void parametersComeByNameOrInOrder(String text, String label) {
    assertThat(IndicatorSpecs.one(text).label()).isEqualTo(label);
  }

  @Test
  void aListHasEachOnceInItsOrder() {
    assertThat(labels("SMA(5),RSI , SMA(timePeriod=5),MACD(12,26,9)"))
        .containsExactly("SMA_5", "RSI_14", "MACD_12_26_9");
  }

  @Test
  void allStandsForTheWholeRegistry() {
    assertThat(IndicatorSpecs.list("all")).hasSameSizeAs(Indicators.all());
    assertThat(labels("SMA(5),ALL")).startsWith("SMA_5").contains("SMA_30");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RSI,            | indicator: expected a name such as",
        "RSI(7           | indicator: expected a name such as RSI or RSI(timePeriod=14), was RSI(7",
        "RSI(x=7)        | RSI: expected a parameter such as",
        "RSI(a)          | RSI.timePeriod: expected a whole number from 2 to 100000, was a",
        "RSI(1)          | RSI.timePeriod: expected a whole number from 2 to 100000, was 1",
        "RSI(7,close,9)  | RSI: expected at most 2 parameters, was given more",
        "RSI(7,period=9) | RSI: expected timePeriod once, was given twice",
        "SMA(5,clsoe)    | SMA.input: expected a name such as close,",
        "VWAP(5)         | VWAP: expected at most 0 parameters, was given more",
      })
  void whatIsWrongIsSaidWithWhatIsRight(String text, String error) {
    assertThatThrownBy(() -> IndicatorSpecs.list(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(error);
  }
}

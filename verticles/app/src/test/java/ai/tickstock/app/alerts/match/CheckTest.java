package ai.tickstock.app.alerts.match;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.app.alerts.Rule;
import ai.tickstock.app.alerts.Rules;
import ai.tickstock.market.Timeframe;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On which bars, from 0 on, a condition fires over these values. */
class CheckTest {
  private final Matcher matcher = new Matcher();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'op': 'above', 'level': 30                    | 29 30 31 40 30     | 2 3",
        "'op': 'below', 'level': 30                    | 29 30 31 20        | 0 3",
        "'op': 'crosses_above', 'level': 30            | 31 30 31 32 29 31  | 2 5",
        "'op': 'crosses_below', 'level': 30            | 29 31 30 29 28 31  | 3",
        "'op': 'crosses_above', 'level': 30            | 29 - 31 29 31      | 4",
        "'op': 'enters', 'levels': [10, 20]            | 15 5 10 15 21 20   | 2 5",
        "'op': 'leaves', 'levels': [10, 20]            | 25 15 20 21 15 9   | 3 5",
        "'op': 'change_above', 'level': 5, 'bars': 2   | 0 9 3 6 9          | 4",
        "'op': 'change_below', 'level': -5             | 9 3 0 9 4 3        | 1",
        "'op': 'above', 'level': 30, 'hysteresis': 5   | 31 40 26 31 24 31 32 | 0 5",
        "'op': 'crosses_above', 'level': 30, 'hysteresis': 5 | 29 31 26 31 24 31 | 1 5",
        "'op': 'crosses_below', 'level': 30, 'hysteresis': 5 | 31 29 32 29 36 29 | 1 5",
        "'op': 'enters', 'levels': [10, 20], 'hysteresis': 3 | 25 15 22 15 24 15 | 1 5",
        "'op': 'leaves', 'levels': [10, 20], 'hysteresis': 3 | 15 21 19 21 16 21 | 1 5"
      })
  void aConditionFiresOnTheseBars(String condition, String values, String expected) {
    matcher.put(rule("{'conditions': [{'indicator': 'RSI(14)', " + condition + "}]}"), Set.of("A"));
    List<String> fired = new ArrayList<>();
    String[] all = values.strip().split(" +");
    for (int bar = 0; bar < all.length; bar++) {
      double value = all[bar].equals("-") ? Double.NaN : Double.parseDouble(all[bar]);
      if (!rsi(bar, value).isEmpty()) {
        fired.add("" + bar);
      }
    }
    assertThat(String.join(" ", fired)).isEqualTo(expected.strip());
  }

  private static Rule rule(String more) {
    return Rules.rule("r", more);
  }

  private List<String> rsi(int bar, double value) {
    return indicator("RSI_14", bar, value);
  }

  private List<String> indicator(String label, int bar, double value) {
    Series series = matcher.series("A", Timeframe.MIN_1);
    Recorder recorder = new Recorder();
    matcher.begin(series);
    matcher.set(series, time(bar), label, output -> value);
    matcher.lookAtIndicators(series, time(bar), recorder);
    return recorder.said;
  }

  private List<String> close(int bar, double value) {
    Series series = matcher.series("A", Timeframe.MIN_1);
    Recorder recorder = new Recorder();
    matcher.begin(series);
    matcher.setBar(series, time(bar), value, value, value, value, 1);
    matcher.lookAtBar(series, time(bar), recorder);
    return recorder.said;
  }

  private List<String> doji(int bar, double confidence) {
    Recorder recorder = new Recorder();
    matcher.lookAtPattern(
        matcher.series("A", Timeframe.MIN_1), time(bar), "Doji", "reversal", confidence, recorder);
    return recorder.said;
  }

  private static long time(int bar) {
    return bar * 60_000L;
  }

  private static final class Recorder implements Matcher.Listener {
    private final List<String> said = new ArrayList<>();

    @Override
    public void holds(Watch watch) {
      said.add("holds");
    }

    @Override
    public void waits(Watch watch) {
      said.add("waits");
    }
  }

  @Test
  void aCloseIsComparedWithAnIndicatorOfItsOwnBarOnly() {
    matcher.put(
        rule("{'conditions': [{'indicator': 'close', 'op': 'crosses_above', 'other': 'SMA(20)'}]}"),
        Set.of("A"));
    assertThat(close(0, 9)).isEmpty();
    assertThat(indicator("SMA_20", 0, 10)).isEmpty();
    assertThat(close(1, 12)).isEmpty();
    assertThat(indicator("SMA_20", 1, 11)).containsExactly("holds");
    assertThat(indicator("SMA_20", 2, 11))
        .as("its close is not there yet")
        .containsExactly("waits");
  }

  @Test
  void allConditionsHaveToHoldOnTheSameBar() {
    matcher.put(
        rule(
            "{'conditions': [{'indicator': 'RSI(14)', 'op': 'below', 'level': 30},"
                + " {'indicator': 'SMA(20)', 'op': 'above', 'level': 10}]}"),
        Set.of("A"));
    assertThat(rsi(0, 20)).isEmpty();
    assertThat(indicator("SMA_20", 0, 11)).containsExactly("holds");
    assertThat(rsi(1, 20)).isEmpty();
    assertThat(indicator("SMA_20", 1, 9)).isEmpty();
  }

  @Test
  void aPatternWaitsForWhatItsBarsIndicatorsSay() {
    matcher.put(
        rule(
            "{'patterns': ['Doji'], 'min_confidence': 0.6,"
                + " 'conditions': [{'indicator': 'RSI(14)', 'op': 'below', 'level': 30}]}"),
        Set.of("A"));
    assertThat(doji(0, 0.7)).containsExactly("waits");
    assertThat(rsi(0, 20)).as("an indicator alone fires no pattern").isEmpty();
    assertThat(doji(0, 0.7)).containsExactly("holds");
    assertThat(doji(0, 0.5)).isEmpty();
    rsi(1, 31);
    assertThat(doji(1, 0.7)).isEmpty();
  }

  @Test
  void anAmendedBarIsComparedWithTheBarBeforeIt() {
    matcher.put(
        rule("{'conditions': [{'indicator': 'RSI(14)', 'op': 'crosses_above', 'level': 30}]}"),
        Set.of("A"));
    rsi(0, 20);
    rsi(1, 25);
    rsi(2, 28);
    assertThat(rsi(1, 35)).containsExactly("holds");
    assertThat(rsi(2, 36)).as("it was above on the bar before, as amended").isEmpty();
  }

  @Test
  void whatWasStoredCountsAsTheBarBefore() {
    matcher.put(
        rule("{'conditions': [{'indicator': 'RSI(14)', 'op': 'crosses_above', 'level': 30}]}"),
        Set.of("A"));
    Series series = matcher.series("A", Timeframe.MIN_1);
    assertThat(series.isCold()).isTrue();
    matcher.fill(series, time(4), "RSI_14", output -> 25);
    series.warmed();
    assertThat(series.isCold()).isFalse();
    assertThat(rsi(5, 31)).containsExactly("holds");
  }

  @Test
  void aBarOlderThanWhatIsKeptFiresNothing() {
    matcher.put(
        rule("{'conditions': [{'indicator': 'RSI(14)', 'op': 'above', 'level': 30}]}"),
        Set.of("A"));
    for (int bar = 10; bar < 60; bar++) {
      rsi(bar, 20);
    }
    assertThat(rsi(10, 99)).isEmpty();
    assertThat(rsi(59, 99)).containsExactly("holds");
  }
}

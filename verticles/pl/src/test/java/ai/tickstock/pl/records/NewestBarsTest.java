package ai.tickstock.pl.records;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.analytics.history.BarSeries;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewestBarsTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 10, 11, 19, 20, 21, 35})
  void theNewestAreKeptOldestFirst(int bars) {
    NewestBars newest = new NewestBars("AAPL", 10);
    for (int i = 0; i < bars; i++) {
      newest.bar(60_000L * i, i + 1, i + 3, i + 0.5, i + 2, 7);
    }
    BarSeries series = newest.series();
    int first = Math.max(0, bars - 10);
    assertThat(series.size()).isEqualTo(bars - first);
    for (int i = 0; i < series.size(); i++) {
      assertThat(series.startMillis(i)).isEqualTo(60_000L * (first + i));
      assertThat(series.close(i)).isEqualTo(first + i + 2);
    }
  }
}

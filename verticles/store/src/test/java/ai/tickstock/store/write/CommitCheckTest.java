package ai.tickstock.store.write;

import static ai.tickstock.store.StoreFixture.minute;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.market.BarPart;
import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.StoreFixture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitCheckTest {
  private static final long START = 1_700_000_040_000L;

  @ParameterizedTest
  @CsvSource({
    "NaN, 2, 1, 1, 5, 5, 1, open",
    "1, Infinity, 1, 1, 5, 5, 1, high",
    "1, 2, 0, 1, 5, 5, 1, low",
    "1, 2, -1, 1, 5, 5, 1, low",
    "1, 2, 1, NaN, 5, 5, 1, close",
    "1, 2, 3, 1, 5, 5, 1, low 3.0 is above high 2.0",
    "1, 2, 1, 1, -5, 5, 1, volume",
    "1, 2, 1, 1, NaN, 5, 1, volume",
    "1, 2, 1, 1, 5, Infinity, 1, turnover",
    "1, 2, 1, 1, 5, 5, -1, trades",
  })
  void anAbsurdBarIsRefusedByName(
      double open,
      double high,
      double low,
      double close,
      double volume,
      double turnover,
      long trades,
      String expected) {
    BarPart part =
        new BarPart(
            "AAPL",
            Timeframe.MIN_1,
            START,
            open,
            0,
            0,
            0,
            high,
            low,
            true,
            close,
            0,
            0,
            0,
            volume,
            turnover,
            trades,
            false,
            false);
    assertThatThrownBy(() -> CommitCheck.check(commit(part, Symbols.partition("AAPL"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AAPL 1min " + START + ": " + expected);
  }

  @ParameterizedTest
  @CsvSource({"-9223372036854775808", "9223372036854775807", "1700000040000000"})
  void aStartInTheWrongUnitIsRefused(long start) {
    BarPart part =
        new BarPart(
            "AAPL",
            Timeframe.MIN_1,
            start,
            1,
            0,
            0,
            0,
            1,
            1,
            true,
            1,
            0,
            0,
            0,
            1,
            1,
            1,
            false,
            false);
    assertThatThrownBy(() -> CommitCheck.check(commit(part, Symbols.partition("AAPL"))))
        .hasMessageContaining("start: expected Unix milliseconds");
  }

  @Test
  void aBarOfAPartitionThatIsNotCommittedIsRefused() {
    int other = (Symbols.partition("AAPL") + 1) % Symbols.PARTITIONS;
    BarPart part = minute("AAPL", "2025-10-15T14:30:00Z", 100, 101);
    assertThatThrownBy(() -> CommitCheck.check(commit(part, other)))
        .hasMessageContaining("is not part of the commit");
  }

  @Test
  void aZeroVolumeIsReal() {
    BarPart part =
        new BarPart(
            "AAPL",
            Timeframe.MIN_1,
            START,
            1,
            0,
            0,
            0,
            1,
            1,
            true,
            1,
            0,
            0,
            0,
            0,
            0,
            1,
            false,
            false);
    assertThatCode(() -> CommitCheck.check(commit(part, Symbols.partition("AAPL"))))
        .doesNotThrowAnyException();
  }

  private static BarCommit commit(BarPart part, int partition) {
    return new BarCommit(List.of(part), List.of(), List.of(StoreFixture.state(partition, 1)));
  }
}

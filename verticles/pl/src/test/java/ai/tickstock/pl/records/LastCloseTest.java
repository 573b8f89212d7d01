package ai.tickstock.pl.records;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.MarketCalendar;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastCloseTest {
  @ParameterizedTest
  @CsvSource({
    "2025-10-15T19:59:59Z, 2025-10-14T20:00:00Z", // a second before the close of a Wednesday
    "2025-10-15T20:00:00Z, 2025-10-15T20:00:00Z",
    "2025-10-13T12:00:00Z, 2025-10-10T20:00:00Z", // on a Monday morning
    "2025-10-12T12:00:00Z, 2025-10-10T20:00:00Z"
  })
  void itIsThatOfTheLastSessionThatEnded(Instant now, Instant close) {
    assertThat(LastClose.before(now, MarketCalendar.newYork())).isEqualTo(close);
  }

  @ParameterizedTest
  @CsvSource("2025-10-15T19:59:59Z, 2025-10-15T00:00:00Z")
  void aMarketThatNeverClosesHasADayEachDay(Instant now, Instant close) {
    assertThat(LastClose.before(now, MarketCalendar.alwaysOpen())).isEqualTo(close);
  }
}

package ai.tickstock.analytics.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.MarketCalendar;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionVwapTest {
  private final Indicator vwap = IndicatorSpec.of("VWAP").create(MarketCalendar.newYork());

  private void trade(String instant, double price, double volume) {
    vwap.add(Instant.parse(instant).toEpochMilli(), price, price, price, price, volume);
  }

  @Test
  void pricesWeighAsMuchAsWasTradedAtThem() {
    trade("2025-10-15T14:00:00Z", 10, 100);
    trade("2025-10-15T14:01:00Z", 20, 300);
    assertThat(vwap.value()).isEqualTo(17.5);
  }

  @Test
  void aBarsPriceIsItsTypicalOne() {
    vwap.add(0, 1, 12, 6, 9, 5);
    assertThat(vwap.value()).isEqualTo(9);
  }

  @Test
  void theDayBeginsAtTheMarketsMidnightNotAtUtcs() {
    trade("2025-10-15T23:59:00Z", 10, 100);
    trade("2025-10-16T00:00:00Z", 20, 100);
    assertThat(vwap.value()).isEqualTo(15);
    trade("2025-10-16T04:00:00Z", 30, 100);
    assertThat(vwap.value()).isEqualTo(30);
  }

  @Test
  void aDayWithoutVolumeHasItsNewestPrice() {
    assertThat(vwap.isReady()).isFalse();
    trade("2025-10-15T14:00:00Z", 10, 0);
    trade("2025-10-15T14:01:00Z", 11, 0);
    assertThat(vwap.isReady()).isTrue();
    assertThat(vwap.value()).isEqualTo(11);
    trade("2025-10-15T14:02:00Z", 12, 1);
    assertThat(vwap.value()).isEqualTo(12);
  }
}

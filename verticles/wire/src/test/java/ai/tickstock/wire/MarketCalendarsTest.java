package ai.tickstock.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.market.Halts;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.MarketCalendar.Span;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarketCalendarsTest {
  @Test
  void withoutConfigurationItIsNewYork() {
    assertThat(MarketCalendars.from(new JsonObject())).isEqualTo(MarketCalendar.newYork());
  }

  @Test
  void haltsAreOfASymbolOrOfTheWholeMarket() {
    Halts halts =
        MarketCalendars.halts(
            halts(
                "2020-03-09T13:34:00Z/2020-03-09T13:49:00Z",
                "GME 2021-01-28T14:45:00Z/2021-01-28T14:50:00Z"));
    assertThat(halts.of("GME")).hasSize(2);
    assertThat(halts.of("AAPL"))
        .containsExactly(
            new Span(
                Instant.parse("2020-03-09T13:34:00Z").toEpochMilli(),
                Instant.parse("2020-03-09T13:49:00Z").toEpochMilli()));
    assertThat(MarketCalendars.halts(new JsonObject()).of("GME")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GME",
        "",
        "GME 2021-01-28T14:45:00Z",
        "2021-01-28T14:50:00Z/2021-01-28T14:45:00Z",
        "gme 2021-01-28T14:45:00Z/2021-01-28T14:50:00Z",
        "2021-01-28T14:45:00Z/2021-01-28T14:50:00Z/2021-01-28T14:55:00Z"
      })
  void aHaltThatIsNoneIsRefusedWithWhatIsExpected(String halt) {
    assertThatThrownBy(() -> MarketCalendars.halts(halts(halt)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("market.halts: expected FROM/TO or SYMBOL FROM/TO, such as GME ")
        .hasMessageEndingWith(", was " + halt);
  }

  private static JsonObject halts(String... halts) {
    return new JsonObject()
        .put("market", new JsonObject().put("halts", new JsonArray(List.of(halts))));
  }

  @Test
  void everyKeyIsRead() {
    JsonObject config =
        new JsonObject(
            """
            {"market": {"zone": "Europe/Berlin", "open": "09:00", "close": "17:30", "closedDays": ["Sunday"],
              "holidays": ["2026-12-25"], "earlyCloses": {"2026-12-30": "14:00"}}}
            """);
    assertThat(MarketCalendars.from(config))
        .isEqualTo(
            new MarketCalendar(
                ZoneId.of("Europe/Berlin"),
                LocalTime.of(9, 0),
                LocalTime.of(17, 30),
                Set.of(DayOfWeek.SUNDAY),
                Set.of(LocalDate.of(2026, 12, 25)),
                Map.of(LocalDate.of(2026, 12, 30), LocalTime.of(14, 0))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'zone': 'Mars'}|market.zone: expected a time zone, was Mars",
        "{'open': 930}|market.open: expected a time HH:mm, was 930",
        "{'close': '4pm'}|market.close: expected a time HH:mm, was 4pm",
        "{'closedDays': ['Sunnday']}|market.closedDays: expected names of days such as SUNDAY, was Sunnday",
        "{'holidays': ['12/25']}|market.holidays: expected dates yyyy-MM-dd, was 12/25",
        "{'earlyCloses': {'2026-12-24': 13}}|market.earlyCloses.2026-12-24: expected a time HH:mm, was 13",
      },
      quoteCharacter = '~')
  void aBadValueIsRefusedByItsKey(String market, String reason) {
    JsonObject config = new JsonObject().put("market", new JsonObject(market.replace('\'', '"')));
    assertThatThrownBy(() -> MarketCalendars.from(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(reason);
  }
}

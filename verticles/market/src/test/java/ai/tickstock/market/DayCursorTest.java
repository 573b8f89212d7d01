package ai.tickstock.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class DayCursorTest {
  private static final long FROM = -2_208_988_800_000L;
  private static final long UNTIL = 4_102_444_800_000L;

  @Property
  void aDayIsTheCalendarsAlsoWhereClocksChange(
      @ForAll("zones") ZoneId zone,
      @ForAll @LongRange(min = FROM, max = UNTIL) long startMillis,
      @ForAll @Size(min = 1, max = 400) List<@LongRange(min = 0, max = 90_000_000) Long> steps) {
    MarketCalendar calendar =
        new MarketCalendar(
            zone, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, Set.of(), Set.of(), Map.of());
    DayCursor day = new DayCursor(calendar);
    MarketCalendar.Span known = new MarketCalendar.Span(0, Long.MIN_VALUE);
    long millis = startMillis;
    for (long step : steps) {
      assertThat(day.begins(millis)).isEqualTo(!known.contains(millis));
      known = calendar.daySpan(millis);
      double[] state = new double[DayCursor.STATE_SIZE];
      day.save(state, 0);
      assertThat(state).containsExactly(known.startMillis(), known.endMillis());
      millis += step;
    }
  }

  /** Of those the first changes its clocks at two, others at midnight or by half an hour. */
  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
            "America/New_York",
            "UTC",
            "America/Sao_Paulo",
            "Africa/Cairo",
            "Australia/Lord_Howe",
            "Asia/Kolkata",
            "Pacific/Apia")
        .map(ZoneId::of);
  }
}

package ai.tickstock.pl.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.MarketCalendar;
import ai.tickstock.pl.aggregation.FeedState.Heard;
import ai.tickstock.pl.aggregation.FeedState.Phase;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FeedStateTest {
  private static final MarketCalendar NEW_YORK = MarketCalendar.newYork();
  private static final long STALE = 30_000;

  private static FeedState at(String time, Heard heard) {
    return FeedState.of(NEW_YORK, Instant.parse(time).toEpochMilli(), STALE, heard);
  }

  @Test
  void noTicksForLongerThanStaleAfterIsSilence() {
    Heard heard = new Heard(true, 45_000, 45_000, false);
    FeedState state = at("2025-10-15T15:00:00Z", heard);
    assertThat(state.phase()).isEqualTo(Phase.SILENT);
    assertThat(state.trouble()).isEqualTo("no ticks for 45 s: no publisher of ticks is heard");
    assertThat(state.json().getDouble("since"))
        .isEqualTo(Instant.parse("2025-10-15T14:59:15Z").getEpochSecond());
    assertThat(at("2025-10-15T15:00:00Z", new Heard(true, 29_999, 0, false)).phase())
        .isEqualTo(Phase.LIVE);
  }

  @Test
  void aPublisherThatIsHeardAndKnowsOfNoTicksIsQuiet() {
    FeedState state = at("2025-10-15T15:00:00Z", new Heard(true, 45_000, 1_000, false));
    assertThat(state.phase()).isEqualTo(Phase.QUIET);
    assertThat(state.trouble())
        .isEqualTo("no ticks for 45 s: its publisher is heard and knows of none");
  }

  @Test
  void aTickIsNoWordThatThereAreNone() {
    FeedState state =
        FeedState.of(
            NEW_YORK,
            Instant.parse("2025-10-15T15:00:00Z").toEpochMilli(),
            3_000,
            new Heard(true, 4_000, 4_000, false));
    assertThat(state.phase()).isEqualTo(Phase.SILENT);
  }

  @Test
  void aClosedMarketIsNoFailure() {
    Heard night = new Heard(true, 3_600_000, 3_600_000, false);
    assertThat(at("2025-10-15T23:00:00Z", night).phase()).isEqualTo(Phase.CLOSED);
    assertThat(at("2025-10-18T15:00:00Z", night).json().getString("reason"))
        .as("a Saturday")
        .isEqualTo("market closed");
    assertThat(at("2025-10-15T23:00:00Z", night).trouble()).isNull();
  }

  @Test
  void theNightBeforeDoesNotCount() {
    Heard sinceYesterday = new Heard(true, 60_000_000, 60_000_000, false);
    assertThat(at("2025-10-15T13:30:29Z", sinceYesterday).phase()).isEqualTo(Phase.LIVE);
    FeedState state = at("2025-10-15T13:30:31Z", sinceYesterday);
    assertThat(state.phase()).isEqualTo(Phase.SILENT);
    assertThat(state.silentSeconds()).isEqualTo(31);
  }

  @Test
  void aReplayThatIsOverIsNotSilentAndAFeedThatJustBeganWaits() {
    assertThat(at("2025-10-15T15:00:00Z", new Heard(true, 45_000, 45_000, true)).phase())
        .isEqualTo(Phase.ENDED);
    assertThat(at("2025-10-15T15:00:00Z", new Heard(false, 5_000, 5_000, false)).phase())
        .isEqualTo(Phase.WAITING);
  }
}

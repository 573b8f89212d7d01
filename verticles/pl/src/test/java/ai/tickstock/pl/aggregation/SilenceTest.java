package ai.tickstock.pl.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.MarketCalendar;
import ai.tickstock.store.FeedGap;
import ai.tickstock.store.FeedGap.Kind;
import ai.tickstock.store.write.PartitionState;
import ai.tickstock.wire.Channels;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a silence, told second by second. */
class SilenceTest {
  private static final Instant T0 = Instant.parse("2025-10-15T15:00:00Z");
  private static final String CHANNEL = Channels.TICKS;

  private final GapsInMemory gaps = new GapsInMemory();
  private final List<String> alarms = new ArrayList<>();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private FeedWatch watch;
  private long began;

  SilenceTest() {
    begin(0, List.of());
  }

  /** A process that starts so many seconds behind T0. */
  private void begin(int second, List<PartitionState> stored) {
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            return T0.plusSeconds(now);
          }

          @Override
          public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }
        };
    now = second;
    watch = new FeedWatch(CHANNEL, gaps, MarketCalendar.newYork(), metrics, clock, alarms::add);
    began = System.nanoTime() - Duration.ofSeconds(second).toNanos();
    watch.staleAfter(30);
    assertThat(watch.begin(new FeedStart(stored)).succeeded()).isTrue();
  }

  private int now;

  private long nanos(int second) {
    now = second;
    return began + Duration.ofSeconds(second).toNanos();
  }

  /** Ticks of these seconds are read at a second. */
  private void ticks(int second, int... eventSeconds) {
    long nanos = nanos(second);
    for (int event : eventSeconds) {
      watch.jumps().tick(T0.plusSeconds(event).toEpochMilli());
    }
    watch.heard(true, nanos);
  }

  private FeedState look(int second) {
    return watch.look(false, nanos(second));
  }

  private static long millis(int second) {
    return T0.plusSeconds(second).toEpochMilli();
  }

  private static FeedGap silence(int from, Integer to, String reason, boolean filled) {
    Long end = to == null ? null : millis(to);
    return new FeedGap(CHANNEL, Kind.SILENCE, millis(from), end, 0, reason, filled);
  }

  @Test
  void aSilenceIsRecordedWhileItLastsAndSaidOnce() {
    ticks(0, 0, 1);
    look(20);
    assertThat(gaps.all()).isEmpty();
    look(40);
    look(41);
    look(80);
    assertThat(gaps.all())
        .containsExactly(silence(1, null, "no ticks since 2025-10-15T15:00:01Z", false));
    assertThat(alarms).containsExactly("no ticks for 40 s: no publisher of ticks is heard");
    assertThat(metrics.get("tickstock_feed_silent_seconds").gauge().value()).isEqualTo(80);
  }

  @Test
  void ticksOfLaterLeaveAHoleThatIsNotFilled() {
    ticks(0, 0, 1);
    look(40);
    ticks(120, 119, 120);
    assertThat(gaps.all()).containsExactly(silence(1, 119, "no ticks for 118 s", false));
    assertThat(look(121).trouble()).isNull();
  }

  @Test
  void ticksThatOnlyCameLateLeaveNone() {
    ticks(0, 0, 1);
    look(40);
    ticks(120, 2, 3, 20, 45);
    assertThat(gaps.all()).containsExactly(silence(1, 120, "the ticks came late", true));
  }

  @Test
  void oneStragglerBeforeTheJumpDoesNotHideIt() {
    ticks(0, 0, 1);
    look(40);
    ticks(120, 2);
    ticks(121, 120, 121);
    assertThat(gaps.all())
        .containsExactly(
            silence(1, 120, "the ticks came late", true),
            silence(2, 120, "no ticks for 118 s, from 2025-10-15T15:00:02Z", false));
  }

  @Test
  void aRestartAmidASilenceGoesOnWithIt() {
    ticks(0, 0, 1);
    look(40);
    begin(60, List.of());
    look(100);
    assertThat(gaps.all()).hasSize(1);
    ticks(200, 199, 200);
    assertThat(gaps.all()).containsExactly(silence(1, 199, "no ticks for 198 s", false));
  }

  @Test
  void aSilenceWhileNobodyWasHereIsFoundByItsTicks() {
    begin(600, List.of(stored("live:1", millis(100))));
    ticks(601, 600, 601);
    assertThat(gaps.all())
        .containsExactly(silence(100, 600, "no ticks for 500 s, from 2025-10-15T15:01:40Z", false));
    assertThat(alarms).isEmpty();
  }

  @Test
  void replaysAreNoFeedThatCouldFallSilent() {
    begin(600, List.of(stored("replay:abc", millis(100))));
    watch.heard(true, nanos(601));
    assertThat(watch.look(true, nanos(700)).phase()).isEqualTo(FeedState.Phase.ENDED);
    ticks(701, 700, 701);
    assertThat(gaps.all()).isEmpty();
  }

  @Test
  void theNightIsNoHole() {
    int close = 5 * 3600; // 16:00 in New York
    ticks(close - 5, close - 6, close - 5);
    assertThat(look(close + 3_600).trouble()).isNull();
    int open = 22 * 3600 + 1800;
    ticks(open + 2, open + 1, open + 2);
    assertThat(gaps.all()).isEmpty();
  }

  @Test
  void aDatabaseThatIsAwayIsAskedAgain() {
    ticks(0, 0, 1);
    gaps.away(true);
    look(40);
    look(41);
    ticks(120, 119, 120);
    assertThat(gaps.refused()).isGreaterThan(1);
    gaps.away(false);
    look(121);
    assertThat(gaps.all()).containsExactly(silence(1, 119, "no ticks for 118 s", false));
  }

  private static PartitionState stored(String publisher, long watermark) {
    return new PartitionState(0, 1, 1, Map.of(publisher, 7L), watermark, new byte[0], 0);
  }
}

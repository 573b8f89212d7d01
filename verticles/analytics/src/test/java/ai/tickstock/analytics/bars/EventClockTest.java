package ai.tickstock.analytics.bars;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventClockTest {
  private static final long T = 1_700_000_040_000L; // a full minute

  private final EventClock clock = new EventClock();
  private long now = 5_000_000_000L;

  private void tick(String publisher, long millis) {
    clock.publisher(publisher, now);
    clock.tick(millis, now);
  }

  private void heartbeat(String publisher, long millis) {
    clock.publisher(publisher, now);
    clock.heartbeat(millis, now);
  }

  private void end(String publisher) {
    clock.publisher(publisher, now);
    clock.end(now);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private void head(boolean atHead) {
    clock.atHead(atHead, now);
  }

  private long time() {
    return clock.time(now);
  }

  @Test
  void nothingIsKnownBeforeAnybodySpoke() {
    assertThat(time()).isEqualTo(EventClock.UNKNOWN);
    assertThat(clock.allDone()).isFalse();
  }

  @Test
  void aPublishersClockIsItsGreatestEventTime() {
    tick("a", T);
    tick("a", T + 500);
    tick("a", T + 200);
    assertThat(time()).isEqualTo(T + 500);
  }

  @Test
  void atTheHeadTimePassesWithoutATick() {
    tick("a", T);
    head(true);
    pass(Duration.ofSeconds(3));
    assertThat(time()).isEqualTo(T + 3_000);
  }

  @Test
  void behindTheHeadItDoesNot() {
    tick("a", T);
    pass(Duration.ofSeconds(3));
    assertThat(time()).isEqualTo(T);
  }

  @Test
  void timeAtTheHeadIsKeptWhenTheReaderFallsBehind() {
    tick("a", T);
    head(true);
    pass(Duration.ofSeconds(2));
    head(false);
    pass(Duration.ofSeconds(60));
    assertThat(time()).isEqualTo(T + 2_000);
  }

  @Test
  void theFeedsClockIsTheLeastOfItsPublishers() {
    tick("fast", T + 50_000);
    tick("slow", T);
    assertThat(time()).isEqualTo(T);
    tick("slow", T + 20_000);
    assertThat(time()).isEqualTo(T + 20_000);
  }

  @Test
  void aPublisherSilentForTenSecondsHoldsNobodyBack() {
    tick("slow", T);
    tick("fast", T + 1_000);
    head(true);
    pass(Duration.ofMillis(9_900));
    tick("fast", T + 30_000);
    assertThat(time()).isEqualTo(T + 9_900);
    pass(Duration.ofMillis(100));
    assertThat(time()).isEqualTo(T + 30_100);
  }

  @Test
  void silenceBehindTheHeadIsNotCounted() {
    tick("slow", T);
    tick("fast", T + 1_000);
    pass(Duration.ofSeconds(60));
    assertThat(time()).isEqualTo(T);
  }

  @Test
  void whenAllAreSilentTheGreatestGoesOn() {
    tick("a", T);
    tick("b", T + 5_000);
    head(true);
    pass(Duration.ofSeconds(70));
    assertThat(time()).isEqualTo(T + 75_000);
  }

  @Test
  void aHeartbeatMovesTheClock() {
    tick("a", T);
    heartbeat("a", T + 900_000);
    assertThat(time()).isEqualTo(T + 900_000);
  }

  @Test
  void anEndReleasesTheClock() {
    tick("replay", T);
    tick("live", T + 40_000);
    end("replay");
    assertThat(time()).isEqualTo(T + 40_000);
    assertThat(clock.allDone()).isFalse();
  }

  @Test
  void whenAllAreDoneTheirLastMinuteIsOver() {
    tick("a", T + 59_000);
    end("a");
    assertThat(clock.allDone()).isTrue();
    assertThat(time()).isGreaterThan(T + 60_000 + 30_000);
  }

  @Test
  void aJumpOfMoreThanAMinuteNeedsASecondTick() {
    tick("a", T);
    tick("a", T + 3_600_000);
    assertThat(time()).isEqualTo(T);
    tick("a", T + 3_600_500);
    assertThat(time()).isEqualTo(T + 3_600_500);
  }

  @Test
  void oneBadTickAmongGoodOnesMovesNothing() {
    tick("a", T);
    tick("a", T + 36_000_000);
    tick("a", T + 100);
    tick("a", T + 36_000_000);
    tick("a", T + 200);
    assertThat(time()).isEqualTo(T + 200);
  }

  @Test
  void twoFarTicksFarApartConfirmTheNearerOnly() {
    tick("a", T);
    tick("a", T + 36_000_000);
    tick("a", T + 3_600_000);
    assertThat(time()).isEqualTo(T + 3_600_000);
  }

  @Test
  void theClockNeverGoesBack() {
    tick("a", T + 30_000);
    assertThat(time()).isEqualTo(T + 30_000);
    tick("newcomer", T);
    assertThat(time()).isEqualTo(T + 30_000);
  }

  @Test
  void whoWasDoneLivesAgainWhenItSpeaks() {
    tick("a", T);
    end("a");
    tick("a", T + 200_000);
    tick("a", T + 200_001);
    assertThat(clock.allDone()).isFalse();
  }
}

package ai.tickstock.pl.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.pl.aggregation.Jumps.Jump;
import org.junit.jupiter.api.Test;

class JumpsTest {
  private final Jumps jumps = new Jumps();

  JumpsTest() {
    jumps.least(30_000);
  }

  @Test
  void whatComesWithinTheLeastIsNoJump() {
    jumps.tick(0);
    jumps.tick(29_999);
    jumps.tick(10);
    assertThat(jumps.take()).isEmpty();
    assertThat(jumps.goesOn()).isTrue();
    assertThat(jumps.goesOn()).as("nothing heard since").isFalse();
    assertThat(jumps.reached()).isEqualTo(29_999);
  }

  @Test
  void aJumpCountsOnceASecondTickIsNearerToIt() {
    jumps.tick(0);
    jumps.tick(40_000);
    assertThat(jumps.take()).isEmpty();
    assertThat(jumps.goesOn()).as("not decided").isFalse();
    jumps.tick(39_000);
    assertThat(jumps.take()).containsExactly(new Jump(0, 39_000));
    assertThat(jumps.reached()).isEqualTo(40_000);
  }

  @Test
  void oneBadTickIsNone() {
    jumps.tick(0);
    jumps.tick(59_000);
    jumps.tick(100);
    jumps.tick(200);
    assertThat(jumps.take()).isEmpty();
    assertThat(jumps.goesOn()).isTrue();
    assertThat(jumps.reached()).isEqualTo(200);
  }

  @Test
  void whoVouchesNeedsNoSecondWord() {
    jumps.tick(0);
    jumps.vouch(5_000);
    jumps.vouch(90_000);
    assertThat(jumps.take()).containsExactly(new Jump(5_000, 90_000));
  }

  @Test
  void itGoesOnFromWhatWasHeardBeforeAStart() {
    jumps.reached(1_000);
    jumps.tick(61_000);
    jumps.tick(61_001);
    assertThat(jumps.take()).containsExactly(new Jump(1_000, 61_000));
  }
}

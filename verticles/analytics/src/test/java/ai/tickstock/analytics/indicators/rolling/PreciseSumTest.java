package ai.tickstock.analytics.indicators.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PreciseSumTest {
  private final PreciseSum sum = new PreciseSum();

  @Test
  void smallValuesBesideGreatOnesAreNotLost() {
    sum.add(1e16);
    sum.add(1);
    sum.add(1);
    sum.add(-1e16);
    assertThat(sum.value()).isEqualTo(2);
  }

  @Test
  void whatCameInAndLeftLeavesNothing() {
    for (int i = 0; i < 1000; i++) {
      sum.add(0.1 + i * 1e6);
    }
    for (int i = 0; i < 1000; i++) {
      sum.add(-(0.1 + i * 1e6));
    }
    assertThat(sum.value()).isZero();
  }

  @Test
  void tenMillionTenthsAreAMillion() {
    for (int i = 0; i < 10_000_000; i++) {
      sum.add(0.1);
    }
    assertThat(sum.value()).isEqualTo(1_000_000);
  }

  @Test
  void aSavedSumGoesOnWithAllItsDigits() {
    sum.add(1e16);
    sum.add(1);
    double[] state = new double[PreciseSum.STATE_SIZE];
    assertThat(sum.save(state, 0)).isEqualTo(PreciseSum.STATE_SIZE);
    PreciseSum resumed = new PreciseSum();
    assertThat(resumed.restore(state, 0)).isEqualTo(PreciseSum.STATE_SIZE);
    resumed.add(-1e16);
    assertThat(resumed.value()).isEqualTo(1);
  }
}

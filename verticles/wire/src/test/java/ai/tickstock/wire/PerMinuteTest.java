package ai.tickstock.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PerMinuteTest {
  private final PerMinute perMinute = new PerMinute();

  @Test
  void onlyWholeMinutesCount() {
    assertThat(perMinute.of(100, 30_000)).as("amid the first").isNull();
    assertThat(perMinute.of(150, 60_000)).as("it was not seen from its begin").isNull();
    assertThat(perMinute.of(180, 119_000)).isNull();
    assertThat(perMinute.of(190, 120_000)).isEqualTo(40);
    assertThat(perMinute.of(999, 179_000)).as("until the next one is whole").isEqualTo(40);
    assertThat(perMinute.of(1_190, 180_500)).isEqualTo(1_000);
  }

  @Test
  void aMinuteThatWasSleptThroughIsNone() {
    perMinute.of(0, 59_000);
    perMinute.of(0, 60_000);
    assertThat(perMinute.of(500, 200_000)).isNull();
    assertThat(perMinute.of(600, 240_000)).isEqualTo(100);
  }
}

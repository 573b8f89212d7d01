package ai.tickstock.wire.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChorusTest {
  private final Chorus chorus = new Chorus();

  @Test
  void whatManySayAtOnceIsSaidOnce() {
    assertThat(chorus.isFirst("Redis is away", seconds(100))).isTrue();
    assertThat(chorus.isFirst("Redis is away", seconds(100))).isFalse();
    assertThat(chorus.isFirst("Redis is away", seconds(104))).isFalse();
  }

  @Test
  void anotherLineIsSaidAsWell() {
    assertThat(chorus.isFirst("Redis is away", seconds(100))).isTrue();
    assertThat(chorus.isFirst("Redis is back", seconds(100))).isTrue();
  }

  @Test
  void afterAWhileItIsSaidAgain() {
    assertThat(chorus.isFirst("Redis is away", seconds(100))).isTrue();
    assertThat(chorus.isFirst("Redis is away", seconds(105))).isTrue();
    assertThat(chorus.isFirst("Redis is away", seconds(106))).isFalse();
  }

  @Test
  void itForgetsRatherThanGrow() {
    for (int i = 0; i < 5_000; i++) {
      assertThat(chorus.isFirst("line " + i, seconds(i))).isTrue();
    }
  }

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }
}

package ai.tickstock.app.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HostsTest {
  private static final long REST = TimeUnit.SECONDS.toNanos(30);

  private final Hosts hosts = new Hosts();

  /** Near the largest there is: such a clock may begin anywhere, and turn over. */
  private final long now = Long.MAX_VALUE - REST / 2;

  /** Whether it is left alone from then on. */
  private boolean tried(String host, boolean answered, long at) {
    hosts.begin(host);
    return hosts.end(host, answered, at);
  }

  private void fails(String host, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(tried(host, false, now)).isFalse();
    }
  }

  @Test
  void aHostGetsNothingMoreWhileSomethingIsOnItsWayThere() {
    hosts.begin("slow");
    hosts.begin("slow");
    assertThat(hosts.busy(now)).containsExactly("slow");
    hosts.end("slow", true, now);
    assertThat(hosts.busy(now)).containsExactly("slow");
    hosts.end("slow", true, now);
    assertThat(hosts.busy(now)).isEmpty();
  }

  @Test
  void fiveFailuresInARowHaveItLeftAloneForThirtySeconds() {
    fails("broken", 4);
    assertThat(hosts.busy(now)).isEmpty();
    assertThat(tried("broken", false, now)).isTrue();
    fails("other", 1);
    assertThat(hosts.busy(now + REST - 1)).containsExactly("broken");
    assertThat(hosts.busy(now + REST)).isEmpty();
  }

  @Test
  void anAnswerOfWhateverKindBeginsTheCountAnew() {
    fails("flaky", 4);
    assertThat(tried("flaky", true, now)).isFalse();
    fails("flaky", 4);
    assertThat(hosts.busy(now)).isEmpty();
  }

  @Test
  void afterItsRestOneMoreFailureIsEnoughAndAnAnswerMendsIt() {
    fails("broken", 4);
    tried("broken", false, now);
    long later = now + REST;
    assertThat(hosts.busy(later)).isEmpty();
    assertThat(tried("broken", false, later)).isTrue();
    assertThat(hosts.busy(later + REST - 1)).containsExactly("broken");
    assertThat(hosts.busy(later + REST)).isEmpty();
    tried("broken", true, later + REST);
    fails("broken", 4);
    assertThat(hosts.busy(later + REST)).isEqualTo(List.of());
  }

  @Test
  void whatWasUnderWayWhenItCameToRestSaysItOnceOnly() {
    for (int i = 0; i < 8; i++) {
      hosts.begin("broken");
    }
    int said = 0;
    for (int i = 0; i < 8; i++) {
      said += hosts.end("broken", false, now) ? 1 : 0;
    }
    assertThat(said).isEqualTo(1);
    assertThat(hosts.busy(now + REST)).isEmpty();
  }
}

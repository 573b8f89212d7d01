package ai.tickstock.wire.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class EpochOfTheTwinTest {
  @Test
  void anEpochIsTheServersClockAndNeverGoesBack() {
    AtomicLong clock = new AtomicLong(1_000);
    MemoryBroker broker = new MemoryBroker(RedisBusOptions.of("memory"), clock::get);
    Vertx vertx = Vertx.vertx();
    try {
      Node node = Node.on(vertx, broker);
      Appender appender = node.appender(LogRig.TOPIC, "p");
      Recorder recorder = node.read(LogRig.TOPIC, "r");
      node.append(appender, 1, 1);
      clock.set(5_000);
      broker.restart(Long.MAX_VALUE);
      node.append(appender, 2, 2);
      clock.set(3_000);
      broker.restart(Long.MAX_VALUE);
      node.append(appender, 3, 3);
      broker.restart(0);
      node.append(appender, 4, 4);
      recorder.await(4);
      assertThat(recorder.places().stream().map(LogPosition::epoch).limit(3))
          .containsExactly(1_000L, 5_000L, 5_001L);
      assertThat(recorder.places().get(3).epoch()).isGreaterThan(5_001);
      assertThat(recorder.read()).isEqualTo(Recorder.told("p", 1, 4));
    } finally {
      Node.await(vertx.close());
    }
  }
}

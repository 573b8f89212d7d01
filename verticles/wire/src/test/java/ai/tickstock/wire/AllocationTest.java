package ai.tickstock.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vertx.core.buffer.Buffer;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class AllocationTest {
  private static final int TICKS = 1_000;
  private static final int ROUNDS = 50;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final TickWriter writer = new TickWriter("polygon");
  private final TickReader reader = new TickReader();
  private long read;

  @Test
  void aTickIsWrittenAndReadWithoutAllocating() {
    Buffer canonical = Buffer.buffer("[");
    Buffer others = Buffer.buffer("[");
    for (int i = 0; i < TICKS; i++) {
      write(i);
      canonical.appendBytes(writer.bytes(), 0, writer.length()).appendString(",");
      others.appendString(
          "{\"x\":{\"y\":[1]}, \"volume\":1e3,\"timestamp\":1697385600.123456,\"price\":1.5,"
              + "\"symbol\":\"aapl\",\"type\":\"market_tick\"},{\"type\":\"bad\"},");
    }
    for (int i = 0; i < ROUNDS; i++) {
      round(canonical, others);
    }
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    for (int i = 0; i < ROUNDS; i++) {
      round(canonical, others);
    }
    long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    assertThat(read).isEqualTo(4L * ROUNDS * TICKS);
    assertThat(bytes / (ROUNDS * TICKS)).isZero();
  }

  private void round(Buffer canonical, Buffer others) {
    for (int i = 0; i < TICKS; i++) {
      write(i);
    }
    read += ticks(canonical) + ticks(others);
  }

  private void write(int i) {
    writer.tick("AAPL", (10_000 + i) / 100.0, i, 1_697_385_600_000L + i);
  }

  private int ticks(Buffer array) {
    int ticks = 0;
    reader.reset(array);
    while (reader.next()) {
      ticks += reader.kind() == TickReader.Kind.TICK && reader.symbolHash() != 0 ? 1 : 0;
    }
    return ticks;
  }
}

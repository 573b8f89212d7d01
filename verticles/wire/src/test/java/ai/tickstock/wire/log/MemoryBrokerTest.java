package ai.tickstock.wire.log;

import org.junit.jupiter.api.BeforeEach;

class MemoryBrokerTest extends LogContract {
  private MemoryBroker broker;
  private MemoryBroker.State remembered;

  @BeforeEach
  void broker() {
    broker = new MemoryBroker(options("memory"), System::currentTimeMillis);
  }

  @Override
  BusFactory buses() {
    return broker;
  }

  @Override
  BusFactory buses(long retainBytes) {
    return broker.with(options("memory").withFlush(java.time.Duration.ofMillis(5), retainBytes));
  }

  @Override
  void kill() {
    broker.stop();
  }

  @Override
  void start() {
    broker.start();
  }

  @Override
  void remember() {
    remembered = broker.remember();
  }

  @Override
  void restartAsRemembered() {
    broker.restart(remembered);
  }

  @Override
  void restartEmpty() {
    broker.restart(0);
  }

  @Override
  void trim(long firstOffset) {
    broker.trim(CHANNEL, firstOffset);
  }
}

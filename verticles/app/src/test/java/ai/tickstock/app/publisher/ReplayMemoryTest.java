package ai.tickstock.app.publisher;

import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.log.MemoryBroker;

class ReplayMemoryTest extends ReplayContract {
  private final MemoryBroker broker = MemoryBroker.factory();

  @Override
  BusFactory buses() {
    return broker;
  }
}

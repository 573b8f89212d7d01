package ai.tickstock.app;

import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.log.MemoryBroker;

class AppHalfMemoryTest extends AppHalfContract {
  @Override
  BusFactory buses() {
    return MemoryBroker.factory();
  }
}

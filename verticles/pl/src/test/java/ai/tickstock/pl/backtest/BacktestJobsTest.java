package ai.tickstock.pl.backtest;

import ai.tickstock.wire.jobs.JobBoards;
import ai.tickstock.wire.jobs.MemoryJobBoards;
import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.log.MemoryBroker;

class BacktestJobsTest extends BacktestJobsContract {
  @Override
  BusFactory buses() {
    return new MemoryBroker();
  }

  @Override
  JobBoards boards() {
    return new MemoryJobBoards();
  }
}

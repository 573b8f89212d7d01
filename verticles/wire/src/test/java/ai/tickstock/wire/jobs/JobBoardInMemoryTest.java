package ai.tickstock.wire.jobs;

class JobBoardInMemoryTest extends JobBoardContract {
  @Override
  JobBoards boards() {
    return new MemoryJobBoards();
  }
}

package ai.tickstock.wire.log;

class LogOverTheTwinTest extends LogContract {
  @Override
  ServerForTests server() {
    return new TwinForTests();
  }
}

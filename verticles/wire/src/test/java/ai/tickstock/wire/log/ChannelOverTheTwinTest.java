package ai.tickstock.wire.log;

class ChannelOverTheTwinTest extends ChannelContract {
  @Override
  ServerForTests server() {
    return new TwinForTests();
  }
}

package ai.tickstock.wire.log;

/** The in-memory twin. */
final class TwinForTests implements ServerForTests {
  private final MemoryBroker broker = new MemoryBroker();
  private MemoryBroker.State remembered;

  @Override
  public String url() {
    return "memory";
  }

  @Override
  public BusFactory buses(RedisBusOptions options) {
    return broker.with(options);
  }

  @Override
  public void kill() {
    broker.stop();
  }

  @Override
  public void start() {
    broker.start();
  }

  @Override
  public void remember() {
    remembered = broker.remember();
  }

  @Override
  public void restartAsRemembered() {
    broker.restart(remembered);
  }

  @Override
  public void restartEmpty() {
    broker.restart(0);
  }

  @Override
  public void trim(String channel, long firstOffset) {
    broker.trim(channel, firstOffset);
  }
}

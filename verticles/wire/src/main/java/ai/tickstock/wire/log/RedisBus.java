package ai.tickstock.wire.log;

/** The bus over Redis. */
public final class RedisBus {
  private RedisBus() {}

  /** Buses over one Redis. */
  public static BusFactory factory(RedisBusOptions options) {
    return vertx -> {
      throw new UnsupportedOperationException(options.url());
    };
  }
}

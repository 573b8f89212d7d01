package ai.tickstock.wire.log;

/** The bus over Redis: connections of its own for appending, reading and hearing. */
public final class RedisBus {
  private RedisBus() {}

  /** Buses over one Redis. Each is to be made on the context of the verticle that uses it. */
  public static BusFactory factory(RedisBusOptions options) {
    return vertx ->
        new LogBus(vertx, vertx.getOrCreateContext(), new RedisLogServer(vertx, options), options);
  }
}

package ai.tickstock.wire.log;

import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.impl.RedisURI;

/** The bus over Redis: connections of its own for appending, reading and hearing. */
public final class RedisBus {
  private RedisBus() {}

  /** Buses over one Redis. Each is to be made on the context of the verticle that uses it. */
  public static BusFactory factory(RedisBusOptions options) {
    return vertx ->
        new LogBus(vertx, vertx.getOrCreateContext(), new RedisLogServer(vertx, options), options);
  }

  /** How sockets to that server are made; with TLS its name is checked. */
  static NetClientOptions sockets(RedisBusOptions options) {
    boolean isSecure = new RedisURI(options.url()).ssl();
    return new NetClientOptions()
        .setTcpNoDelay(true)
        .setTcpKeepAlive(true)
        .setSsl(isSecure)
        .setHostnameVerificationAlgorithm(isSecure ? "HTTPS" : "")
        .setConnectTimeout((int) options.timeouts().connect().toMillis());
  }
}

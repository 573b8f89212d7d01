package ai.tickstock.wire.log;

import io.vertx.core.Handler;
import java.time.Duration;
import java.util.Objects;

/**
 * How a bus speaks to Redis.
 *
 * @param url {@code redis://[user:password@]host:port[/database]} or {@code rediss://}
 * @param connectTimeout how long to wait for a connection and its handshake; default 5 s
 * @param commandTimeout how long an answer may take before the connection counts as dead; default 5
 *     s
 * @param flushInterval how long an appender collects messages; default 5 ms
 * @param maxFlushBytes how large one flush may grow; default 512 KiB
 * @param maxFlushesInFlight flushes sent and not yet answered, per appender; default 8
 * @param retainBytes what the appenders of one bus hold together, sent or not, before they are
 *     full; default 128 MiB
 * @param wakeInterval how often a reader looks at its log without being woken; default 1 s
 * @param adopterLease how long an adopter that is silent keeps its lease; default 5 s
 * @param connections bound of those that are open at once, shared by all that are given it; default
 *     none
 * @param invalidPayload told of each payload that is not JSON, on the context of the reader that
 *     found it
 */
public record RedisBusOptions(
    String url,
    Duration connectTimeout,
    Duration commandTimeout,
    Duration flushInterval,
    int maxFlushBytes,
    int maxFlushesInFlight,
    long retainBytes,
    Duration wakeInterval,
    Duration adopterLease,
    RedisConnections connections,
    Handler<InvalidPayload> invalidPayload) {

  /** Messages in one flush, at most: more would not fit one Lua call. */
  public static final int MAX_FLUSH_MESSAGES = 1_000;

  public RedisBusOptions {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(connections, "connections");
    Objects.requireNonNull(invalidPayload, "invalidPayload");
    positive("connectTimeout", connectTimeout);
    positive("commandTimeout", commandTimeout);
    positive("flushInterval", flushInterval);
    positive("wakeInterval", wakeInterval);
    positive("adopterLease", adopterLease);
    atLeastOne("maxFlushBytes", maxFlushBytes);
    atLeastOne("maxFlushesInFlight", maxFlushesInFlight);
    atLeastOne("retainBytes", retainBytes);
  }

  /** The defaults, for a server. */
  public static RedisBusOptions of(String url) {
    return new RedisBusOptions(
        url,
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        Duration.ofMillis(5),
        512 << 10,
        8,
        128L << 20,
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        RedisConnections.UNBOUNDED,
        ignored -> {});
  }

  /** The same with other bounds for appenders. */
  public RedisBusOptions withFlush(Duration interval, long bytesRetained) {
    return new RedisBusOptions(
        url,
        connectTimeout,
        commandTimeout,
        interval,
        maxFlushBytes,
        maxFlushesInFlight,
        bytesRetained,
        wakeInterval,
        adopterLease,
        connections,
        invalidPayload);
  }

  /** The same with other time-outs. */
  public RedisBusOptions withTimeouts(Duration connect, Duration command, Duration lease) {
    return new RedisBusOptions(
        url,
        connect,
        command,
        flushInterval,
        maxFlushBytes,
        maxFlushesInFlight,
        retainBytes,
        wakeInterval,
        lease,
        connections,
        invalidPayload);
  }

  /** The same within a bound of connections. */
  public RedisBusOptions within(RedisConnections bound) {
    return new RedisBusOptions(
        url,
        connectTimeout,
        commandTimeout,
        flushInterval,
        maxFlushBytes,
        maxFlushesInFlight,
        retainBytes,
        wakeInterval,
        adopterLease,
        bound,
        invalidPayload);
  }

  /** The same, telling somebody of payloads that are not JSON. */
  public RedisBusOptions onInvalidPayload(Handler<InvalidPayload> handler) {
    return new RedisBusOptions(
        url,
        connectTimeout,
        commandTimeout,
        flushInterval,
        maxFlushBytes,
        maxFlushesInFlight,
        retainBytes,
        wakeInterval,
        adopterLease,
        connections,
        handler);
  }

  /** Without the url: it may bear a password. */
  @Override
  public String toString() {
    return "RedisBusOptions[flushInterval="
        + flushInterval
        + ", retainBytes="
        + retainBytes
        + ", commandTimeout="
        + commandTimeout
        + "]";
  }

  private static void positive(String name, Duration duration) {
    if (duration.toMillis() < 1) {
      throw new IllegalArgumentException(name + ": expected at least 1 ms, was " + duration);
    }
  }

  private static void atLeastOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": expected at least 1, was " + value);
    }
  }
}

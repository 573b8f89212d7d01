package ai.tickstock.wire.log;

import io.vertx.core.Handler;
import java.time.Duration;
import java.util.Objects;

/**
 * How a bus speaks to Redis.
 *
 * @param url {@code redis://[user:password@]host:port[/database]} or {@code rediss://}
 * @param timeouts when whoever is silent counts as gone
 * @param flushes how appenders collect what they send
 * @param retainBytes what the appenders of one bus hold together, sent or not, before they are
 *     full; default 128 MiB
 * @param connections bound of those that are open at once, shared by all that are given it; default
 *     none
 * @param invalidPayload told of each payload that is not JSON, on the context of the reader that
 *     found it
 */
public record RedisBusOptions(
    String url,
    Timeouts timeouts,
    Flushes flushes,
    long retainBytes,
    RedisConnections connections,
    Handler<InvalidPayload> invalidPayload) {

  /** Messages in one flush, at most: more would not fit one Lua call. */
  public static final int MAX_FLUSH_MESSAGES = 1_000;

  /** How often a reader looks at its log without being woken. */
  static final Duration WAKE_INTERVAL = Duration.ofSeconds(1);

  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(5);
  private static final int USUAL_FLUSH_BYTES = 512 << 10;
  private static final int USUAL_FLUSHES_IN_FLIGHT = 8;
  private static final long USUAL_RETAINED_BYTES = 128L << 20;

  /**
   * How long silence is borne, each at least 1 ms.
   *
   * @param connect for a connection and its handshake; default 5 s
   * @param command for an answer, before its connection counts as dead; default 5 s
   * @param lease of an adopter; default 5 s
   */
  public record Timeouts(Duration connect, Duration command, Duration lease) {
    public Timeouts {
      positive("connect", connect);
      positive("command", command);
      positive("lease", lease);
    }
  }

  /**
   * What an appender sends at once.
   *
   * @param interval how long messages are collected, at least 1 ms; default 5 ms
   * @param maxBytes how large one may grow; default 512 KiB
   * @param maxInFlight sent and not yet answered, per appender; default 8
   */
  public record Flushes(Duration interval, int maxBytes, int maxInFlight) {
    public Flushes {
      positive("interval", interval);
      atLeastOne("maxBytes", maxBytes);
      atLeastOne("maxInFlight", maxInFlight);
    }
  }

  public RedisBusOptions {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(timeouts, "timeouts");
    Objects.requireNonNull(flushes, "flushes");
    Objects.requireNonNull(connections, "connections");
    Objects.requireNonNull(invalidPayload, "invalidPayload");
    atLeastOne("retainBytes", retainBytes);
  }

  /** The defaults, for a server. */
  public static RedisBusOptions of(String url) {
    return new RedisBusOptions(
        url,
        new Timeouts(USUAL_PATIENCE, USUAL_PATIENCE, USUAL_PATIENCE),
        new Flushes(Duration.ofMillis(5), USUAL_FLUSH_BYTES, USUAL_FLUSHES_IN_FLIGHT),
        USUAL_RETAINED_BYTES,
        RedisConnections.UNBOUNDED,
        ignored -> {});
  }

  /** The same with other bounds for appenders. */
  public RedisBusOptions withFlush(Duration interval, long bytesRetained) {
    Flushes other = new Flushes(interval, flushes.maxBytes, flushes.maxInFlight);
    return new RedisBusOptions(url, timeouts, other, bytesRetained, connections, invalidPayload);
  }

  /** The same with other time-outs for connections. */
  public RedisBusOptions withTimeouts(Duration connect, Duration command) {
    return with(new Timeouts(connect, command, timeouts.lease));
  }

  /** The same with another lease for adopters. */
  public RedisBusOptions withLease(Duration lease) {
    return with(new Timeouts(timeouts.connect, timeouts.command, lease));
  }

  private RedisBusOptions with(Timeouts other) {
    return new RedisBusOptions(url, other, flushes, retainBytes, connections, invalidPayload);
  }

  /** The same within a bound of connections. */
  public RedisBusOptions within(RedisConnections bound) {
    return new RedisBusOptions(url, timeouts, flushes, retainBytes, bound, invalidPayload);
  }

  /** The same, telling somebody of payloads that are not JSON. */
  public RedisBusOptions onInvalidPayload(Handler<InvalidPayload> handler) {
    return new RedisBusOptions(url, timeouts, flushes, retainBytes, connections, handler);
  }

  /** Without the url: it may bear a password. */
  @Override
  public String toString() {
    return "RedisBusOptions[" + timeouts + ", " + flushes + ", retainBytes=" + retainBytes + "]";
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

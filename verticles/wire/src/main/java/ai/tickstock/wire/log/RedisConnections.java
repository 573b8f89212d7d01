package ai.tickstock.wire.log;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many connections to Redis the buses and boards of one process may have together. Each
 * verticle has its own, pipelined and kept for ever, so that nobody waits for one from a pool; what
 * would be one too many is refused, and told of. Thread-safe.
 */
public final class RedisConnections {
  /** No bound: for tools and tests. */
  static final RedisConnections UNBOUNDED = new RedisConnections(Integer.MAX_VALUE);

  private final int most;
  private final AtomicInteger open = new AtomicInteger();

  /**
   * @param most 1 or more
   */
  public RedisConnections(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("redis.maxConnections: expected 1 or more, was " + most);
    }
    this.most = most;
  }

  /** Those that are open or being made. */
  public int open() {
    return open.get();
  }

  /** The bound. */
  public int most() {
    return most;
  }

  /** Takes one that is about to be made; false if that would be one too many. */
  boolean take() {
    return open.getAndUpdate(now -> now < most ? now + 1 : now) < most;
  }

  /** One that was taken is no more. */
  void giveBack() {
    open.decrementAndGet();
  }
}

package ai.tickstock.wire.log;

import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next try: doubled each time up to a cap, with jitter. */
final class Backoff {
  private final long least;
  private final long most;
  private int tries;

  Backoff(long leastMillis, long mostMillis) {
    least = leastMillis;
    most = mostMillis;
  }

  /** Milliseconds to wait before the next try: between half and all of the step. */
  long next() {
    long step = Math.min(most, least << Math.min(tries, 20));
    tries++;
    return Math.max(1, step / 2 + ThreadLocalRandom.current().nextLong(step / 2 + 1));
  }

  void reset() {
    tries = 0;
  }
}

package ai.tickstock.bench.faults;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waiting for a state of processes that come and go. */
final class Waiting {
  private static final long POLL_MILLIS = 50;

  private Waiting() {}

  /**
   * Waits until a condition holds. One that fails, because somebody it asks is away, does not hold.
   *
   * @throws IllegalStateException saying what, and why the condition failed last
   */
  static void until(String what, Duration atMost, Callable<Boolean> condition) {
    until(what, atMost, POLL_MILLIS, condition);
  }

  /** The same, looking so often. */
  static void until(String what, Duration atMost, long pollMillis, Callable<Boolean> condition) {
    long deadline = System.nanoTime() + atMost.toNanos();
    Exception last = null;
    while (true) {
      try {
        if (condition.call()) {
          return;
        }
        last = null;
      } catch (Exception away) {
        last = away;
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("waited " + atMost + " in vain for " + what, last);
      }
      pause(pollMillis);
    }
  }

  /** Lets time pass. */
  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}

package ai.tickstock.launcher.doctor;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How long is waited for what.
 *
 * @param due how long what is due may take
 * @param waits whether the minute's end is waited for
 * @param countdown told how long there is to wait, every second
 */
public record Patience(Duration due, boolean waits, Countdown countdown) {
  private static final long POLL_MILLIS = 50;

  /** Shows a wait. */
  public interface Countdown {
    /**
     * @param what is waited for
     * @param passed seconds, of {@code total}
     */
    void show(String what, long passed, long total);
  }

  /** Waits until something is so, or should have been; blocks. */
  boolean until(BooleanSupplier so) throws InterruptedException {
    return until(due, so);
  }

  /** The same with a bound of its own. */
  boolean until(Duration atMost, BooleanSupplier so) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return true;
  }

  /** Waits for a time of the wall clock, showing how long it is; blocks. */
  void untilTime(String what, long atMillis) throws InterruptedException {
    long from = System.currentTimeMillis();
    for (long now = from; now < atMillis; now = System.currentTimeMillis()) {
      countdown.show(what, (now - from) / 1_000, (atMillis - from + 999) / 1_000);
      Thread.sleep(Math.min(1_000, atMillis - now));
    }
    long total = (atMillis - from + 999) / 1_000;
    countdown.show(what, total, total);
  }
}

package ai.tickstock.launcher.backtest;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether work in the foreground shall end early, and whether it has ended. Thread-safe. */
public final class Cancelling {
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean wanted;

  /** Whether the work shall stop where it is. */
  public boolean isWanted() {
    return wanted;
  }

  /** Says that the work is over, and all of it written. */
  public void ended() {
    ended.countDown();
  }

  /**
   * Asks the work to stop, and waits until it has.
   *
   * @throws IllegalStateException if it does not in time
   */
  public void cancel(long seconds) throws InterruptedException {
    wanted = true;
    if (!ended.await(seconds, TimeUnit.SECONDS)) {
      throw new IllegalStateException("it did not end within " + seconds + " s");
    }
  }
}

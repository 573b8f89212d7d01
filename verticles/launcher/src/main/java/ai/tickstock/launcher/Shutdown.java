package ai.tickstock.launcher;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process has started, stopped in reverse order: at the end of its command, or when SIGTERM
 * or Ctrl-C comes, also in the middle of starting. After a signal the process ends with a code of
 * its own rather than the signal's. Thread-safe.
 */
final class Shutdown implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);
  private static final long STEP_SECONDS = 8;
  private static volatile boolean signalled;

  /** Something that was started. */
  interface Started {
    /** Stops it; blocks. */
    void stop() throws Exception;
  }

  /** Starts something; blocks. */
  interface Step<T> {
    T start() throws Exception;
  }

  private record Named(String name, Started started) {}

  private final ReentrantLock starting = new ReentrantLock();
  private final Deque<Named> all = new ArrayDeque<>();
  private final int codeOnSignal;
  private volatile boolean closed;
  private boolean clean = true;

  private Shutdown(int codeOnSignal) {
    this.codeOnSignal = codeOnSignal;
  }

  /**
   * Arms it.
   *
   * @param code the exit code after a signal, if all could be stopped
   */
  static Shutdown onSignal(int code) {
    Shutdown shutdown = new Shutdown(code);
    Runtime.getRuntime().addShutdownHook(new Thread(shutdown::onSignal, "shutdown"));
    return shutdown;
  }

  /** One that no signal calls: for what is stopped before its command goes on. */
  static Shutdown inside() {
    return new Shutdown(0);
  }

  /**
   * Runs one step of starting. While it runs nothing is stopped.
   *
   * @throws IllegalStateException if the process is being stopped already
   */
  <T> T start(Step<T> step) throws Exception {
    starting.lock();
    try {
      if (closed) {
        throw new IllegalStateException("stopped while starting");
      }
      return step.start();
    } finally {
      starting.unlock();
    }
  }

  /** Has something stopped, before all that was named earlier. To be called inside a step. */
  void stops(String name, Started started) {
    all.push(new Named(name, started));
  }

  /** Whether a signal is ending this process, so that what fails now is no news. */
  static boolean isSignalled() {
    return signalled;
  }

  /** Waits for a signal, for ever. */
  void await() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  @Override
  public void close() {
    try {
      if (!starting.tryLock(STEP_SECONDS, TimeUnit.SECONDS)) {
        LOG.error("A step of starting does not end: leaving without it");
        clean = false;
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      closed = true;
      while (!all.isEmpty()) {
        stop(all.pop());
      }
    } finally {
      starting.unlock();
    }
  }

  private void stop(Named next) {
    try {
      next.started().stop();
    } catch (Exception e) {
      LOG.error("{} did not stop cleanly: {}", next.name(), e.toString());
      clean = false;
    }
  }

  private void onSignal() {
    if (closed) {
      return; // The command has ended by itself: its own exit code stands.
    }
    signalled = true;
    LOG.info("Stopping");
    long began = System.nanoTime();
    close();
    LOG.info("Stopped in {} s", String.format("%.1f", (System.nanoTime() - began) / 1e9));
    Runtime.getRuntime().halt(clean ? codeOnSignal : 1);
  }
}

package ai.tickstock.analytics;

import java.lang.management.ManagementFactory;

/** Measures what a piece of code allocates on this thread. */
public final class Allocation {
  private Allocation() {}

  /** Bytes allocated by a second run; the first one loads and links. */
  public static long bytes(Runnable code) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    code.run();
    long before = threads.getCurrentThreadAllocatedBytes();
    code.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}

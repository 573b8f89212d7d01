package ai.tickstock.wire.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.function.Consumer;

/**
 * How many inputs a reader is tried with, and how much it may allocate for one. {@code
 * -Dfuzz.tries=1000000} has each property try so many in place of the few of an ordinary run.
 */
public final class Fuzz {
  /** jqwik's tries of a property of this kind; each of them makes many inputs of its seed. */
  public static final int SEEDS = 20;

  private static final int USUAL_TRIES = 2_000;
  private static final int TRIES = Integer.getInteger("fuzz.tries", USUAL_TRIES);

  /** What refusing anything may take; what loses its way takes more. */
  private static final long USUAL_BYTES = 32 << 20;

  private static final long BYTES_FOR_ONE = 400;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Fuzz() {}

  /** Tries one seed's share of the inputs. */
  public static void each(long seed, Consumer<NastyJson> attempt) {
    Random seeds = new Random(seed);
    for (int i = 0; i < Math.max(1, TRIES / SEEDS); i++) {
      attempt.accept(new NastyJson(seeds.nextLong()));
    }
  }

  /**
   * Reads an input; a second time where the first took much, as loading classes does, and more of
   * them where Jazzer instruments them.
   *
   * @throws AssertionError if that takes memory out of all proportion
   */
  public static void within(int inputBytes, Runnable reading) {
    long most = USUAL_BYTES + BYTES_FOR_ONE * inputBytes;
    if (taken(reading) > most) {
      long taken = taken(reading);
      if (taken > most) {
        throw new AssertionError(taken + " bytes were allocated for an input of " + inputBytes);
      }
    }
  }

  private static long taken(Runnable reading) {
    long thread = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(thread);
    reading.run();
    return THREADS.getThreadAllocatedBytes(thread) - before;
  }
}

package ai.tickstock.app.sources;

/**
 * Seeded random numbers (SplitMix64), in order from a seed or straight from a place. The same on
 * every machine and for ever. Not thread-safe.
 */
final class Dice {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;
  private static final double UNIT = 0x1p-53;
  private static final double BELL = Math.sqrt(3) / 0x1p16;

  private long state;

  /** Begins anew. */
  void seed(long seed) {
    state = seed;
  }

  /** Even over [0, 1). */
  double even() {
    return even(nextLong());
  }

  /** Normal with mean 0 and deviation 1, cut at about 3.5. */
  double bell() {
    return bell(nextLong());
  }

  /** Exponential with mean 1. */
  double gap() {
    return -Math.log(1 - even());
  }

  private long nextLong() {
    state += GOLDEN;
    return scramble(state);
  }

  /** A random number that belongs to a place. */
  static long at(long seed, long place) {
    return scramble(scramble(seed + GOLDEN) ^ (place * GOLDEN));
  }

  /** Even over [0, 1), from a random number. */
  static double even(long random) {
    return (random >>> 11) * UNIT;
  }

  /** Close to normal with mean 0 and deviation 1, from a random number: four even ones summed. */
  static double bell(long random) {
    long sum =
        (random & 0xffff)
            + ((random >>> 16) & 0xffff)
            + ((random >>> 32) & 0xffff)
            + (random >>> 48);
    return (sum - 2 * 0xffff) * BELL;
  }

  private static long scramble(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}

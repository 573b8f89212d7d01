package ai.tickstock.app.sources;

/**
 * A line that looks like a random walk and yet is a function of time: noise of octaves from two
 * seconds to seven weeks, each as large as a walk grows in that time. So a market can be looked at
 * anywhere without having lived through what came before, and never leaves for good. Immutable.
 */
final class Walk {
  private static final int FIRST_OCTAVE = 1;
  private static final int LAST_OCTAVE = 22;

  /** What octaves that grow with the root of their length add up to, per second of time. */
  private static final double DEVIATION_PER_ROOT_SECOND = 2.16;

  private final long seed;

  Walk(long seed) {
    this.seed = seed;
  }

  /** The line at a time in seconds; its steps over t seconds deviate by about the root of t. */
  double at(double seconds) {
    double sum = 0;
    for (int octave = FIRST_OCTAVE; octave <= LAST_OCTAVE; octave++) {
      double place = seconds / (1L << octave);
      long left = (long) Math.floor(place);
      double share = place - left;
      long row = seed + ((long) octave << 56);
      double noise =
          Dice.bell(Dice.at(row, left)) * (1 - share) + Dice.bell(Dice.at(row, left + 1)) * share;
      sum += noise * Math.sqrt(1L << octave);
    }
    return sum / DEVIATION_PER_ROOT_SECOND;
  }
}

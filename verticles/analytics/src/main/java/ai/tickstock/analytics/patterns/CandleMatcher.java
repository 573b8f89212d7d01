package ai.tickstock.analytics.patterns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Checks the traits of all rules at once, whatever their number. Each candle of each rule is a bit
 * of some words; it is set where that candle of the rule and those before it are seen. A new candle
 * shifts the bits on to the next candle of each rule, and keeps those whose traits it has: this is
 * the shift-and method of searching for text, where a letter is a candle (Ricardo Baeza-Yates and
 * Gaston H. Gonnet, A New Approach to Text Searching, 1992). A rule that begins with all of the
 * rule before it goes on in its bits. Immutable; the words are a series'.
 */
final class CandleMatcher {
  /** How many bits of the facts are looked up at once. */
  private static final int GROUP = 4;

  private static final int VALUES = 1 << GROUP;

  /** Words are gone through by so many. */
  private static final int BLOCK = 4;

  /** Traits of one candle: of the bits in {@code mask} those in {@code set} are, the others not. */
  record Step(long mask, long set) {}

  private final int words;

  /** All bits of the facts that any rule looks at. */
  private final long wanted;

  /** Where the groups of such bits begin. */
  private final int[] shifts;

  /** By block, group and the group's value: the steps that agree, a word each. */
  private final long[] agreeing;

  /** The bits of all first steps. */
  private final long[] firsts;

  /** The bits of all last steps. */
  private final long[] lasts;

  /** By bit: the rule whose last step it is. */
  private final int[] rules;

  /**
   * @param steps by rule, in the order in which rules are to be asked, and by candle, oldest first
   */
  CandleMatcher(List<List<Step>> steps) {
    CandleSteps placed = new CandleSteps(steps);
    int needed = (placed.size() + Long.SIZE - 1) / Long.SIZE;
    words = needed == 1 ? 1 : (needed + BLOCK - 1) / BLOCK * BLOCK;
    firsts = Arrays.copyOf(placed.firsts.toLongArray(), words);
    lasts = Arrays.copyOf(placed.lasts.toLongArray(), words);
    rules = placed.rules();
    wanted =
        placed.steps.stream()
            .filter(step -> step != null)
            .mapToLong(Step::mask)
            .reduce(0, (a, b) -> a | b);
    shifts = shifts(wanted);
    agreeing = new long[words * shifts.length * VALUES];
    for (int bit = 0; bit < placed.size(); bit++) {
      if (placed.steps.get(bit) != null) {
        fill(bit, placed.steps.get(bit));
      }
    }
  }

  private static int[] shifts(long wanted) {
    List<Integer> shifts = new ArrayList<>();
    for (int shift = 0; shift < Long.SIZE; shift += GROUP) {
      if ((wanted >>> shift & VALUES - 1) != 0) {
        shifts.add(shift);
      }
    }
    return shifts.stream().mapToInt(Integer::intValue).toArray();
  }

  private void fill(int bit, Step step) {
    int wide = Math.min(words, BLOCK);
    int word = bit / Long.SIZE;
    int block = word / wide * shifts.length * VALUES * wide;
    for (int i = 0; i < shifts.length * VALUES; i++) {
      long mask = step.mask() >>> shifts[i / VALUES] & VALUES - 1;
      long set = step.set() >>> shifts[i / VALUES] & VALUES - 1;
      if ((i % VALUES & mask) == set) {
        agreeing[block + i * wide + word % wide] |= 1L << bit;
      }
    }
  }

  /** How many words a series keeps. */
  int words() {
    return words;
  }

  /** The bits of the facts that any rule looks at. */
  long wanted() {
    return wanted;
  }

  /** Takes the facts of the next candle in. */
  void next(long[] seen, long facts) {
    if (words == 1) {
      seen[0] = (seen[0] << 1 | firsts[0]) & agreeing(facts);
      return;
    }
    int at = 0;
    for (int word = 0; word < words; word += BLOCK) {
      long first = -1;
      long second = -1;
      long third = -1;
      long fourth = -1;
      for (int shift : shifts) {
        int value = at + (int) (facts >>> shift & VALUES - 1) * BLOCK;
        first &= agreeing[value];
        second &= agreeing[value + 1];
        third &= agreeing[value + 2];
        fourth &= agreeing[value + 3];
        at += VALUES * BLOCK;
      }
      seen[word] = (seen[word] << 1 | firsts[word]) & first;
      seen[word + 1] = (seen[word + 1] << 1 | firsts[word + 1]) & second;
      seen[word + 2] = (seen[word + 2] << 1 | firsts[word + 2]) & third;
      seen[word + 3] = (seen[word + 3] << 1 | firsts[word + 3]) & fourth;
    }
  }

  private long agreeing(long facts) {
    long all = -1;
    int at = 0;
    for (int shift : shifts) {
      all &= agreeing[at + (int) (facts >>> shift & VALUES - 1)];
      at += VALUES;
    }
    return all;
  }

  /** The last bits of the rules that are complete. */
  long complete(long[] seen, int word) {
    return seen[word] & lasts[word];
  }

  /** The rule that is complete where the lowest bit is set. */
  int rule(int word, long complete) {
    return rules[word * Long.SIZE + Long.numberOfTrailingZeros(complete)];
  }
}

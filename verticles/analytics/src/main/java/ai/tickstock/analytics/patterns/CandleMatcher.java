package ai.tickstock.analytics.patterns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Checks the traits of all rules at once, whatever their number. Each candle of each rule is a bit
 * of some words; it is set where that candle of the rule and those before it are seen. A new candle
 * shifts the bits on to the next candle of each rule, and keeps those whose traits it has: this is
 * the shift-and method of searching for text, where a letter is a candle (Ricardo Baeza-Yates and
 * Gaston H. Gonnet, A New Approach to Text Searching, 1992). Immutable; the words are a series'.
 */
final class CandleMatcher {
  /** How many bits of the facts are looked up at once. */
  private static final int GROUP = 4;

  private static final int VALUES = 1 << GROUP;

  /** Traits of one candle: of the bits in {@code mask} those in {@code set} are, the others not. */
  record Step(long mask, long set, boolean isFirst, int rule) {}

  private final int words;

  /** Where the groups of bits begin that any rule looks at. */
  private final int[] shifts;

  /** By word, group and the group's value: the steps that agree. */
  private final long[] agreeing;

  private final long[] firsts;
  private final long[] lasts;

  /** By bit: the rule whose last step it is. */
  private final int[] rules;

  /**
   * @param steps by rule, in the order in which rules are to be asked, and by candle, oldest first
   */
  CandleMatcher(List<List<Step>> steps) {
    List<Step> placed = placed(steps);
    words = placed.size() / Long.SIZE;
    firsts = new long[words];
    lasts = new long[words];
    rules = new int[placed.size()];
    for (int bit = 0; bit < placed.size(); bit++) {
      Step step = placed.get(bit);
      if (step != null) {
        boolean isLast = bit + 1 == placed.size() || !continues(placed.get(bit + 1));
        firsts[bit / Long.SIZE] |= step.isFirst() ? 1L << bit : 0;
        lasts[bit / Long.SIZE] |= isLast ? 1L << bit : 0;
        rules[bit] = step.rule();
      }
    }
    shifts = shifts(placed);
    agreeing = new long[words * shifts.length * VALUES];
    fill(placed);
  }

  private static boolean continues(Step step) {
    return step != null && !step.isFirst();
  }

  /** The steps by bit; those of a rule lie in one word, what is left of a word stays empty. */
  private static List<Step> placed(List<List<Step>> steps) {
    List<Step> placed = new ArrayList<>();
    for (List<Step> rule : steps) {
      int left = Long.SIZE - placed.size() % Long.SIZE;
      if (rule.size() > left) {
        placed.addAll(Arrays.asList(new Step[left]));
      }
      placed.addAll(rule);
    }
    int used = placed.size() % Long.SIZE;
    placed.addAll(Arrays.asList(new Step[used == 0 ? 0 : Long.SIZE - used]));
    return placed;
  }

  private static int[] shifts(List<Step> placed) {
    long masks = 0;
    for (Step step : placed) {
      masks |= step == null ? 0 : step.mask();
    }
    int[] shifts = new int[Long.SIZE / GROUP];
    int count = 0;
    for (int shift = 0; shift < Long.SIZE; shift += GROUP) {
      if ((masks >>> shift & VALUES - 1) != 0) {
        shifts[count++] = shift;
      }
    }
    return Arrays.copyOf(shifts, count);
  }

  private void fill(List<Step> placed) {
    for (int bit = 0; bit < placed.size(); bit++) {
      Step step = placed.get(bit);
      for (int i = 0; step != null && i < shifts.length * VALUES; i++) {
        long mask = step.mask() >>> shifts[i / VALUES] & VALUES - 1;
        long set = step.set() >>> shifts[i / VALUES] & VALUES - 1;
        if ((i % VALUES & mask) == set) {
          agreeing[bit / Long.SIZE * shifts.length * VALUES + i] |= 1L << bit;
        }
      }
    }
  }

  /** How many words a series keeps. */
  int words() {
    return words;
  }

  /** Takes the facts of the next candle in; the bits of the rules that are complete. */
  long next(int word, long[] seen, long facts) {
    long agree = -1;
    int at = word * shifts.length * VALUES;
    for (int shift : shifts) {
      agree &= agreeing[at + (int) (facts >>> shift & VALUES - 1)];
      at += VALUES;
    }
    long now = (seen[word] << 1 | firsts[word]) & agree;
    seen[word] = now;
    return now & lasts[word];
  }

  /** The rule that is complete where the lowest bit is set. */
  int rule(int word, long complete) {
    return rules[word * Long.SIZE + Long.numberOfTrailingZeros(complete)];
  }
}

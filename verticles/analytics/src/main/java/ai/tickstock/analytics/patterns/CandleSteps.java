package ai.tickstock.analytics.patterns;

import ai.tickstock.analytics.patterns.CandleMatcher.Step;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * The steps of all rules as bits: those of a rule lie one after the other in one word, what is left
 * of a word stays empty.
 */
final class CandleSteps {
  /** By bit; null where it is empty. */
  final List<Step> steps = new ArrayList<>();

  final BitSet firsts = new BitSet();
  final BitSet lasts = new BitSet();
  private final List<Integer> rules = new ArrayList<>();

  CandleSteps(List<List<Step>> byRule) {
    List<Step> before = List.of();
    for (int rule = 0; rule < byRule.size(); rule++) {
      List<Step> own = byRule.get(rule);
      int more = own.size() - before.size();
      int used = steps.size() % Long.SIZE;
      boolean goesOn =
          more > 0
              && used > 0
              && used + more <= Long.SIZE
              && own.subList(0, before.size()).equals(before);
      place(goesOn ? own.subList(before.size(), own.size()) : own, !goesOn, rule);
      before = own;
    }
  }

  private void place(List<Step> added, boolean isNew, int rule) {
    int left = (Long.SIZE - steps.size() % Long.SIZE) % Long.SIZE;
    if (isNew && left > 0 && added.size() > left) {
      steps.addAll(Collections.nCopies(left, null));
      rules.addAll(Collections.nCopies(left, -1));
    }
    if (isNew) {
      firsts.set(steps.size());
    }
    steps.addAll(added);
    rules.addAll(Collections.nCopies(added.size(), rule));
    lasts.set(steps.size() - 1);
  }

  int size() {
    return steps.size();
  }

  int[] rules() {
    return rules.stream().mapToInt(Integer::intValue).toArray();
  }
}

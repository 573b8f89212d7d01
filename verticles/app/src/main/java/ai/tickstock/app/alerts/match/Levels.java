package ai.tickstock.app.alerts.match;

import ai.tickstock.app.alerts.RuleCondition.Op;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rules that look at the same value, in the order of their levels: those that hold are found by
 * halving, however many there are.
 */
final class Levels {
  private static final int OPS = Op.CROSSES_BELOW.ordinal() + 1;

  private final double[][] levels = new double[OPS][];
  private final Watch[][] watches = new Watch[OPS][];

  /** Rules found by this column. */
  Levels(List<Watch> all) {
    for (int op = 0; op < OPS; op++) {
      Op wanted = Op.values()[op];
      Watch[] of =
          all.stream()
              .filter(watch -> watch.primary().op() == wanted)
              .sorted(Comparator.comparingDouble(watch -> watch.primary().lower()))
              .toArray(Watch[]::new);
      watches[op] = of;
      levels[op] = Arrays.stream(of).mapToDouble(watch -> watch.primary().lower()).toArray();
    }
  }

  /**
   * Tells the rules whose primary check holds.
   *
   * @param before the value on the bar before, NaN if it is not known
   */
  void find(double before, double now, Consumer<Watch> found) {
    tell(Op.ABOVE, 0, atLeast(Op.ABOVE, now), found);
    tell(Op.BELOW, above(Op.BELOW, now), levels[Op.BELOW.ordinal()].length, found);
    if (!Double.isNaN(before)) {
      tell(
          Op.CROSSES_ABOVE,
          atLeast(Op.CROSSES_ABOVE, before),
          atLeast(Op.CROSSES_ABOVE, now),
          found);
      tell(Op.CROSSES_BELOW, above(Op.CROSSES_BELOW, now), above(Op.CROSSES_BELOW, before), found);
    }
  }

  private void tell(Op op, int from, int to, Consumer<Watch> found) {
    Watch[] of = watches[op.ordinal()];
    for (int i = from; i < to; i++) {
      found.accept(of[i]);
    }
  }

  /** The first level that is not below a value. */
  private int atLeast(Op op, double value) {
    double[] sorted = levels[op.ordinal()];
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] < value) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /** The first level above a value. */
  private int above(Op op, double value) {
    double[] sorted = levels[op.ordinal()];
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] <= value) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}

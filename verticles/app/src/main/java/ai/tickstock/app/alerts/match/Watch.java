package ai.tickstock.app.alerts.match;

import ai.tickstock.app.alerts.Rule;
import ai.tickstock.app.alerts.RuleCondition.Op;
import java.util.List;
import java.util.stream.Collectors;

/** A rule over the columns of series. Immutable. */
public final class Watch {
  /** Which news makes a rule look. */
  enum Trigger {
    BARS,
    INDICATORS,
    PATTERNS
  }

  /** What came of looking. */
  public enum Verdict {
    HOLDS,
    DOES_NOT_HOLD,
    /** Something it looks at is not known yet and may come from another log. */
    WAITS
  }

  private final Rule rule;
  private final List<Check> checks;
  private final Trigger trigger;
  private final Check primary;
  private final int depth;

  Watch(Rule rule, Columns columns) {
    this.rule = rule;
    checks = rule.conditions().stream().map(each -> Check.of(each, columns)).toList();
    trigger =
        rule.isOfPatterns()
            ? Trigger.PATTERNS
            : checks.stream().allMatch(Watch::isOfBars) ? Trigger.BARS : Trigger.INDICATORS;
    primary = found();
    depth = checks.stream().mapToInt(Check::depth).max().orElse(0);
  }

  private static boolean isOfBars(Check check) {
    return Columns.isOfBars(check.column())
        && (check.other() == Check.NONE || Columns.isOfBars(check.other()));
  }

  /** The check it is found by, a crossing if there is one; null if none has a level of its own. */
  private Check found() {
    Check best = null;
    for (Check check : checks) {
      boolean fits =
          check.isSharp()
              && Columns.isOfBars(check.column()) == (trigger == Trigger.BARS)
              && trigger != Trigger.PATTERNS;
      if (fits && (best == null || (isCrossing(check) && !isCrossing(best)))) {
        best = check;
      }
    }
    return best;
  }

  private static boolean isCrossing(Check check) {
    return check.op() == Op.CROSSES_ABOVE || check.op() == Op.CROSSES_BELOW;
  }

  /** The rule. */
  public Rule rule() {
    return rule;
  }

  Trigger trigger() {
    return trigger;
  }

  List<Check> checks() {
    return checks;
  }

  Check primary() {
    return primary;
  }

  int depth() {
    return depth;
  }

  /** Whether some value its trigger brings has come with this group of news. */
  boolean isTriggered(Series series) {
    for (Check check : checks) {
      if (brings(series, check.column())
          || (check.other() != Check.NONE && brings(series, check.other()))) {
        return true;
      }
    }
    return false;
  }

  private boolean brings(Series series, int column) {
    return Columns.isOfBars(column) == (trigger == Trigger.BARS) && series.isUpdated(column);
  }

  /** Whether all its conditions hold on a bar. */
  Verdict verdict(Series series, int index) {
    boolean waits = false;
    for (Check check : checks) {
      if (index < 0 || !check.isKnown(series, index)) {
        if (!mayCome(check, series, index)) {
          return Verdict.DOES_NOT_HOLD;
        }
        waits = true;
      } else if (!check.holds(series, index)) {
        return Verdict.DOES_NOT_HOLD;
      }
    }
    return waits ? Verdict.WAITS : Verdict.HOLDS;
  }

  /** What its own log brings it looks at when that comes; the others it has to wait for. */
  private boolean mayCome(Check check, Series series, int index) {
    return mayCome(check.column(), series, index)
        && (check.other() == Check.NONE || mayCome(check.other(), series, index));
  }

  private boolean mayCome(int column, Series series, int index) {
    return switch (trigger) {
      case PATTERNS -> true;
      case INDICATORS -> Columns.isOfBars(column) || !Double.isNaN(series.value(column, index));
      case BARS -> false;
    };
  }

  /** The conditions as people write them; null if there is none. */
  public String condition() {
    return checks.isEmpty()
        ? null
        : checks.stream()
            .map(check -> check.shown().toString())
            .collect(Collectors.joining(" and "));
  }

  /** What the condition it is found by looks at; of a rule with conditions. */
  Check shown() {
    return primary != null ? primary : checks.get(0);
  }
}

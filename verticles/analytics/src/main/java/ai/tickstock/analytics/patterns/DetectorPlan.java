package ai.tickstock.analytics.patterns;

import ai.tickstock.analytics.patterns.CandleMatcher.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What detectors of the same patterns share: the rules and what they need. Immutable. */
final class DetectorPlan {
  /** A function, and the enabled patterns its answers may be. */
  private record Wanted(CandleFunction function, List<PatternDefinition> patterns) {}

  final CandleMeans means;
  final CandleMatcher matcher;
  final int warmUpBars;

  /** Bars before all functions answer in TA-Lib. */
  final int lookback;

  private final PlannedRule[] rules;

  private DetectorPlan(List<Wanted> functions, Rounding rounding, boolean withStrength) {
    CandleMeans.Wanted wanted = new CandleMeans.Wanted(rounding);
    if (withStrength) {
      wanted.addOneOfEach();
    }
    List<PlannedRule> planned = new ArrayList<>();
    for (int i = 0; i < functions.size(); i++) {
      CandleFunction function = functions.get(i).function();
      PatternDefinition[] patterns = functions.get(i).patterns().toArray(PatternDefinition[]::new);
      for (CandleRule rule : function.rules()) {
        PlannedRule.want(rule, function.lookback(), wanted);
        planned.add(new PlannedRule(rule, i, function.lookback(), patterns));
      }
    }
    means = new CandleMeans(wanted);
    rules = planned.toArray(PlannedRule[]::new);
    List<List<Step>> steps = new ArrayList<>();
    for (int i = 0; i < rules.length; i++) {
      steps.add(rules[i].steps(means));
    }
    matcher = new CandleMatcher(steps);
    lookback = planned.stream().mapToInt(rule -> rule.lookback).max().orElse(0);
    warmUpBars =
        functions.stream()
            .flatMap(function -> function.patterns().stream())
            .mapToInt(PatternDefinition::warmUpBars)
            .max()
            .orElse(0);
  }

  /** Of patterns, by name. */
  static DetectorPlan of(Set<String> enabled, Rounding rounding) {
    enabled.forEach(Patterns::of);
    List<PatternDefinition> patterns =
        Patterns.all().stream().filter(pattern -> enabled.contains(pattern.name())).toList();
    List<Wanted> functions = new ArrayList<>();
    for (CandleFunction function :
        patterns.stream().map(PatternDefinition::function).distinct().toList()) {
      functions.add(
          new Wanted(
              function,
              patterns.stream().filter(pattern -> pattern.function() == function).toList()));
    }
    return new DetectorPlan(functions, rounding, true);
  }

  /** Of one function, for its answers alone. */
  static DetectorPlan of(CandleFunction function, Rounding rounding) {
    return new DetectorPlan(List.of(new Wanted(function, List.of())), rounding, false);
  }

  PlannedRule rule(int word, long complete) {
    return rules[matcher.rule(word, complete)];
  }
}

package ai.tickstock.analytics.patterns;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What detectors of the same patterns share: the rules and which sums they need. Immutable. */
final class DetectorPlan {
  /** A rule, and the enabled patterns its answers may be. */
  record Entry(CandleFunction function, CandleRule rule, PatternDefinition[] patterns) {}

  final CandleTotals totals;
  final Entry[] entries;
  final int warmUpBars;

  DetectorPlan(Set<String> enabled, Rounding rounding) {
    enabled.forEach(Patterns::of);
    List<PatternDefinition> patterns =
        Patterns.all().stream().filter(pattern -> enabled.contains(pattern.name())).toList();
    totals = new CandleTotals(rounding);
    List<Entry> made = new ArrayList<>();
    for (CandleFunction function :
        patterns.stream().map(PatternDefinition::function).distinct().toList()) {
      PatternDefinition[] itsPatterns =
          patterns.stream()
              .filter(pattern -> pattern.function() == function)
              .toArray(PatternDefinition[]::new);
      made.add(new Entry(function, function.rule().apply(totals), itsPatterns));
    }
    entries = made.toArray(Entry[]::new);
    warmUpBars = patterns.stream().mapToInt(PatternDefinition::warmUpBars).max().orElse(0);
  }
}

package ai.tickstock.app.alerts.match;

import ai.tickstock.app.alerts.match.Watch.Trigger;
import ai.tickstock.market.Timeframe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The rules over one set of symbols and one timeframe, ordered for finding: however many symbols
 * the set has, they stand here once. Not thread-safe.
 */
final class Group {
  /** Rules of one trigger without patterns. */
  private record Finder(int[] columns, Levels[] levels, List<Watch> others) {
    void find(Series series, int index, Consumer<Watch> found) {
      for (int i = 0; i < columns.length; i++) {
        double now = series.value(columns[i], index);
        if (!Double.isNaN(now)) {
          levels[i].find(series.value(columns[i], index - 1), now, found);
        }
      }
      others.forEach(found);
    }
  }

  private final Timeframe timeframe;
  private final Set<String> symbols;
  private final Map<String, Watch> watches = new HashMap<>();
  private final Map<Trigger, Finder> finders = new HashMap<>();
  private final Map<String, List<Watch>> byPattern = new HashMap<>();
  private int[] columns;
  private int depth;

  Group(Timeframe timeframe, Set<String> symbols) {
    this.timeframe = timeframe;
    this.symbols = symbols;
  }

  Timeframe timeframe() {
    return timeframe;
  }

  Set<String> symbols() {
    return symbols;
  }

  void put(Watch watch) {
    watches.put(watch.rule().id(), watch);
    columns = null;
  }

  /** Whether nobody is left. */
  boolean remove(String id) {
    watches.remove(id);
    columns = null;
    return watches.isEmpty();
  }

  int[] columns() {
    order();
    return columns;
  }

  int depth() {
    order();
    return depth;
  }

  /** Rules without patterns whose primary check holds, or which have none. */
  void find(Trigger trigger, Series series, int index, Consumer<Watch> found) {
    order();
    finders.get(trigger).find(series, index, found);
  }

  /** Rules that look for a pattern and ask no more confidence. */
  void find(String pattern, String direction, double confidence, Consumer<Watch> found) {
    order();
    for (Watch watch : byPattern.getOrDefault(pattern, List.of())) {
      if (watch.rule().minConfidence() > confidence) {
        return;
      }
      if (watch.rule().direction() == null || watch.rule().direction().equals(direction)) {
        found.accept(watch);
      }
    }
  }

  private void order() {
    if (columns != null) {
      return;
    }
    byPattern.clear();
    Set<Integer> all = new LinkedHashSet<>();
    depth = 0;
    for (Watch watch : watches.values()) {
      depth = Math.max(depth, watch.depth());
      watch
          .rule()
          .patterns()
          .forEach(name -> byPattern.computeIfAbsent(name, key -> new ArrayList<>()).add(watch));
      for (Check check : watch.checks()) {
        all.add(check.column());
        if (check.other() != Check.NONE) {
          all.add(check.other());
        }
      }
    }
    byPattern
        .values()
        .forEach(of -> of.sort(Comparator.comparingDouble(watch -> watch.rule().minConfidence())));
    finders.put(Trigger.BARS, finder(Trigger.BARS));
    finders.put(Trigger.INDICATORS, finder(Trigger.INDICATORS));
    columns = all.stream().mapToInt(Integer::intValue).toArray();
  }

  private Finder finder(Trigger trigger) {
    Map<Integer, List<Watch>> byColumn = new TreeMap<>();
    List<Watch> others = new ArrayList<>();
    for (Watch watch : watches.values()) {
      if (watch.trigger() != trigger) {
        continue;
      }
      if (watch.primary() == null) {
        others.add(watch);
      } else {
        byColumn.computeIfAbsent(watch.primary().column(), column -> new ArrayList<>()).add(watch);
      }
    }
    return new Finder(
        byColumn.keySet().stream().mapToInt(Integer::intValue).toArray(),
        byColumn.values().stream().map(Levels::new).toArray(Levels[]::new),
        List.copyOf(others));
  }
}

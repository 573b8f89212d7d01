package ai.tickstock.app.alerts.match;

import ai.tickstock.app.alerts.Rule;
import ai.tickstock.app.alerts.match.Columns.Output;
import ai.tickstock.app.alerts.match.Watch.Trigger;
import ai.tickstock.app.alerts.match.Watch.Verdict;
import ai.tickstock.market.Timeframe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * All rules, and the series they look at. News of a series is told as {@link #begin}, some {@code
 * set…} and a {@code look…}; what was stored before, as {@link #fill}. What fires is a function of
 * the values up to that bar alone. Not thread-safe.
 */
public final class Matcher {
  /** Is told what to do for a rule. */
  public interface Listener {
    /** All that the rule asks for holds on a bar. */
    void holds(Watch watch);

    /** It would, if what another log has yet to bring holds as well: ask again. */
    void waits(Watch watch);
  }

  private record Key(Timeframe timeframe, Set<String> symbols) {}

  private final Columns columns = new Columns();
  private final Map<Key, Group> groups = new HashMap<>();
  private final Map<String, Series[]> bySymbol = new HashMap<>();
  private final Map<String, List<Group>> groupsOf = new HashMap<>();
  private final Map<String, Watch> watches = new HashMap<>();
  private long version;

  /**
   * Looks by a rule from now on, in place of an earlier version.
   *
   * @param symbols what its universe stands for now; must not change
   */
  public void put(Rule rule, Set<String> symbols) {
    remove(rule.id());
    Watch watch = new Watch(rule, columns);
    List<Group> own = new ArrayList<>();
    for (Timeframe timeframe : rule.timeframes()) {
      Group group = groups.computeIfAbsent(new Key(timeframe, symbols), this::open);
      group.put(watch);
      own.add(group);
    }
    watches.put(rule.id(), watch);
    groupsOf.put(rule.id(), own);
  }

  private Group open(Key key) {
    Group group = new Group(key.timeframe(), key.symbols());
    for (String symbol : key.symbols()) {
      Series[] all = bySymbol.computeIfAbsent(symbol, any -> new Series[Timeframe.values().length]);
      int at = key.timeframe().ordinal();
      if (all[at] == null) {
        all[at] = new Series(symbol, key.timeframe());
      }
      all[at].groups().add(group);
    }
    return group;
  }

  /** Looks by it no longer. */
  public void remove(String id) {
    version++;
    watches.remove(id);
    List<Group> own = groupsOf.remove(id);
    if (own != null) {
      own.stream().filter(group -> group.remove(id)).forEach(this::close);
    }
  }

  private void close(Group group) {
    groups.remove(new Key(group.timeframe(), group.symbols()));
    int at = group.timeframe().ordinal();
    for (String symbol : group.symbols()) {
      Series[] all = bySymbol.get(symbol);
      all[at].groups().remove(group);
      if (all[at].groups().isEmpty()) {
        all[at] = null;
      }
    }
  }

  /** How many rules there are. */
  public int size() {
    return watches.size();
  }

  /** Whether a rule is looked by as it was then. */
  public boolean isCurrent(Watch watch) {
    return watches.get(watch.rule().id()) == watch;
  }

  /** The series of a symbol, ready for news; null if nobody looks at it. */
  public Series series(String symbol, Timeframe timeframe) {
    Series[] all = bySymbol.get(symbol);
    Series series = all == null ? null : all[timeframe.ordinal()];
    if (series != null) {
      series.fit(version);
    }
    return series;
  }

  /** Whether somebody looks at values of an indicator. */
  public boolean looksAt(String label) {
    return columns.outputs(label) != null;
  }

  /** All indicators that some series looks at. */
  public Set<String> labels(Series series) {
    Set<String> labels = new TreeSet<>();
    for (int column : series.columns()) {
      if (!Columns.isOfBars(column)) {
        labels.add(columns.operand(column).label());
      }
    }
    return labels;
  }

  /** Whether what a bar itself has is looked at. */
  public boolean looksAtBars(Series series) {
    return Arrays.stream(series.columns()).anyMatch(Columns::isOfBars);
  }

  /** Says that what is known of all series may have holes. */
  public void cool() {
    bySymbol
        .values()
        .forEach(
            all -> {
              for (Series series : all) {
                if (series != null) {
                  series.cool();
                }
              }
            });
  }

  /** Begins a group of news of one bar. */
  public void begin(Series series) {
    series.begin();
  }

  /** What a bar has. */
  public void setBar(
      Series series, long time, double open, double high, double low, double close, double volume) {
    series.set(time, 0, open);
    series.set(time, 1, high);
    series.set(time, 2, low);
    series.set(time, 3, close);
    series.set(time, 4, volume);
  }

  /** The same from the store, where nothing is known. */
  public void fillBar(
      Series series, long time, double open, double high, double low, double close, double volume) {
    series.fill(time, 0, open);
    series.fill(time, 1, high);
    series.fill(time, 2, low);
    series.fill(time, 3, close);
    series.fill(time, 4, volume);
  }

  /** What an indicator has. */
  public void set(Series series, long time, String label, Outputs outputs) {
    for (Output output : columns.outputs(label)) {
      series.set(time, output.column(), outputs.value(output.output()));
    }
  }

  /** The same from the store, where nothing is known. */
  public void fill(Series series, long time, String label, Outputs outputs) {
    List<Output> all = columns.outputs(label);
    if (all != null) {
      for (Output output : all) {
        series.fill(time, output.column(), outputs.value(output.output()));
      }
    }
  }

  /** The values of an indicator on a bar. */
  public interface Outputs {
    /**
     * One of them, NaN if there is none.
     *
     * @param output null where there is only one
     */
    double value(String output);
  }

  /** Looks at a bar whose prices have been set. */
  public void lookAtBar(Series series, long time, Listener listener) {
    look(Trigger.BARS, series, time, listener);
  }

  /** Looks at a bar of which indicators have been set. */
  public void lookAtIndicators(Series series, long time, Listener listener) {
    look(Trigger.INDICATORS, series, time, listener);
  }

  private void look(Trigger trigger, Series series, long time, Listener listener) {
    int index = series.index(time);
    if (index < 0) {
      return;
    }
    Consumer<Watch> found =
        watch -> {
          if (watch.isTriggered(series)) {
            decide(watch, series, index, listener);
          }
        };
    for (Group group : series.groups()) {
      group.find(trigger, series, index, found);
    }
  }

  /** Looks at a pattern on a bar. */
  public void lookAtPattern(
      Series series,
      long time,
      String pattern,
      String direction,
      double confidence,
      Listener listener) {
    int index = series.index(time);
    for (Group group : series.groups()) {
      group.find(pattern, direction, confidence, watch -> decide(watch, series, index, listener));
    }
  }

  private static void decide(Watch watch, Series series, int index, Listener listener) {
    switch (watch.verdict(series, index)) {
      case HOLDS -> listener.holds(watch);
      case WAITS -> listener.waits(watch);
      case DOES_NOT_HOLD -> {}
    }
  }

  /** Looks again for a rule that waited. */
  public Verdict verdict(Watch watch, Series series, long time) {
    return watch.verdict(series, series.index(time));
  }

  /** What the rule's condition came to on a bar; NaN if it is not known. */
  public double value(Watch watch, Series series, long time) {
    return watch.checks().isEmpty()
        ? Double.NaN
        : series.value(watch.shown().column(), series.index(time));
  }

  /** The indicator whose value that is; null if it is the bar's own. */
  public String label(Watch watch) {
    int column = watch.shown().column();
    return Columns.isOfBars(column) ? null : columns.operand(column).label();
  }
}

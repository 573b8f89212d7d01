package ai.tickstock.analytics.chart;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Looks for enabled chart patterns in one series of bars, given oldest first. It never looks ahead:
 * a swing counts when the bars that make it one have come, a pattern when a close confirms it. Up
 * to some ten kilobytes; nothing is allocated on a bar that neither completes nor confirms a shape.
 * Not thread-safe.
 *
 * <p>Corners are swing points of strengths {@value #FINE}, {@value #MIDDLE} and {@value #COARSE}; a
 * shape is at most {@link Outline#SPAN} bars wide (wider ones are found on a longer timeframe). Of
 * one scale the newest shape of each name waits for its breakout. A breakout is told once: not
 * again for a shape that was complete when the same pattern was confirmed before.
 */
public final class ChartPatternDetector {
  private static final int FINE = 3;
  private static final int MIDDLE = 5;
  private static final int COARSE = 9;

  /** A shape, what its lead looks back at, its wait, and an earlier breakout's shape before it. */
  private static final int WARM_UP_BARS = 420;

  private final ChartRule[] rules;
  private final Set<String> enabled;
  private final boolean isLookingForGaps;
  private final List<ChartPatternDefinition> definitions = ChartPatterns.all();
  private final ChartBars bars = new ChartBars();
  private final View upright = new View(bars, false);
  private final View upsideDown = new View(bars, true);
  private final Swings[] scales = {
    new Swings(upright, upsideDown, FINE),
    new Swings(upright, upsideDown, MIDDLE),
    new Swings(upright, upsideDown, COARSE)
  };
  private final Outline outline = new Outline();
  private final Fit fit = new Fit();
  private final List<Setup> waiting = new ArrayList<>(4);
  private final ChartPattern[] confirmed = new ChartPattern[definitions.size()];
  private final boolean[] isComplete = new boolean[definitions.size()];
  private final int[] completedAt = new int[definitions.size()];
  private boolean isAnyComplete;

  /**
   * @param enabled names of the registry
   * @throws IllegalArgumentException naming the nearest valid ones, if one is unknown
   */
  public ChartPatternDetector(Set<String> enabled) {
    this(checked(enabled), enabled.contains(Gaps.GAP.name()));
  }

  private ChartPatternDetector(Set<String> enabled, boolean isLookingForGaps) {
    this.enabled = enabled;
    this.isLookingForGaps = isLookingForGaps;
    this.rules =
        ChartPatterns.RULES.stream()
            .filter(rule -> rule.definitions().stream().anyMatch(this::isEnabled))
            .toArray(ChartRule[]::new);
    Arrays.fill(completedAt, -1);
  }

  private static Set<String> checked(Set<String> names) {
    names.forEach(ChartPatterns::of);
    return Set.copyOf(names);
  }

  /** A detector of the same patterns that has seen nothing. */
  public ChartPatternDetector fresh() {
    return new ChartPatternDetector(enabled, isLookingForGaps);
  }

  private boolean isEnabled(ChartPatternDefinition definition) {
    return enabled.contains(definition.name());
  }

  /**
   * Bars to feed first so that those after them give what they would after all bars there are; 0
   * where nothing is enabled.
   */
  public int warmUpBars() {
    return enabled.isEmpty() ? 0 : WARM_UP_BARS;
  }

  /** Takes the next bar in and tells which patterns it confirms, in the registry's order. */
  public void add(Bar bar, ChartPatternListener listener) {
    add(bar.start().toEpochMilli(), bar.high(), bar.low(), bar.close(), bar.volume(), listener);
  }

  /**
   * Takes the next bar in and tells which patterns it confirms, in the registry's order.
   *
   * @param startMillis the bar's first instant, Unix milliseconds
   */
  public void add(
      long startMillis,
      double high,
      double low,
      double close,
      double volume,
      ChartPatternListener listener) {
    if (enabled.isEmpty()) {
      return;
    }
    bars.add(startMillis, high, low, close, volume);
    if (!waiting.isEmpty()) {
      lookAtWaiting();
    }
    if (rules.length > 0) {
      for (Swings swings : scales) {
        if (swings.update() && outline.draw(swings, upright, upsideDown)) {
          lookForShapes();
        }
      }
    }
    if (isLookingForGaps) {
      gap(Gaps.above(upright, fit));
      gap(Gaps.above(upsideDown, fit));
    }
    if (isAnyComplete) {
      tell(listener);
    }
  }

  private void gap(ChartPattern gap) {
    if (gap != null) {
      confirm(definitions.indexOf(Gaps.GAP), gap, true);
    }
  }

  private void lookAtWaiting() {
    for (Iterator<Setup> setups = waiting.iterator(); setups.hasNext(); ) {
      Setup setup = setups.next();
      if (isConfirmed(setup) || setup.isOverAfter(bars.newest())) {
        setups.remove();
      }
    }
  }

  private void lookForShapes() {
    for (ChartRule rule : rules) {
      Setup setup = rule.match(outline, fit.begin());
      if (setup != null && isEnabled(setup.definition()) && !setup.isSpoilt()) {
        waiting.removeIf(
            other -> other.definition() == setup.definition() && other.scale() == setup.scale());
        if (!isConfirmed(setup) && !setup.isOverAfter(bars.newest())) {
          waiting.add(setup);
        }
      }
    }
  }

  private boolean isConfirmed(Setup setup) {
    ChartPattern pattern = setup.confirmed();
    if (pattern != null) {
      int place = definitions.indexOf(setup.definition());
      confirm(place, pattern, completedAt[place] < setup.lastCorner());
    }
    return pattern != null;
  }

  /** Of the same pattern at several scales the surest counts. */
  private void confirm(int place, ChartPattern pattern, boolean isNew) {
    ChartPattern other = confirmed[place];
    if (isNew && (other == null || pattern.confidence() > other.confidence())) {
      confirmed[place] = pattern;
    }
    isComplete[place] = true;
    isAnyComplete = true;
  }

  private void tell(ChartPatternListener listener) {
    for (int place = 0; place < confirmed.length; place++) {
      if (confirmed[place] != null && !isCovered(place)) {
        listener.detected(confirmed[place]);
      }
    }
    for (int place = 0; place < confirmed.length; place++) {
      if (isComplete[place]) {
        isComplete[place] = false;
        confirmed[place] = null;
        completedAt[place] = bars.newest();
      }
    }
    isAnyComplete = false;
  }

  /** Whether a more special pattern of its kind says the same on this bar. */
  private boolean isCovered(int place) {
    Direction direction = confirmed[place].direction();
    for (int other = 0; other < place; other++) {
      if (confirmed[other] != null
          && definitions.get(other).kind() == definitions.get(place).kind()
          && confirmed[other].direction() == direction) {
        return true;
      }
    }
    return false;
  }
}

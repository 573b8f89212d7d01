package ai.tickstock.analytics.patterns;

import ai.tickstock.analytics.patterns.CandleMatcher.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** A rule as a detector asks it: lists as arrays, traits as bits. Immutable. */
final class PlannedRule {
  /** The function's place among those of the plan. */
  final int function;

  final int lookback;
  final int bars;

  /** The enabled patterns its answers may be. */
  final PatternDefinition[] patterns;

  private final CandleRule rule;
  private final Predicate<CandleWindow>[] conditions;
  private final ToDoubleFunction<CandleWindow>[] scores;

  /** What is measured, see {@link CandleSizes}, and of which candle. */
  private final int[] measures;

  private final int[] lags;

  /** How far each looks back. */
  private final int[] reaches;

  PlannedRule(CandleRule rule, int function, int lookback, PatternDefinition[] patterns) {
    this.rule = rule;
    this.function = function;
    this.lookback = lookback;
    this.bars = rule.bars();
    this.patterns = patterns;
    conditions = rule.conditions();
    scores = rule.scores();
    List<int[]> measured = new ArrayList<>();
    for (int lag = bars - 1; lag >= 0; lag--) {
      for (CandleTrait trait : rule.written(lag)) {
        if (trait.isMeasured()) {
          CandleTrait real = rule.isMirrored() ? trait.mirrored() : trait;
          int reach = lag + (trait.isBesideAnother() ? 1 : 0);
          measured.add(new int[] {CandleSizes.measure(real), lag, reach});
        }
      }
    }
    measures = measured.stream().mapToInt(measure -> measure[0]).toArray();
    lags = measured.stream().mapToInt(measure -> measure[1]).toArray();
    reaches = measured.stream().mapToInt(measure -> measure[2]).toArray();
  }

  /** Adds the averages it needs. */
  static void want(CandleRule rule, int lookback, CandleMeans.Wanted wanted) {
    for (int lag = 0; lag < rule.bars(); lag++) {
      for (CandleTrait trait : rule.traits(lag)) {
        wanted.add(trait, lookback, lag);
      }
    }
    for (CandleRule.Reading reading : rule.readings()) {
      if (reading.setting().mean != null) {
        wanted.add(reading.setting().mean, lookback, reading.lag());
      }
    }
  }

  /** Its candles, oldest first. */
  List<Step> steps(CandleMeans means) {
    List<Step> steps = new ArrayList<>();
    for (int lag = bars - 1; lag >= 0; lag--) {
      long mask = 0;
      long set = 0;
      for (CandleTrait trait : rule.traits(lag)) {
        long bit = 1L << means.bit(trait, lookback, lag);
        mask |= bit;
        set |= trait.set ? bit : 0;
      }
      steps.add(new Step(mask, set));
    }
    return steps;
  }

  /** TA-Lib's answer where all traits are met: 0 for no. */
  int answer(CandleWindow window) {
    window.lookAs(lookback, rule.isMirrored());
    for (Predicate<CandleWindow> condition : conditions) {
      if (!condition.test(window)) {
        return 0;
      }
    }
    return rule.answer(window);
  }

  /**
   * How clearly the conditions of a match are met, 0 to 1: the mean of their {@link Score}s. The
   * window is as {@link #answer} left it.
   */
  double strength(CandleWindow window, CandleSizes sizes) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < measures.length; i++) {
      if (reaches[i] < window.count()) {
        sum += sizes.score(measures[i], lags[i]);
        count++;
      }
    }
    for (ToDoubleFunction<CandleWindow> score : scores) {
      double value = score.applyAsDouble(window);
      if (!Double.isNaN(value)) {
        sum += value;
        count++;
      }
    }
    return count == 0 ? 0.5 : sum / count;
  }
}

package ai.tickstock.analytics.backtest;

import ai.tickstock.analytics.chart.ChartPattern;
import ai.tickstock.analytics.chart.ChartPatternDetector;
import ai.tickstock.analytics.chart.ChartPatternListener;
import ai.tickstock.analytics.chart.ChartPatterns;
import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.analytics.indicators.Indicator;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.analytics.patterns.PatternDetector;
import ai.tickstock.analytics.patterns.PatternListener;
import ai.tickstock.analytics.patterns.Patterns;
import ai.tickstock.analytics.rules.Condition;
import ai.tickstock.market.Direction;
import ai.tickstock.market.MarketCalendar;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is seen in one symbol's bars, as of the newest. Not thread-safe. */
final class Signals {
  private final double minConfidence;
  private final Side bareSide;
  private final String bareReason;
  private final PatternDetector candlesticks;
  private final ChartPatternDetector charts;
  private final Condition.Watch[] entries;
  private final Condition.Watch[] exits;
  private final Indicator range;
  private final PatternListener whenCandlestick = this::candlestick;
  private final ChartPatternListener whenChart = this::chart;

  private BarSeries bars;
  private int bar;
  private boolean heldBefore;
  private boolean holds;
  private boolean exitHolds;
  private final Strongest bullish = new Strongest();
  private final Strongest bearish = new Strongest();
  private final Strongest bare = new Strongest();

  /** The surest signal one way on the newest bar. */
  static final class Strongest {
    private String reason;
    private double confidence;
    private ChartPattern chart;

    private void clear() {
      reason = null;
      confidence = -1;
      chart = null;
    }

    private void offer(String candidate, double sure, ChartPattern drawn) {
      if (sure > confidence) {
        reason = candidate;
        confidence = sure;
        chart = drawn;
      }
    }

    String reason() {
      return reason;
    }

    double confidence() {
      return confidence;
    }

    /** Its levels, where it is a chart pattern; else null. */
    ChartPattern chart() {
      return chart;
    }
  }

  Signals(Strategy strategy, Exits rules, MarketCalendar calendar) {
    minConfidence = strategy.minConfidence();
    Set<String> shapes = chosen(strategy, true);
    Set<String> candles = chosen(strategy, false);
    candlesticks = candles.isEmpty() ? null : new PatternDetector(candles);
    charts = shapes.isEmpty() ? null : new ChartPatternDetector(shapes);
    boolean isBare = strategy.patterns().isEmpty();
    bareSide = strategy.direction() == Strategy.Allowed.SHORT ? Side.SHORT : Side.LONG;
    bareReason =
        isBare
            ? strategy.conditions().stream()
                .map(Condition::toString)
                .collect(Collectors.joining(" and "))
            : null;
    entries = watches(strategy.conditions(), calendar);
    exits = watches(rules.conditions(), calendar);
    range =
        rules.usesRange()
            ? IndicatorSpec.of("ATR", "timePeriod", BacktestPlan.RANGE_BARS).create(calendar)
            : null;
  }

  private static Set<String> chosen(Strategy strategy, boolean shapes) {
    return strategy.patterns().stream()
        .filter(name -> ChartPatterns.names().contains(name) == shapes)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Condition.Watch[] watches(List<Condition> conditions, MarketCalendar calendar) {
    return conditions.stream()
        .map(condition -> condition.watch(calendar))
        .toArray(Condition.Watch[]::new);
  }

  /** Takes a completed bar in. */
  void add(BarSeries series, int index) {
    bars = series;
    bar = index;
    bullish.clear();
    bearish.clear();
    long start = series.startMillis(index);
    double open = series.open(index);
    double high = series.high(index);
    double low = series.low(index);
    double close = series.close(index);
    double volume = series.volume(index);
    if (candlesticks != null) {
      candlesticks.add(start, open, high, low, close, volume, whenCandlestick);
    }
    if (charts != null) {
      charts.add(start, high, low, close, volume, whenChart);
    }
    heldBefore = holds;
    holds = true;
    for (Condition.Watch entry : entries) {
      holds &= entry.add(start, open, high, low, close, volume);
    }
    exitHolds = false;
    for (Condition.Watch exit : exits) {
      exitHolds |= exit.add(start, open, high, low, close, volume);
    }
    if (range != null) {
      range.add(start, open, high, low, close, volume);
    }
  }

  private void candlestick(String name, Direction direction, double sure, boolean warming) {
    if (sure >= minConfidence) {
      offer(Heading.of(direction, bars, bar, Patterns.of(name).bars()), name, sure, null);
    }
  }

  private void chart(ChartPattern pattern) {
    if (pattern.confidence() >= minConfidence) {
      int sign = pattern.direction() == Direction.BULLISH ? 1 : -1;
      offer(sign, pattern.name(), pattern.confidence(), pattern);
    }
  }

  private void offer(int sign, String name, double sure, ChartPattern drawn) {
    if (sign > 0) {
      bullish.offer(name, sure, drawn);
    } else if (sign < 0) {
      bearish.offer(name, sure, drawn);
    }
  }

  /** Which way the newest bar says to go, whatever the conditions say; null if neither. */
  Side side() {
    if (bareReason != null) {
      return holds && !heldBefore ? bareSide : null;
    }
    if (bullish.confidence == bearish.confidence) {
      return null;
    }
    return bullish.confidence > bearish.confidence ? Side.LONG : Side.SHORT;
  }

  /** The signal that {@link #side()} follows. */
  Strongest signal() {
    if (bareReason != null) {
      bare.clear();
      bare.offer(bareReason, 1, null);
      return bare;
    }
    return bullish.confidence > bearish.confidence ? bullish : bearish;
  }

  /** Whether all conditions of entry hold. */
  boolean mayEnter() {
    return holds;
  }

  /** Whether a condition of exit holds. */
  boolean mustExit() {
    return exitHolds;
  }

  /** The average true range; NaN while there is none, or nobody wants it. */
  double range() {
    return range != null && range.isReady() ? range.value() : Double.NaN;
  }
}

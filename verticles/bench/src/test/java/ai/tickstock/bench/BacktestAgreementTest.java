package ai.tickstock.bench;

import ai.tickstock.analytics.backtest.Exits;
import ai.tickstock.analytics.backtest.FillModel;
import ai.tickstock.analytics.backtest.Side;
import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.analytics.patterns.PatternDetector;
import ai.tickstock.analytics.rules.Condition;
import ai.tickstock.market.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ta4j.core.Rule;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.PreviousValueIndicator;
import org.ta4j.core.rules.AndRule;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;
import org.ta4j.core.rules.FixedRule;
import org.ta4j.core.rules.OpenedPositionMinimumBarCountRule;
import org.ta4j.core.rules.OrRule;
import org.ta4j.core.rules.OverIndicatorRule;
import org.ta4j.core.rules.StopGainRule;
import org.ta4j.core.rules.StopLossRule;
import org.ta4j.core.rules.TrailingStopLossRule;
import org.ta4j.core.rules.UnderIndicatorRule;

/**
 * Our engine and ta4j's, on the same rules, trade by trade: over seeded walks and over real days.
 *
 * <p>ta4j looks at stops and targets when a bar closes and leaves at that close; ours are in the
 * market all the time and fill within a bar. On bars of one price the two are the same. On a bar on
 * which ta4j leaves it does not enter again; so that this is never asked for, entries there are
 * made on moves the other way than a stop's or a target's. Where a price is the average to the cent
 * ta4j takes the two as equal and asks what was before, ours compares what stands there; the
 * recorded prices never are their average of 44.
 */
class BacktestAgreementTest {
  private static final double FEE = 0.001;
  private static final String ABOVE = "close crosses above SMA(44)";
  private static final String BELOW = "close crosses below SMA(44)";
  private static final int HELD = 7;

  /** A percentage that no prices in cents are apart. */
  private static final double STOP = 1.3137;

  private static final double TARGET = 1.7171;

  static Stream<BothBars> walks() {
    return LongStream.range(0, 10).mapToObj(BothBars::walk);
  }

  /** Rules of ta4j over the closes of some bars. */
  private record Theirs(BothBars bars, ClosePriceIndicator close) {
    Theirs(BothBars bars) {
      this(bars, new ClosePriceIndicator(bars.theirs.series()));
    }

    Rule above() {
      return new CrossedUpIndicatorRule(close, Ta4jEdition.sma(close, 44));
    }

    Rule below() {
      return new CrossedDownIndicatorRule(close, Ta4jEdition.sma(close, 44));
    }

    Rule risen() {
      return new OverIndicatorRule(close, new PreviousValueIndicator(close, 1));
    }

    Rule fallen() {
      return new UnderIndicatorRule(close, new PreviousValueIndicator(close, 1));
    }

    Rule or(Rule rule, int bars) {
      return new OrRule(rule, new OpenedPositionMinimumBarCountRule(bars));
    }
  }

  private static void crossings(BothBars bars) {
    Theirs theirs = new Theirs(bars);
    for (FillModel fills : List.of(FillModel.NEXT_OPEN, FillModel.SAME_CLOSE)) {
      BothEngines longs = new BothEngines(bars, fills, Side.LONG, FEE);
      longs.agree(
          longs.plan(Set.of(), BothEngines.conditions(ABOVE), BothEngines.exits(0, 0, 0, 0, BELOW)),
          theirs.above(),
          theirs.below());
      BothEngines shorts = new BothEngines(bars, fills, Side.SHORT, FEE);
      shorts.agree(
          shorts.plan(
              Set.of(), BothEngines.conditions(BELOW), BothEngines.exits(0, 0, 0, 0, ABOVE)),
          theirs.below(),
          theirs.above());
    }
  }

  private static void someBars(BothBars bars) {
    Theirs theirs = new Theirs(bars);
    for (Side side : Side.values()) {
      BothEngines nextOpen = new BothEngines(bars, FillModel.NEXT_OPEN, side, FEE);
      // ta4j counts from the bar of entry to that of decision, and fills one later.
      nextOpen.agree(
          nextOpen.plan(Set.of(), BothEngines.conditions(ABOVE), Exits.afterBars(HELD)),
          theirs.above(),
          new OpenedPositionMinimumBarCountRule(HELD - 1));
      BothEngines sameClose = new BothEngines(bars, FillModel.SAME_CLOSE, side, FEE);
      sameClose.agree(
          sameClose.plan(Set.of(), BothEngines.conditions(ABOVE), Exits.afterBars(HELD)),
          theirs.above(),
          new OpenedPositionMinimumBarCountRule(HELD));
    }
  }

  private static void levels(BothBars original) {
    BothBars bars = original.closes();
    Theirs theirs = new Theirs(bars);
    Map<Boolean, List<String>> ours =
        Map.of(true, List.of(ABOVE, "ROC(1) > 0"), false, List.of(BELOW, "ROC(1) < 0"));
    Map<Boolean, Rule> entries =
        Map.of(
            true, new AndRule(theirs.above(), theirs.risen()),
            false, new AndRule(theirs.below(), theirs.fallen()));
    for (Side side : Side.values()) {
      BothEngines engines = new BothEngines(bars, FillModel.SAME_CLOSE, side, 0);
      // A long position's stop is reached by falling, so it is entered rising; and so on.
      boolean stopped = side == Side.LONG;
      engines.agree(
          engines.plan(
              Set.of(), conditions(ours.get(stopped)), BothEngines.exits(20, STOP / 100, 0, 0)),
          entries.get(stopped),
          theirs.or(new StopLossRule(theirs.close, STOP), 20));
      engines.agree(
          engines.plan(
              Set.of(), conditions(ours.get(!stopped)), BothEngines.exits(20, 0, TARGET / 100, 0)),
          entries.get(!stopped),
          theirs.or(new StopGainRule(theirs.close, TARGET), 20));
      engines.agree(
          engines.plan(
              Set.of(), conditions(ours.get(stopped)), BothEngines.exits(40, 0, 0, STOP / 100)),
          entries.get(stopped),
          theirs.or(
              new TrailingStopLossRule(
                  theirs.close, Ta4jEdition.number(bars.theirs.series(), STOP)),
              40));
    }
  }

  private static List<Condition> conditions(List<String> texts) {
    return BothEngines.conditions(texts.toArray(String[]::new));
  }

  private static void engulfings(BothBars bars) {
    Set<String> patterns = Set.of("BullishEngulfing", "BearishEngulfing");
    List<Integer> bullish = new ArrayList<>();
    List<Integer> bearish = new ArrayList<>();
    PatternDetector detector = new PatternDetector(patterns);
    BarSeries series = bars.ours;
    for (int i = 0; i < series.size(); i++) {
      int bar = i;
      detector.add(
          series.startMillis(i),
          series.open(i),
          series.high(i),
          series.low(i),
          series.close(i),
          series.volume(i),
          (pattern, direction, confidence, warming) ->
              (direction == Direction.BULLISH ? bullish : bearish).add(bar));
    }
    BothEngines longs = new BothEngines(bars, FillModel.NEXT_OPEN, Side.LONG, FEE);
    longs.agree(
        longs.plan(patterns, List.of(), Exits.ON_OPPOSITE_SIGNAL), fixed(bullish), fixed(bearish));
    BothEngines shorts = new BothEngines(bars, FillModel.NEXT_OPEN, Side.SHORT, FEE);
    shorts.agree(
        shorts.plan(patterns, List.of(), Exits.ON_OPPOSITE_SIGNAL), fixed(bearish), fixed(bullish));
  }

  private static Rule fixed(List<Integer> bars) {
    return new FixedRule(bars.stream().flatMapToInt(IntStream::of).toArray());
  }

  @ParameterizedTest
  @MethodSource("walks")
  void crossingsOfAnAverageTradeAsTa4jDoesLongAndShort(BothBars bars) {
    crossings(bars);
  }

  @ParameterizedTest
  @MethodSource("walks")
  void aPositionHeldForSomeBarsEndsWithTa4js(BothBars bars) {
    someBars(bars);
  }

  @ParameterizedTest
  @MethodSource("walks")
  void stopsTargetsAndTrailingStopsLeaveWhereTa4jsDo(BothBars bars) {
    levels(bars);
  }

  @ParameterizedTest
  @MethodSource("walks")
  void engulfingPatternsTradeAsTa4jDoesOnTheirBars(BothBars bars) {
    engulfings(bars);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AAA", "AAPL", "AIG", "BAC", "BNO", "EEM", "FB", "GOOG", "GOOGL", "IBM", "IWM", "QQQ",
        "SPY", "USO", "WM", "WMI"
      })
  void overRealDaysBothAgreeOnEveryRule(String symbol) {
    BothBars bars = BothBars.daily(symbol);
    crossings(bars);
    someBars(bars);
    levels(bars);
    engulfings(bars);
  }
}

package ai.tickstock.analytics.indicators;

import ai.tickstock.market.Bar;
import ai.tickstock.market.MarketCalendar;
import java.util.List;

/**
 * Several indicators over one series of bars: give it a bar, then read the values. About seven
 * kilobytes with the default specs. Nothing is allocated per bar. Not thread-safe.
 */
public final class IndicatorSet {
  private static final List<IndicatorSpec> DEFAULTS =
      IndicatorSpecs.list(
          "SMA(5),SMA(10),SMA(20),SMA(50),SMA(200),EMA(20),BBANDS(20),VWAP,PIVOTS,RSI,MACD,"
              + "STOCH(14),ATR,ADX,OBV,VOLUME");

  private final List<IndicatorSpec> specs;
  private final MarketCalendar calendar;
  private final Indicator[] indicators;

  /** Fresh indicators for a series of their own, in the order of the specs. */
  public IndicatorSet(List<IndicatorSpec> specs, MarketCalendar calendar) {
    this.specs = List.copyOf(specs);
    this.calendar = calendar;
    this.indicators = new Indicator[specs.size()];
    for (int i = 0; i < indicators.length; i++) {
      indicators[i] = specs.get(i).create(calendar);
    }
  }

  /**
   * What traders use: SMA 5, 10, 20, 50 and 200, EMA 20, Bollinger 20/2, the day's VWAP, pivots,
   * RSI 14, MACD 12/26/9, slow stochastic 14/3/3, ATR 14, ADX 14, OBV, the volume.
   */
  public static List<IndicatorSpec> defaults() {
    return DEFAULTS;
  }

  /** A set of the same specs that has seen nothing. */
  public IndicatorSet fresh() {
    return new IndicatorSet(specs, calendar);
  }

  /** Takes the next bar in. */
  public void add(Bar bar) {
    add(bar.start().toEpochMilli(), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
  }

  /** Takes the next bar in; its start in Unix milliseconds. */
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    for (Indicator indicator : indicators) {
      indicator.add(startMillis, open, high, low, close, volume);
    }
  }

  /** How many indicators there are. */
  public int size() {
    return indicators.length;
  }

  /** The spec of an indicator, from 0. */
  public IndicatorSpec spec(int index) {
    return specs.get(index);
  }

  /** All specs, in order. */
  public List<IndicatorSpec> specs() {
    return specs;
  }

  /** Whether an indicator has a value. */
  public boolean isReady(int index) {
    return indicators[index].isReady();
  }

  /** How many outputs an indicator has. */
  public int outputCount(int index) {
    return indicators[index].outputCount();
  }

  /** An output of an indicator, both from 0, as of the newest bar. */
  public double value(int index, int output) {
    return indicators[index].output(output);
  }

  /** Whether an indicator has a {@link Indicator#state()} that must be kept. */
  public boolean isCumulative(int index) {
    return isCumulative(specs.get(index));
  }

  /** Whether any of some indicators has a {@link Indicator#state()} that must be kept. */
  public static boolean isCumulative(List<IndicatorSpec> specs) {
    return specs.stream().anyMatch(IndicatorSet::isCumulative);
  }

  private static boolean isCumulative(IndicatorSpec spec) {
    return spec.definition().memory() == IndicatorDefinition.Memory.CUMULATIVE;
  }

  /** All that a cumulative indicator, once ready, remembers. */
  public double[] state(int index) {
    return indicators[index].state();
  }

  /** Makes a cumulative indicator go on where it was when it gave this {@link #state}. */
  public void resume(int index, double[] state) {
    indicators[index] = specs.get(index).create(calendar);
    indicators[index].resume(state);
  }

  /** Stored bars to feed first, so that all values agree to 1e-10 with having run all along. */
  public int warmUpBars() {
    return warmUpBars(specs);
  }

  /** As {@link #warmUpBars()}, before there is a set. */
  public static int warmUpBars(List<IndicatorSpec> specs) {
    return specs.stream().mapToInt(IndicatorSpec::warmUpBars).max().orElse(0);
  }

  /** Whether a warm start needs all bars since the market's day began as well. */
  public boolean sessionAnchored() {
    return sessionAnchored(specs);
  }

  /** As {@link #sessionAnchored()}, before there is a set. */
  public static boolean sessionAnchored(List<IndicatorSpec> specs) {
    return specs.stream()
        .anyMatch(spec -> spec.definition().memory() == IndicatorDefinition.Memory.SESSION);
  }
}

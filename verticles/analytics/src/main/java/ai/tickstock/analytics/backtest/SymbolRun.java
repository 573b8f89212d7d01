package ai.tickstock.analytics.backtest;

import ai.tickstock.analytics.chart.ChartPattern;
import ai.tickstock.analytics.history.BarSeries;

/** One symbol of a run: its bars, what is seen in them, its orders and its position. */
final class SymbolRun {
  private final BacktestPlan plan;
  private final BarSeries bars;
  private final int number;
  private final Signals signals;
  private final boolean needsRange;
  private final int end;
  private int bar;
  private boolean isVolumeKnown;
  private double lastClose = Double.NaN;
  private Position position;
  private EntryOrder entry;
  private ExitReason exit;
  private long decided;

  SymbolRun(BacktestPlan plan, BarSeries bars, int number) {
    this.plan = plan;
    this.bars = bars;
    this.number = number;
    signals = new Signals(plan.strategy(), plan.exits(), plan.calendar());
    needsRange = plan.exits().usesRange();
    end = plan.toMillis() == Long.MAX_VALUE ? bars.size() : bars.from(plan.toMillis());
  }

  String symbol() {
    return bars.symbol();
  }

  /** Its place among the symbols of the run, from 0. */
  int number() {
    return number;
  }

  /** When its next bar begins; the end of time if there is none. */
  long nextMillis() {
    return bar < end ? bars.startMillis(bar) : Long.MAX_VALUE;
  }

  int bars() {
    return end;
  }

  double lastClose() {
    return lastClose;
  }

  double open() {
    return bars.open(bar);
  }

  double close() {
    return bars.close(bar);
  }

  Position position() {
    return position;
  }

  /** Entries that were decided. */
  long decided() {
    return decided;
  }

  double entryConfidence() {
    return entry.confidence();
  }

  boolean wantsEntry() {
    return entry != null && isTraded();
  }

  /**
   * Without volume nothing is filled; until a bar has any, it is not known and does not matter. (No
   * later bar decides it.)
   */
  boolean isTraded() {
    return !isVolumeKnown || bars.volume(bar) > 0;
  }

  /** Looks at the next bar. */
  void begin() {
    isVolumeKnown |= bars.volume(bar) > 0;
  }

  /**
   * Where nothing is held over night: what was decided before it is not done after it, and what was
   * held because the session's last bar never came is left at once.
   */
  void nightPassed() {
    entry = null;
    if (position != null) {
      exit = ExitReason.END_OF_SESSION;
    }
  }

  /** Fills a decided exit at a price. */
  void exitAt(double price, Account account) {
    if (exit != null && position != null && isTraded()) {
      leave(account, price, true, exit);
    }
  }

  /**
   * The session is over: nothing is entered any more, and what is held is left at its close, or,
   * where nothing was traded at that, as soon as there is trade.
   */
  void sessionEnded(Account account) {
    entry = null;
    if (position != null && isTraded()) {
      leave(account, bars.close(bar), true, ExitReason.END_OF_SESSION);
    } else if (position != null) {
      exit = ExitReason.END_OF_SESSION;
    }
  }

  /** Values an open position at the last close there is. */
  void finish(Account account, ExitReason why) {
    bar--;
    leave(account, lastClose, false, why);
  }

  private void leave(Account account, double price, boolean isMarket, ExitReason why) {
    int held = bar - position.entryBar + 1;
    account.exit(this, price, isMarket, bars.startMillis(bar), held, why);
    position = null;
    exit = null;
  }

  /** Fills a decided entry at a price. */
  void enterAt(double price, Account account) {
    if (position == null) {
      position = account.enter(this, entry, price, bars.startMillis(bar), bar);
    }
    entry = null;
  }

  /**
   * What happens between a bar's open and its close: of stop and target the worse. A level that the
   * open is beyond already, by a gap or because slippage put it there, is filled at the open.
   */
  void trade(Account account) {
    if (position == null || !isTraded()) {
      return;
    }
    int sign = position.side().sign();
    double open = bars.open(bar);
    double adverse = sign > 0 ? bars.low(bar) : bars.high(bar);
    double favourable = sign > 0 ? bars.high(bar) : bars.low(bar);
    double stop = position.nearestStop();
    double target = position.target;
    ExitReason stopped = position.isTrailing() ? ExitReason.TRAILING_STOP : ExitReason.STOP_LOSS;
    if (sign * (open - stop) <= 0) {
      leave(account, open, true, stopped);
    } else if (sign * (open - target) >= 0) {
      leave(account, open, false, ExitReason.TAKE_PROFIT);
    } else if (sign * (adverse - stop) <= 0) {
      leave(account, stop, true, stopped);
    } else if (sign * (favourable - target) >= 0) {
      leave(account, target, false, ExitReason.TAKE_PROFIT);
    } else {
      position.held(bars.high(bar), bars.low(bar));
    }
  }

  /** Takes the bar in as completed. */
  void complete() {
    lastClose = bars.close(bar);
    if (position != null) {
      position.mark = lastClose;
    }
    signals.add(bars, bar);
  }

  /** Decides on the completed bar. */
  void decide(boolean isLastOfSession) {
    Side side = signals.side();
    if (position != null) {
      exit = exit == null ? exit(side) : exit;
    }
    boolean isFree = position == null || (exit == ExitReason.OPPOSITE_SIGNAL && side != null);
    if (side == null || !isFree || isLastOfSession) {
      return;
    }
    entry = null;
    if (plan.strategy().direction().allows(side) && mayEnter()) {
      Signals.Strongest signal = signals.signal();
      ChartPattern chart = signal.chart();
      decided++;
      entry =
          new EntryOrder(
              side,
              signal.reason(),
              signal.confidence(),
              bars.startMillis(bar),
              signals.range(),
              chart == null ? Double.NaN : chart.stop(),
              chart == null ? Double.NaN : chart.target());
    }
  }

  /** Whether all conditions hold, and the levels of exit can be measured. */
  private boolean mayEnter() {
    return signals.mayEnter() && !(needsRange && Double.isNaN(signals.range()));
  }

  private ExitReason exit(Side side) {
    Exits exits = plan.exits();
    if (exits.onOppositeSignal() && side == position.side().other()) {
      return ExitReason.OPPOSITE_SIGNAL;
    }
    if (signals.mustExit()) {
      return ExitReason.CONDITION;
    }
    int sameClose = plan.fills() == FillModel.SAME_CLOSE ? 0 : 1;
    boolean isOver =
        exits.afterBars() > 0 && bar - position.entryBar + sameClose >= exits.afterBars();
    return isOver ? ExitReason.TIME : null;
  }

  void advance() {
    bar++;
  }
}

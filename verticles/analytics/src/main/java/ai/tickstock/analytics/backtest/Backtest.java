package ai.tickstock.analytics.backtest;

import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.market.DayCursor;
import ai.tickstock.market.MarketCalendar;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * One run of a plan over the bars of one or many symbols, which share the capital. Bars that begin
 * at the same time are taken together: first what was decided is filled, exits before entries and
 * surer entries before others; then stops and targets; then the bars are complete and new decisions
 * are made. Not thread-safe; runs side by side share nothing but the bars.
 */
public final class Backtest {
  private static final int REPORT_BARS = 512;
  private static final long WEEK_MILLIS = 7 * 86_400_000L;

  /** Of equally sure ones, that given first comes first: sorting is stable. */
  private static final Comparator<SymbolRun> SURER_FIRST =
      Comparator.comparingDouble(SymbolRun::entryConfidence).reversed();

  private final BacktestPlan plan;
  private final BacktestWatcher watcher;
  private final SymbolRun[] runs;
  private final SymbolRun[] due;
  private final SymbolRun[] entering;
  private final Account account;
  private final BuyAndHold hold;
  private final EquityCurve equity;
  private final EquityCurve benchmark;
  private final DayCursor day;
  private final long totalBars;
  private int dueCount;
  private long bars;
  private long reported;
  private boolean isTrading;
  private long sessionEnd;
  private double exposure;
  private long daysInvested;
  private boolean isComplete = true;

  private Backtest(BacktestPlan plan, List<BarSeries> series, BacktestWatcher watcher) {
    if (series.isEmpty()) {
      throw new IllegalArgumentException("symbols: expected bars of at least one, was none");
    }
    this.plan = plan;
    this.watcher = watcher;
    runs = new SymbolRun[series.size()];
    for (int i = 0; i < runs.length; i++) {
      runs[i] = new SymbolRun(plan, series.get(i), i);
    }
    due = new SymbolRun[runs.length];
    entering = new SymbolRun[runs.length];
    account = new Account(plan);
    hold = new BuyAndHold(runs, plan.initialCapital());
    equity = new EquityCurve(plan.initialCapital());
    benchmark = new EquityCurve(plan.initialCapital());
    day = new DayCursor(plan.calendar());
    totalBars = Arrays.stream(runs).mapToLong(SymbolRun::bars).sum();
  }

  /** Runs a plan to its end. */
  public static BacktestResult run(BacktestPlan plan, List<BarSeries> series) {
    return run(plan, series, state -> true);
  }

  /**
   * Runs a plan.
   *
   * @param series one for each symbol, adjusted for splits
   * @throws IllegalArgumentException if there is none
   */
  public static BacktestResult run(
      BacktestPlan plan, List<BarSeries> series, BacktestWatcher watcher) {
    return new Backtest(plan, series, watcher).run();
  }

  private BacktestResult run() {
    long now = Long.MIN_VALUE;
    for (long next = collect(); next != Long.MAX_VALUE && isComplete; next = collect()) {
      now = next;
      for (int i = 0; i < dueCount; i++) {
        due[i].begin();
      }
      if (now >= plan.fromMillis()) {
        trade(now);
      } else {
        for (int i = 0; i < dueCount; i++) {
          due[i].complete();
        }
      }
      for (int i = 0; i < dueCount; i++) {
        due[i].advance();
      }
      bars += dueCount;
      if (account.isShort() && account.equity() <= 0) {
        finish(ExitReason.RUIN);
        break;
      }
      report(now);
    }
    if (isTrading) {
      measure();
    }
    finish(ExitReason.END_OF_DATA);
    if (isTrading) {
      record(day.startMillis());
    }
    return result();
  }

  /** Finds the symbols whose next bars begin first, and when. */
  private long collect() {
    long first = Long.MAX_VALUE;
    dueCount = 0;
    for (SymbolRun run : runs) {
      long next = run.nextMillis();
      if (next < first) {
        first = next;
        dueCount = 0;
      }
      if (next == first && next != Long.MAX_VALUE) {
        due[dueCount++] = run;
      }
    }
    return first;
  }

  private void trade(long now) {
    beginDay(now);
    for (int i = 0; i < dueCount; i++) {
      hold.open(due[i]);
    }
    if (plan.fills() == FillModel.NEXT_OPEN) {
      fill(true);
    }
    for (int i = 0; i < dueCount; i++) {
      due[i].trade(account);
    }
    if (plan.fills() == FillModel.NEXT_CLOSE) {
      fill(false);
    }
    boolean isLast = isLastOfSession(now);
    for (int i = 0; i < dueCount; i++) {
      due[i].complete();
      if (isLast) {
        due[i].sessionEnded(account);
      }
      due[i].decide(isLast);
    }
    if (plan.fills() == FillModel.SAME_CLOSE) {
      fill(false);
    }
  }

  private boolean isLastOfSession(long now) {
    return plan.exits().endOfSession() && now + plan.timeframe().length().toMillis() >= sessionEnd;
  }

  private void fill(boolean atOpen) {
    int wanting = 0;
    for (int i = 0; i < dueCount; i++) {
      due[i].exitAt(price(due[i], atOpen), account);
      if (due[i].wantsEntry()) {
        entering[wanting++] = due[i];
      }
    }
    if (wanting > 1) {
      Arrays.sort(entering, 0, wanting, SURER_FIRST);
    }
    for (int i = 0; i < wanting; i++) {
      entering[i].enterAt(price(entering[i], atOpen), account);
    }
  }

  private static double price(SymbolRun run, boolean atOpen) {
    return atOpen ? run.open() : run.close();
  }

  private void beginDay(long now) {
    long before = day.startMillis();
    if (!day.begins(now)) {
      return;
    }
    if (isTrading) {
      dayEnded(before);
      fillGap(before, day.startMillis());
    }
    isTrading = true;
    if (plan.exits().endOfSession()) {
      MarketCalendar calendar = plan.calendar();
      sessionEnd = calendar.session(calendar.day(now)).endMillis();
      for (SymbolRun run : runs) {
        run.nightPassed();
      }
    }
  }

  /** Days of the market without a bar of any symbol, where that is more than holidays. */
  private void fillGap(long before, long now) {
    if (now - before <= WEEK_MILLIS) {
      return;
    }
    MarketCalendar calendar = plan.calendar();
    LocalDate last = calendar.day(now);
    for (LocalDate date = calendar.day(before).plusDays(1);
        date.isBefore(last);
        date = date.plusDays(1)) {
      if (calendar.isTradingDay(date)) {
        dayEnded(calendar.daySpan(date).startMillis());
      }
    }
  }

  private void dayEnded(long startMillis) {
    measure();
    record(startMillis);
  }

  private void measure() {
    double value = account.equity();
    exposure += value > 0 ? account.exposure() / value : 0;
    daysInvested += account.isInvested() ? 1 : 0;
  }

  private void record(long startMillis) {
    equity.add(startMillis, account.equity());
    benchmark.add(startMillis, hold.value());
  }

  private void report(long now) {
    if (bars - reported >= REPORT_BARS) {
      reported = bars;
      int done = 0;
      for (SymbolRun run : runs) {
        done += run.nextMillis() == Long.MAX_VALUE ? 1 : 0;
      }
      isComplete =
          watcher.goOn(
              new BacktestWatcher.State(bars, totalBars, now, account.equity(), done, runs.length));
    }
  }

  private void finish(ExitReason why) {
    account.open().forEach(run -> run.finish(account, why));
  }

  private BacktestResult result() {
    double year = Performance.daysPerYear(plan.calendar());
    List<Trade> trades = account.trades();
    Performance.Activity activity =
        new Performance.Activity(
            exposure / equity.size(), (double) daysInvested / equity.size(), account.traded());
    return new BacktestResult(
        isComplete,
        trades,
        equity,
        benchmark,
        Performance.of(equity, trades, activity, year, plan.riskFreeRate()),
        Performance.of(benchmark, List.of(), Performance.Activity.NONE, year, plan.riskFreeRate()),
        TradeTotals.by(Trade::reason, trades),
        TradeTotals.by(Trade::symbol, trades),
        bars,
        Arrays.stream(runs).mapToLong(SymbolRun::decided).sum(),
        account.refused());
  }
}

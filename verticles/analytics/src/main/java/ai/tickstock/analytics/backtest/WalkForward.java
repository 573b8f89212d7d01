package ai.tickstock.analytics.backtest;

import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.market.MarketCalendar;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;

/**
 * A sweep that is not judged by the time it was chosen in: in each window the point that is best by
 * a metric in sample is run over the time after it, and those times are put together. (R. Pardo,
 * The Evaluation and Optimization of Trading Strategies, 2nd ed., Wiley 2008, chapter 11.)
 *
 * <p>Two rounds of tasks, each independent of the others of its round: {@link #trials}, then {@link
 * #legs}; then {@link #stitched}. Starts no thread. Immutable.
 */
public final class WalkForward {
  /** More windows than these are refused. */
  public static final int MOST_WINDOWS = 1_000;

  /**
   * A time to choose in, {@code [inFromMillis, outFromMillis)}, and the time after it to be judged
   * by, {@code [outFromMillis, outToMillis)}; Unix milliseconds.
   *
   * @param number from 0
   */
  public record Window(int number, long inFromMillis, long outFromMillis, long outToMillis) {}

  /** A point of the sweep in the sample of a window. */
  public record Trial(Window window, Sweep.Row row) {}

  /**
   * What the best point of a window came to outside of its sample.
   *
   * @param chosen the point, and its figures in sample
   */
  public record Leg(Window window, Sweep.Row chosen, BacktestResult outOfSample) {}

  private final Sweep sweep;
  private final List<Window> windows;
  private final Metric metric;

  /**
   * @param metric by which the best point of a window is chosen
   * @throws IllegalArgumentException if there is no window
   */
  public WalkForward(Sweep sweep, List<Window> windows, Metric metric) {
    if (windows.isEmpty()) {
      throw new IllegalArgumentException("windows: expected at least one, was none");
    }
    this.sweep = sweep;
    this.windows = List.copyOf(windows);
    this.metric = metric;
  }

  /**
   * Windows that roll on by the time out of sample, so that those times follow each other without a
   * gap; the last may be cut short by the end.
   *
   * @param from first day of the first sample
   * @param to last day out of sample
   * @param inSample such as two years
   * @param outOfSample such as six months
   * @param isAnchored whether each sample begins with the first
   * @throws IllegalArgumentException if a period is not above zero, no day is left after the first
   *     sample, or there are more than {@value #MOST_WINDOWS} windows
   */
  public static List<Window> windows(
      LocalDate from,
      LocalDate to,
      Period inSample,
      Period outOfSample,
      boolean isAnchored,
      MarketCalendar calendar) {
    above("in_sample", inSample);
    above("out_of_sample", outOfSample);
    List<Window> windows = new ArrayList<>();
    LocalDate end = to.plusDays(1);
    LocalDate first = from.plus(inSample);
    for (LocalDate out = first; out.isBefore(end); ) {
      int number = windows.size();
      if (number == MOST_WINDOWS) {
        throw new IllegalArgumentException(
            "out_of_sample: expected at most " + MOST_WINDOWS + " windows, was more");
      }
      LocalDate in = isAnchored || number == 0 ? from : out.minus(inSample);
      LocalDate next = first.plus(outOfSample.multipliedBy(number + 1));
      LocalDate last = next.isBefore(end) ? next : end;
      windows.add(
          new Window(number, start(calendar, in), start(calendar, out), start(calendar, last)));
      out = next;
    }
    if (windows.isEmpty()) {
      throw new IllegalArgumentException(
          "in_sample: expected to end before " + to + ", was " + inSample + " from " + from);
    }
    return windows;
  }

  private static void above(String name, Period period) {
    if (period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException(name + ": expected a time above zero, was " + period);
    }
  }

  private static long start(MarketCalendar calendar, LocalDate day) {
    return calendar.daySpan(day).startMillis();
  }

  /** Its windows, oldest first. */
  public List<Window> windows() {
    return windows;
  }

  /**
   * The first round: every point in every window's sample, window by window.
   *
   * @param series one for each symbol, shared by all tasks; bars before a window warm up
   * @param watchers who watches a task, by its place in the list; called by whoever runs it
   */
  public List<Callable<Trial>> trials(
      List<BarSeries> series, IntFunction<BacktestWatcher> watchers) {
    List<Callable<Trial>> trials = new ArrayList<>();
    for (Window window : windows) {
      for (Sweep.Point point : sweep.points()) {
        BacktestWatcher watcher = watchers.apply(trials.size());
        BacktestPlan plan = point.plan().between(window.inFromMillis, window.outFromMillis);
        trials.add(() -> new Trial(window, Sweep.row(point, plan, series, watcher)));
      }
    }
    return trials;
  }

  /**
   * The second round: the best point of each window outside of its sample. Of equally good ones, or
   * where the metric is defined for none, the first counts; a window without a complete trial is
   * left out.
   *
   * @param trials of the first round, in any order
   */
  public List<Callable<Leg>> legs(
      List<Trial> trials, List<BarSeries> series, IntFunction<BacktestWatcher> watchers) {
    List<Callable<Leg>> legs = new ArrayList<>();
    for (Window window : windows) {
      List<Sweep.Row> rows =
          trials.stream()
              .filter(trial -> trial.window.number == window.number && trial.row.isComplete())
              .map(Trial::row)
              .toList();
      if (!rows.isEmpty()) {
        Sweep.Row best = Sweep.ranked(rows, metric).get(0);
        BacktestPlan plan = plan(best).between(window.outFromMillis, window.outToMillis);
        BacktestWatcher watcher = watchers.apply(legs.size());
        legs.add(() -> new Leg(window, best, Backtest.run(plan, series, watcher)));
      }
    }
    return legs;
  }

  private BacktestPlan plan(Sweep.Row row) {
    return sweep.points().stream()
        .filter(point -> point.number() == row.number())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("trials: not of this sweep: " + row))
        .plan();
  }

  /**
   * The legs one after the other. Each was run with its plan's initial capital; here it begins with
   * what the one before it ended with, and its values, quantities and profits are larger or smaller
   * by that. Between legs nothing is held. Legs after the account is worth nothing do not happen.
   *
   * @param legs of the second round, in any order; at least one
   */
  public BacktestResult stitched(List<Leg> legs) {
    if (legs.isEmpty()) {
      throw new IllegalArgumentException("legs: expected at least one, was none");
    }
    return Stitching.of(legs, plan(legs.get(0).chosen));
  }
}

package ai.tickstock.launcher.backtest;

import ai.tickstock.analytics.backtest.Metric;
import ai.tickstock.analytics.backtest.Sweep;
import ai.tickstock.analytics.backtest.WalkForward;
import ai.tickstock.analytics.history.BarSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Many runs over the same bars, side by side on all cores. Blocks. */
public final class Study {
  /** Hears how many runs of all are done; by any thread. */
  @FunctionalInterface
  public interface Done {
    void runs(int done, int total);
  }

  private final List<BarSeries> series;
  private final Cancelling cancelling;
  private final Done done;

  public Study(List<BarSeries> series, Cancelling cancelling, Done done) {
    this.series = List.copyOf(series);
    this.cancelling = cancelling;
    this.done = done;
  }

  /** Every point of a sweep that was run to its end, the best first. */
  public List<Sweep.Row> sweep(Sweep sweep, Metric metric) throws InterruptedException {
    List<Sweep.Row> rows = run(sweep.tasks(series, task -> state -> !cancelling.isWanted()));
    return Sweep.ranked(rows.stream().filter(Sweep.Row::isComplete).toList(), metric);
  }

  /** What the best of each window came to outside of its sample; none if it was cancelled early. */
  public List<WalkForward.Leg> walk(WalkForward walk) throws InterruptedException {
    List<WalkForward.Trial> trials =
        run(walk.trials(series, task -> state -> !cancelling.isWanted()));
    if (cancelling.isWanted()) {
      return List.of();
    }
    return run(walk.legs(trials, series, task -> state -> !cancelling.isWanted()));
  }

  /** In the order of the tasks; those that were not begun when it was cancelled are not in it. */
  private <T> List<T> run(List<Callable<T>> tasks) throws InterruptedException {
    ExecutorService cores =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      AtomicInteger ended = new AtomicInteger();
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> task : tasks) {
        futures.add(cores.submit(() -> one(task, ended, tasks.size())));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results.stream().filter(Objects::nonNull).toList();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } finally {
      cores.shutdownNow();
    }
  }

  private <T> T one(Callable<T> task, AtomicInteger ended, int total) throws Exception {
    T result = cancelling.isWanted() ? null : task.call();
    done.runs(ended.incrementAndGet(), total);
    return result;
  }
}

package ai.tickstock.analytics.backtest;

import ai.tickstock.analytics.history.BarSeries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * The same bars traded by many plans: a grid over named parameters, every combination of their
 * values a point. Points are numbered from 0 in the order the values are written, the last
 * parameter fastest. Starts no thread: its {@link #tasks} are independent of each other, may be run
 * in any order and side by side, and give the same to the last bit. Immutable.
 */
public final class Sweep {
  /** More points than these are refused. */
  public static final int MOST_POINTS = 100_000;

  /**
   * A combination of values.
   *
   * @param number its place in the grid, from 0
   * @param parameters values as they were written, by name, in the order of the grid
   */
  public record Point(int number, Map<String, String> parameters, BacktestPlan plan) {
    public Point {
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
  }

  /**
   * What came of a point: a row of the table of results.
   *
   * @param isComplete false if the run was ended by who watched it
   */
  public record Row(
      int number, Map<String, String> parameters, boolean isComplete, Performance performance) {}

  private final List<Point> points;

  private Sweep(List<Point> points) {
    this.points = List.copyOf(points);
  }

  /**
   * The sweep of a grid.
   *
   * @param grid values by parameter; iterated in its own order. None: a single point
   * @param plans what plan a combination stands for
   * @throws IllegalArgumentException if a parameter has no value, there are more than {@value
   *     #MOST_POINTS} points, or {@code plans} refuses one, which is named
   */
  public static Sweep of(
      Map<String, List<String>> grid, Function<Map<String, String>, BacktestPlan> plans) {
    long count = 1;
    for (Map.Entry<String, List<String>> parameter : grid.entrySet()) {
      if (parameter.getValue().isEmpty()) {
        throw new IllegalArgumentException(
            parameter.getKey() + ": expected at least one value, was none");
      }
      count = Math.min(Integer.MAX_VALUE, count * parameter.getValue().size());
    }
    if (count > MOST_POINTS) {
      throw new IllegalArgumentException(
          "grid: expected at most " + MOST_POINTS + " combinations of values, was more");
    }
    List<Point> points = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      Map<String, String> parameters = combination(grid, number);
      points.add(new Point(number, parameters, plan(parameters, plans)));
    }
    return new Sweep(points);
  }

  private static Map<String, String> combination(Map<String, List<String>> grid, int number) {
    List<String> names = new ArrayList<>(grid.keySet());
    String[] values = new String[names.size()];
    int rest = number;
    for (int i = names.size() - 1; i >= 0; i--) {
      List<String> choices = grid.get(names.get(i));
      values[i] = choices.get(rest % choices.size());
      rest /= choices.size();
    }
    Map<String, String> combination = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      combination.put(names.get(i), values[i]);
    }
    return combination;
  }

  private static BacktestPlan plan(
      Map<String, String> parameters, Function<Map<String, String>, BacktestPlan> plans) {
    try {
      return plans.apply(Collections.unmodifiableMap(parameters));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(parameters + ": " + e.getMessage(), e);
    }
  }

  /**
   * Some of its points, drawn evenly and without repetition, in their order and with their numbers;
   * all, if there are no more. The same seed draws the same.
   *
   * @throws IllegalArgumentException if fewer than one is asked for
   */
  public Sweep sampled(int most, long seed) {
    if (most < 1) {
      throw new IllegalArgumentException("sample: expected at least 1 point, was " + most);
    }
    if (points.size() <= most) {
      return this;
    }
    List<Point> drawn = new ArrayList<>(points);
    Collections.shuffle(drawn, new Random(seed));
    drawn = drawn.subList(0, most);
    drawn.sort(Comparator.comparingInt(Point::number));
    return new Sweep(drawn);
  }

  /** All of its points, by number. */
  public List<Point> points() {
    return points;
  }

  /** A task for each point, in their order. */
  public List<Callable<Row>> tasks(List<BarSeries> series) {
    return tasks(series, task -> state -> true);
  }

  /**
   * A task for each point, in their order.
   *
   * @param series one for each symbol, shared by all tasks
   * @param watchers who watches a task, by its place in the list; called by whoever runs it
   */
  public List<Callable<Row>> tasks(List<BarSeries> series, IntFunction<BacktestWatcher> watchers) {
    List<Callable<Row>> tasks = new ArrayList<>();
    for (Point point : points) {
      BacktestWatcher watcher = watchers.apply(tasks.size());
      tasks.add(() -> row(point, point.plan(), series, watcher));
    }
    return tasks;
  }

  static Row row(Point point, BacktestPlan plan, List<BarSeries> series, BacktestWatcher watcher) {
    BacktestResult result = Backtest.run(plan, series, watcher);
    return new Row(point.number(), point.parameters(), result.isComplete(), result.performance());
  }

  /** The better before the worse, equally good ones by number, what is not defined last. */
  public static List<Row> ranked(List<Row> rows, Metric metric) {
    return rows.stream()
        .sorted(
            Comparator.comparing(Row::performance, metric.bestFirst())
                .thenComparingInt(Row::number))
        .toList();
  }
}

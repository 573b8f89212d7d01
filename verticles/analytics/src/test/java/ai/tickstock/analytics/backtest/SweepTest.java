package ai.tickstock.analytics.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.market.Timeframe;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class SweepTest {
  private static final List<BarSeries> WALKS = List.of(Tape.walk("A", 1, 3_000));

  /** Held for {@code bars}, stopped at {@code stop}. */
  private static BacktestPlan plan(Map<String, String> parameters) {
    int bars = Integer.parseInt(parameters.getOrDefault("bars", "3"));
    double stop = Double.parseDouble(parameters.getOrDefault("stop", "0"));
    return BacktestPlan.of(
        new Strategy(Set.of("Doji", "Harami"), 0, List.of(), Strategy.Allowed.BOTH),
        Exits.afterBars(bars).withLevels(stop, 0),
        Sizing.fraction(0.5),
        Timeframe.MIN_1,
        Tape.CALENDAR);
  }

  private static Map<String, List<String>> grid() {
    Map<String, List<String>> grid = new LinkedHashMap<>();
    grid.put("bars", List.of("2", "5", "9"));
    grid.put("stop", List.of("0", "0.01"));
    return grid;
  }

  private static List<Sweep.Row> run(List<Callable<Sweep.Row>> tasks) throws Exception {
    List<Sweep.Row> rows = new ArrayList<>();
    for (Callable<Sweep.Row> task : tasks) {
      rows.add(task.call());
    }
    return rows;
  }

  private static Performance figures(double equity) {
    EquityCurve curve = new EquityCurve(100);
    curve.add(0, equity);
    return Performance.of(curve, List.of(), Performance.Activity.NONE, 252, 0);
  }

  private static Sweep.Row row(int number, double equity) {
    return new Sweep.Row(number, Map.of(), true, figures(equity));
  }

  @Test
  void theLastParameterGoesFastest() {
    assertThat(Sweep.of(grid(), SweepTest::plan).points())
        .extracting(point -> point.number() + " " + point.parameters())
        .containsExactly(
            "0 {bars=2, stop=0}",
            "1 {bars=2, stop=0.01}",
            "2 {bars=5, stop=0}",
            "3 {bars=5, stop=0.01}",
            "4 {bars=9, stop=0}",
            "5 {bars=9, stop=0.01}");
  }

  @Test
  void aGridOfNothingIsASinglePoint() {
    assertThat(Sweep.of(Map.of(), SweepTest::plan).points())
        .extracting(Sweep.Point::parameters)
        .containsExactly(Map.of());
  }

  @Test
  void eachTaskIsABacktestOfItsPoint() throws Exception {
    List<Sweep.Row> rows = run(Sweep.of(grid(), SweepTest::plan).tasks(WALKS));
    assertThat(rows).extracting(Sweep.Row::number).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(rows.get(3).performance())
        .isEqualTo(Backtest.run(plan(Map.of("bars", "5", "stop", "0.01")), WALKS).performance());
    assertThat(rows).extracting(Sweep.Row::performance).doesNotHaveDuplicates();
  }

  @Test
  void theOrderOfTheTasksChangesNothing() throws Exception {
    Sweep sweep = Sweep.of(grid(), SweepTest::plan);
    List<Callable<Sweep.Row>> backwards = sweep.tasks(WALKS);
    Collections.reverse(backwards);
    assertThat(run(backwards)).containsExactlyInAnyOrderElementsOf(run(sweep.tasks(WALKS)));
  }

  @Test
  void theBetterComesFirstAndWhatIsNotDefinedLast() {
    List<Sweep.Row> rows = List.of(row(0, 90), row(1, Double.NaN), row(2, 120), row(3, 120));
    assertThat(Sweep.ranked(rows, Metric.TOTAL_RETURN))
        .extracting(Sweep.Row::number)
        .containsExactly(2, 3, 0, 1);
  }

  @Test
  void ofDrawdownsTheSmallerIsBetter() {
    assertThat(Sweep.ranked(List.of(row(0, 80), row(1, 95)), Metric.MAX_DRAWDOWN))
        .extracting(Sweep.Row::number)
        .containsExactly(1, 0);
  }

  @Test
  void aSampleIsDrawnBySeedAndKeepsOrderAndNumbers() {
    Sweep sweep = Sweep.of(grid(), SweepTest::plan);
    List<Integer> numbers = sweep.sampled(4, 7).points().stream().map(Sweep.Point::number).toList();
    assertThat(numbers).hasSize(4).isSorted().doesNotHaveDuplicates();
    assertThat(sweep.sampled(4, 7).points()).extracting(Sweep.Point::number).isEqualTo(numbers);
    assertThat(sweep.sampled(6, 7).points()).hasSize(6);
    assertThatThrownBy(() -> sweep.sampled(0, 7))
        .hasMessage("sample: expected at least 1 point, was 0");
  }

  @Test
  void aPointThatIsRefusedIsNamed() {
    assertThatThrownBy(() -> Sweep.of(Map.of("stop", List.of("2")), SweepTest::plan))
        .hasMessage("{stop=2}: stop_loss: expected a number from 0 to 1, was 2.0");
  }

  @Test
  void anEmptyParameterAndAGridTooLargeAreRefused() {
    assertThatThrownBy(() -> Sweep.of(Map.of("stop", List.of()), SweepTest::plan))
        .hasMessage("stop: expected at least one value, was none");
    Map<String, List<String>> large = new LinkedHashMap<>();
    for (String name : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
      large.put(name, Collections.nCopies(1_000, "1"));
    }
    assertThatThrownBy(() -> Sweep.of(large, SweepTest::plan))
        .hasMessage("grid: expected at most 100000 combinations of values, was more");
  }

  @Test
  void unknownMetricsAreAnsweredWithTheNearest() {
    assertThat(Metric.of("max_drawdown")).isEqualTo(Metric.MAX_DRAWDOWN);
    assertThatThrownBy(() -> Metric.of("sharp")).hasMessageContaining("sharpe");
  }
}

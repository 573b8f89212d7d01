package ai.tickstock.analytics.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.analytics.rules.Condition;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class WalkForwardTest {
  private static final MarketCalendar CALENDAR = MarketCalendar.alwaysOpen();
  private static final LocalDate FIRST = LocalDate.parse("2024-01-01");
  private static final List<BarSeries> SERIES = List.of(days());

  /** Days whose closes rise through January and February, then fall. */
  private static BarSeries days() {
    BarSeries series = new BarSeries("A", true);
    double price = 100;
    for (int day = 0; day < 182; day++) {
      double close = price * (day < 60 ? 1.01 : 0.99);
      double high = Math.max(price, close);
      series.add(
          millis(day), price, high, Math.min(price, close), close, day % 2 == 0 ? 1000 : 2000);
      price = close;
    }
    return series;
  }

  private static long millis(int day) {
    return CALENDAR.daySpan(FIRST.plusDays(day)).startMillis();
  }

  /** Long or short, for ever. */
  private static BacktestPlan plan(Map<String, String> parameters) {
    return BacktestPlan.of(
        new Strategy(
            Set.of(),
            0,
            List.of(Condition.of(parameters.get("when"))),
            Strategy.Allowed.valueOf(parameters.get("direction"))),
        Exits.afterBars(5),
        new Sizing(Sizing.Kind.FRACTION, 1, 0, 1),
        Timeframe.DAY_1,
        CALENDAR);
  }

  private static Sweep sweep() {
    return Sweep.of(
        Map.of("direction", List.of("LONG", "SHORT")),
        parameters -> plan(Map.of("when", "volume > 1", "direction", parameters.get("direction"))));
  }

  private static List<WalkForward.Window> windows(String in, String out, boolean anchored) {
    return WalkForward.windows(
        FIRST,
        LocalDate.parse("2024-06-20"),
        Period.parse(in),
        Period.parse(out),
        anchored,
        CALENDAR);
  }

  private static String story(WalkForward.Window window) {
    return CALENDAR.day(window.inFromMillis())
        + " "
        + CALENDAR.day(window.outFromMillis())
        + " "
        + CALENDAR.day(window.outToMillis());
  }

  private static <T> List<T> call(List<Callable<T>> tasks) throws Exception {
    List<T> results = new ArrayList<>();
    for (Callable<T> task : tasks) {
      results.add(task.call());
    }
    return results;
  }

  private static List<WalkForward.Leg> legs(WalkForward walk, boolean backwards) throws Exception {
    var trials = walk.trials(SERIES, task -> state -> true);
    if (backwards) {
      Collections.reverse(trials);
    }
    List<WalkForward.Trial> done = call(trials);
    return call(walk.legs(done, SERIES, task -> state -> true));
  }

  @Test
  void windowsRollByTheTimeOutOfSampleAndTheLastIsCutShort() {
    assertThat(windows("P2M", "P2M", false))
        .extracting(WalkForwardTest::story)
        .containsExactly("2024-01-01 2024-03-01 2024-05-01", "2024-03-01 2024-05-01 2024-06-21");
  }

  @Test
  void anchoredSamplesAllBeginWithTheFirst() {
    assertThat(windows("P3M", "P1M", true))
        .extracting(WalkForwardTest::story)
        .containsExactly(
            "2024-01-01 2024-04-01 2024-05-01",
            "2024-01-01 2024-05-01 2024-06-01",
            "2024-01-01 2024-06-01 2024-06-21");
  }

  @Test
  void windowsWithoutTimeAreRefused() {
    assertThatThrownBy(() -> windows("P0D", "P1M", false))
        .hasMessage("in_sample: expected a time above zero, was P0D");
    assertThatThrownBy(() -> windows("P1M", "P-1M", false))
        .hasMessage("out_of_sample: expected a time above zero, was P-1M");
    assertThatThrownBy(() -> windows("P1Y", "P1M", false))
        .hasMessage("in_sample: expected to end before 2024-06-20, was P1Y from 2024-01-01");
  }

  @Test
  void theBestInSampleIsWhatRunsOutOfSample() throws Exception {
    Sweep sweep = everyOtherDay();
    WalkForward walk = new WalkForward(sweep, windows("P2M", "P2M", false), Metric.TOTAL_RETURN);
    List<WalkForward.Leg> legs = legs(walk, false);
    // January and February rose: long is chosen, and falls. March and April fell: short, and earns.
    assertThat(legs)
        .extracting(leg -> leg.chosen().parameters().get("direction"))
        .containsExactly("LONG", "SHORT");
    assertThat(legs.get(0).chosen().performance().totalReturn()).isPositive();
    assertThat(legs.get(0).outOfSample().performance().totalReturn()).isNegative();
    assertThat(legs.get(1).outOfSample().performance().totalReturn()).isPositive();
    assertThat(legs.get(1).outOfSample().trades())
        .allMatch(trade -> trade.entryMillis() >= legs.get(1).window().outFromMillis());
  }

  /** Enters every other day. */
  private static Sweep everyOtherDay() {
    return Sweep.of(
        Map.of("direction", List.of("LONG", "SHORT")),
        parameters ->
            plan(Map.of("when", "volume > 1500", "direction", parameters.get("direction"))));
  }

  @Test
  void theLegsFollowEachOtherEachBeginningWithWhatTheOneBeforeLeft() throws Exception {
    WalkForward walk =
        new WalkForward(everyOtherDay(), windows("P2M", "P2M", false), Metric.TOTAL_RETURN);
    List<WalkForward.Leg> legs = legs(walk, false);
    BacktestResult all = walk.stitched(legs);
    double first = legs.get(0).outOfSample().equity().last() / 100_000;
    double second = legs.get(1).outOfSample().equity().last() / 100_000;
    assertThat(all.equity().size()).isEqualTo(61 + 51);
    assertThat(all.equity().value(60)).isEqualTo(100_000 * first, within(1e-6));
    assertThat(all.equity().last()).isEqualTo(100_000 * first * second, within(1e-6));
    double earned = all.trades().stream().mapToDouble(Trade::profit).sum();
    assertThat(all.performance().finalEquity()).isEqualTo(100_000 + earned, within(1e-6));
    assertThat(all.performance().trades())
        .isEqualTo(
            legs.get(0).outOfSample().trades().size() + legs.get(1).outOfSample().trades().size());
  }

  @Test
  void theOrderInWhichTasksEndChangesNothing() throws Exception {
    WalkForward walk =
        new WalkForward(everyOtherDay(), windows("P1M", "P1M", false), Metric.SHARPE);
    List<WalkForward.Leg> backwards = new ArrayList<>(legs(walk, true));
    Collections.reverse(backwards);
    BacktestResult one = walk.stitched(legs(walk, false));
    BacktestResult other = walk.stitched(backwards);
    assertThat(other.trades()).isEqualTo(one.trades());
    assertThat(other.performance()).isEqualTo(one.performance());
  }

  @Test
  void whereNothingIsDefinedTheFirstPointIsTaken() throws Exception {
    WalkForward walk = new WalkForward(sweep(), windows("P2M", "P2M", false), Metric.PROFIT_FACTOR);
    // The condition holds from the first bar on and so never begins to hold: no trade at all.
    assertThat(legs(walk, false).get(1).chosen().number()).isZero();
  }

  @Test
  void trialsThatWereEndedAreNotChosenFrom() throws Exception {
    WalkForward walk =
        new WalkForward(everyOtherDay(), windows("P2M", "P2M", false), Metric.TOTAL_RETURN);
    List<WalkForward.Trial> ended = new ArrayList<>();
    for (WalkForward.Trial trial : call(walk.trials(SERIES, task -> state -> true))) {
      Sweep.Row row = trial.row();
      boolean isFirst = trial.window().number() == 0;
      ended.add(
          new WalkForward.Trial(
              trial.window(),
              new Sweep.Row(row.number(), row.parameters(), !isFirst, row.performance())));
    }
    assertThat(call(walk.legs(ended, SERIES, task -> state -> true)))
        .extracting(leg -> leg.window().number())
        .containsExactly(1);
  }
}

package ai.tickstock.analytics.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.analytics.rules.Condition;
import ai.tickstock.market.Timeframe;
import java.util.List;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** No fill at a price that was not to be had, and none that had to be known before. */
class HonestFillsTest {
  private static final Exits NEVER = new Exits(false, 0, 0, 0, 0, 0, 0, false, false, List.of());
  private static final Exits SESSION = new Exits(false, 0, 0, 0, 0, 0, 0, false, true, List.of());

  private final Tape tape = new Tape("A");

  private static BacktestPlan shorts(Exits exits) {
    return BacktestPlan.of(
        Tape.onBuy(Strategy.Allowed.SHORT),
        exits,
        Sizing.fraction(1),
        Timeframe.MIN_1,
        Tape.CALENDAR);
  }

  @Test
  void whatAStopOfAverageTrueRangesCannotBeMeasuredForIsNotEntered() {
    Exits ranges = new Exits(false, 0, 0, 2, 0, 0, 0, false, false, List.of());
    Exits targets = new Exits(false, 0, 0, 0, 0, 2, 0, false, false, List.of());
    tape.buy(100).then(100, 101, 99, 100).then(100, 101, 50, 100);
    assertThat(tape.story(Tape.plan(ranges))).isEmpty();
    assertThat(tape.story(Tape.plan(targets))).isEmpty();
    assertThat(tape.run(Tape.plan(ranges)).decided()).isZero();
  }

  @Test
  void aSessionsLastBarWithoutVolumeFillsNothingAndTheNextOpenDoes() {
    tape.buy(100).flat(100).at("2025-10-13T19:59:00Z").then(105, 106, 104, 106, 0);
    tape.at("2025-10-14T13:30:00Z").then(120, 125, 119, 121).flat(122);
    assertThat(tape.run(Tape.plan(SESSION)).trades())
        .extracting(Trade::exitPrice, Trade::exit)
        .containsExactly(Tuple.tuple(120.0, ExitReason.END_OF_SESSION));
  }

  @Test
  void aStopThatSlippagePutsAboveTheOpenIsFilledAtTheOpen() {
    // Bought at 101 where the bar opens at 100: a stop of half a percent is 100.495 already.
    tape.buy(100).then(100, 100.2, 99.8, 100).flat(100);
    BacktestPlan plan =
        Tape.plan(NEVER.withLevels(0.005, 0)).withCosts(new Costs(0, 0, 0, 0.01, 0));
    Trade trade = tape.run(plan).trades().get(0);
    assertThat(trade.exit()).isEqualTo(ExitReason.STOP_LOSS);
    assertThat(trade.exitPrice()).isEqualTo(99, within(1e-9));
  }

  @Test
  void whetherThereAreVolumesIsNotKnownBeforeTheFirst() {
    Strategy rising =
        new Strategy(Set.of(), 0, List.of(Condition.of("close > 100")), Strategy.Allowed.LONG);
    BacktestPlan plan =
        BacktestPlan.of(
            rising, Exits.afterBars(1), Sizing.fraction(1), Timeframe.MIN_1, Tape.CALENDAR);
    String first = "long 980 of A: 2 at 102, 3 at 103, time";
    for (double later : new double[] {0, 1000}) {
      Tape silent = new Tape("A");
      for (int i = 0; i < 5; i++) {
        double price = 100 + i;
        silent.then(price, price, price, price, 0);
      }
      silent.then(105, 105, 105, 105, later);
      assertThat(silent.story(plan)).contains(first);
    }
  }

  @Test
  void aShortsStopAndTargetInOneBarAreTheStop() {
    tape.buy(100).flat(100).then(100, 106, 89, 100);
    assertThat(tape.story(shorts(NEVER.withLevels(0.05, 0.10))))
        .containsExactly("short 1000 of A: 1 at 100, 2 at 105, stop_loss");
  }

  @Test
  void aShortThatGapsFillsAtTheOpenForBetterOrWorse() {
    tape.buy(100).flat(100).then(115, 116, 80, 90);
    assertThat(tape.story(shorts(NEVER.withLevels(0.05, 0.10))))
        .containsExactly("short 1000 of A: 1 at 100, 2 at 115, stop_loss");
    Tape down = new Tape("A").buy(100).flat(100).then(85, 120, 80, 90);
    assertThat(down.story(shorts(NEVER.withLevels(0.05, 0.10))))
        .containsExactly("short 1000 of A: 1 at 100, 2 at 85, take_profit");
  }

  @Test
  void aShortsTrailingStopFollowsTheLows() {
    Exits trailing = new Exits(false, 0, 0, 0, 0, 0, 0.1, false, false, List.of());
    tape.buy(100).then(100, 100, 80, 80).then(80, 87, 50, 60).then(60, 61, 54, 60);
    // After the low of 80 the stop is 88, after that of 50 it is 55.
    assertThat(tape.story(shorts(trailing)))
        .containsExactly("short 1000 of A: 1 at 100, 3 at 60, trailing_stop");
  }

  @Test
  void aTargetMayBeMeasuredInAverageTrueRanges() {
    for (int i = 0; i < 20; i++) {
      tape.then(100, 101, 99, 100);
    }
    tape.then(100, 101, 99, 100, Tape.BUY).then(100, 101, 99, 100).then(100, 107, 100, 107);
    Exits ranges = new Exits(false, 0, 0, 0, 0, 3, 0, false, false, List.of());
    assertThat(tape.story(Tape.plan(ranges)))
        .containsExactly("long 1000 of A: 21 at 100, 22 at 106, take_profit");
  }

  @Test
  void theRiskOfATradeIsWhatAStopOfAverageTrueRangesCosts() {
    for (int i = 0; i < 20; i++) {
      tape.then(100, 101, 99, 100);
    }
    tape.then(100, 101, 99, 100, Tape.BUY).then(100, 101, 99, 100).then(100, 101, 94, 100);
    // The range is 2, the stop 2 of it or 4 away; 1 % of 100,000 are 1,000: 250 shares.
    Exits ranges = new Exits(false, 0, 0, 2, 0, 0, 0, false, false, List.of());
    BacktestPlan plan = Tape.plan(ranges, new Sizing(Sizing.Kind.RISK, 0.01, 1, 10));
    assertThat(tape.story(plan)).containsExactly("long 250 of A: 21 at 100, 22 at 96, stop_loss");
    assertThat(tape.run(plan).performance().finalEquity()).isEqualTo(99_000, within(1e-9));
  }

  @Test
  void riskIsNeverMoreThanTheCapitalPaysFor() {
    tape.buy(100).flat(100);
    BacktestPlan plan =
        Tape.plan(NEVER.withLevels(0.001, 0), new Sizing(Sizing.Kind.RISK, 0.5, 1, 10));
    assertThat(tape.story(plan).get(0)).contains("long 1000 of A");
  }

  @Test
  void aSymbolThatEndsEarlierIsHeldAtItsLastCloseForNobodyKnewThatItWouldEnd() {
    Tape other = new Tape("B");
    tape.buy(100).flat(100).flat(90);
    other.flat(10).flat(10).flat(10).flat(10).buy(10).flat(10).flat(10);
    BacktestResult result =
        Backtest.run(Tape.plan(NEVER, Sizing.fraction(0.6)), List.of(tape.bars(), other.bars()));
    // A is worth 54,000, so that B may have 40,000 of the 94,000; A is left at its last bar.
    assertThat(result.trades().stream().map(Tape::story))
        .containsExactly(
            "long 600 of A: 1 at 100, 2 at 90, end_of_data",
            "long 4000 of B: 5 at 10, 6 at 10, end_of_data");
    assertThat(result.performance().finalEquity()).isEqualTo(94_000, within(1e-9));
  }

  @Test
  void anOrderOnTheLastBarIsNeverFilled() {
    tape.flat(100).buy(100);
    BacktestResult result = tape.run(Tape.plan(NEVER));
    assertThat(result.trades()).isEmpty();
    assertThat(result.decided()).isEqualTo(1);
  }

  @Test
  void sizesAreOfEquityAtTheNewestPricesSeen() {
    // A is bought at 110 where it closed at 100: what B gets is half of 100,000 nevertheless.
    Tape other = new Tape("B").buy(100).flat(100);
    tape.buy(100).then(110, 110, 110, 110);
    Sizing half = new Sizing(Sizing.Kind.FRACTION, 0.5, 0, 2);
    BacktestResult result =
        Backtest.run(Tape.plan(NEVER, half), List.of(tape.bars(), other.bars()));
    assertThat(result.trades().stream().map(Tape::story))
        .containsExactly(
            "long 454.5455 of A: 1 at 110, 1 at 110, end_of_data",
            "long 500 of B: 1 at 100, 1 at 100, end_of_data");
  }

  @Test
  void nothingIsEnteredAfterTheSessionsLastBar() {
    tape.flat(100).at("2025-10-13T19:59:00Z").buy(100).then(100, 100, 100, 100, Tape.BUY);
    tape.at("2025-10-14T13:30:00Z").flat(100).flat(100);
    assertThat(tape.story(Tape.plan(SESSION))).isEmpty();
  }

  @Test
  void daysAreNotSessionsToBeLeft() {
    assertThatThrownBy(
            () ->
                BacktestPlan.of(
                    Tape.ON_BUY, SESSION, Sizing.fraction(1), Timeframe.DAY_1, Tape.CALENDAR))
        .hasMessage("end_of_session: expected a timeframe shorter than a day, was 1day");
  }

  @Test
  void anExitThatNobodyTradesAtWaitsForTheNextBarWithVolume() {
    tape.buy(100).flat(100).flat(101).then(102, 102, 102, 102, 0).then(103, 103, 103, 103);
    assertThat(tape.story(Tape.plan(Exits.afterBars(2))))
        .containsExactly("long 1000 of A: 1 at 100, 4 at 103, time");
  }

  @Test
  void anOppositeSignalTurnsThePositionRoundAtTheNextOpen() {
    Strategy both =
        new Strategy(
            Set.of("BullishEngulfing", "BearishEngulfing"), 0, List.of(), Strategy.Allowed.BOTH);
    tape.then(100, 101, 89, 90).then(80, 121, 79, 120).then(100, 111, 99, 110);
    tape.then(125, 126, 74, 75).then(100, 101, 79, 80).then(80, 85, 79, 84);
    BacktestPlan plan =
        BacktestPlan.of(
            both, Exits.ON_OPPOSITE_SIGNAL, Sizing.fraction(1), Timeframe.MIN_1, Tape.CALENDAR);
    assertThat(tape.story(plan))
        .containsExactly(
            "long 1000 of A: 2 at 100, 4 at 100, opposite_signal",
            "short 1000 of A: 4 at 100, 5 at 84, end_of_data");
  }

  @Test
  void onABarOfSeveralReasonsToLeaveTheConditionIsNamedBeforeTheTime() {
    tape.buy(100).flat(100).leave(100).flat(100);
    Exits both =
        new Exits(false, 2, 0, 0, 0, 0, 0, false, false, List.of(Condition.of("volume <= 1")));
    assertThat(tape.story(Tape.plan(both)))
        .containsExactly("long 1000 of A: 1 at 100, 3 at 100, condition");
  }

  @Test
  void aRuinedAccountHasLostAYearsAllAndMaybeMore() {
    tape.buy(100).flat(100).flat(250).flat(50);
    Performance figures = tape.run(shorts(NEVER)).performance();
    assertThat(figures.finalEquity()).isEqualTo(-50_000);
    assertThat(figures.totalReturn()).isEqualTo(-1.5);
    assertThat(figures.annualReturn()).isEqualTo(-1);
    assertThat(figures.maxDrawdown()).isEqualTo(1.5);
  }
}

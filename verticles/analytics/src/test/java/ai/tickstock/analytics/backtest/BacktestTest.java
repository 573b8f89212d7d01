package ai.tickstock.analytics.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.analytics.rules.Condition;
import ai.tickstock.market.Timeframe;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BacktestTest {
  private static final Exits NEVER = new Exits(false, 0, 0, 0, 0, 0, 0, false, false, List.of());

  private final Tape tape = new Tape("A");

  @Test
  void aDecisionOnACompletedBarIsFilledAtTheNextOpen() {
    tape.flat(100).buy(101).then(103, 105, 102, 104).leave(107).then(110, 111, 109, 110);
    assertThat(tape.story(Tape.plan(Tape.ON_LEAVE)))
        .containsExactly("long 970 of A: 2 at 103, 4 at 110, condition");
  }

  @Test
  void otherFillModelsFillAtTheNextCloseOrAtTheCloseThatDecided() {
    tape.flat(100).buy(101).then(103, 105, 102, 104).leave(107).then(110, 112, 109, 111);
    BacktestPlan plan = Tape.plan(Tape.ON_LEAVE);
    assertThat(tape.story(plan.withFills(FillModel.NEXT_CLOSE)))
        .containsExactly("long 961 of A: 2 at 104, 4 at 111, condition");
    assertThat(tape.story(plan.withFills(FillModel.SAME_CLOSE)))
        .containsExactly("long 990 of A: 1 at 101, 3 at 107, condition");
  }

  @Test
  void aPositionIsHeldForTheBarsAskedForWhateverTheFillModel() {
    tape.buy(100).flat(101).flat(102).flat(103).flat(104).flat(105);
    BacktestPlan plan = Tape.plan(Exits.afterBars(3));
    assertThat(tape.story(plan)).containsExactly("long 990 of A: 1 at 101, 4 at 104, time");
    assertThat(tape.story(plan.withFills(FillModel.NEXT_CLOSE)))
        .containsExactly("long 990 of A: 1 at 101, 4 at 104, time");
    assertThat(tape.story(plan.withFills(FillModel.SAME_CLOSE)))
        .containsExactly("long 1000 of A: 0 at 100, 3 at 103, time");
  }

  @Test
  void stopAndTargetAreReachedWithinABar() {
    tape.buy(100).flat(100).then(100, 104, 96, 100).then(100, 104, 94, 100);
    assertThat(tape.story(Tape.plan(NEVER.withLevels(0.05, 0.10))))
        .containsExactly("long 1000 of A: 1 at 100, 3 at 95, stop_loss");
    assertThat(tape.story(Tape.plan(NEVER.withLevels(0.10, 0.04))))
        .containsExactly("long 1000 of A: 1 at 100, 2 at 104, take_profit");
  }

  @Test
  void whenStopAndTargetLieInOneBarTheWorseHappens() {
    tape.buy(100).flat(100).then(100, 111, 94, 110);
    assertThat(tape.story(Tape.plan(NEVER.withLevels(0.05, 0.10))))
        .containsExactly("long 1000 of A: 1 at 100, 2 at 95, stop_loss");
  }

  @Test
  void theBarOfEntryMayHitTheStop() {
    tape.buy(100).then(100, 101, 94, 101);
    assertThat(tape.story(Tape.plan(NEVER.withLevels(0.05, 0.10))))
        .containsExactly("long 1000 of A: 1 at 100, 1 at 95, stop_loss");
  }

  @Test
  void aGapBeyondStopOrTargetFillsAtTheOpen() {
    tape.buy(100).flat(100).then(90, 111, 90, 110);
    assertThat(tape.story(Tape.plan(NEVER.withLevels(0.05, 0.10))))
        .containsExactly("long 1000 of A: 1 at 100, 2 at 90, stop_loss");
    Tape up = new Tape("A").buy(100).flat(100).then(112, 113, 90, 91);
    assertThat(up.story(Tape.plan(NEVER.withLevels(0.05, 0.10))))
        .containsExactly("long 1000 of A: 1 at 100, 2 at 112, take_profit");
  }

  @Test
  void aTrailingStopFollowsTheHighsOfCompletedBars() {
    Exits trailing = new Exits(false, 0, 0, 0, 0, 0, 0.1, false, false, List.of());
    // The bar that makes the high of 200 also falls to 170: the stop then was 108, at 180 from the
    // next bar on.
    tape.buy(100).then(100, 120, 100, 120).then(120, 200, 170, 190).then(190, 195, 179, 180);
    assertThat(tape.story(Tape.plan(trailing)))
        .containsExactly("long 1000 of A: 1 at 100, 3 at 180, trailing_stop");
  }

  @Test
  void nothingIsFilledWithoutVolume() {
    tape.buy(100).then(101, 101, 101, 101, 0).then(102, 102, 102, 102).leave(103);
    tape.then(104, 104, 80, 104, 0).then(105, 105, 105, 105);
    assertThat(tape.story(Tape.plan(Tape.ON_LEAVE.withLevels(0.1, 0))))
        .containsExactly("long 980 of A: 2 at 102, 5 at 105, condition");
  }

  @Test
  void whereNoBarHasAVolumeItIsNotKnownAndDoesNotMatter() {
    Tape silent = new Tape("A");
    silent.then(100, 100, 100, 100, 0).then(101, 101, 101, 101, 0).then(102, 102, 102, 102, 0);
    Strategy rising =
        new Strategy(Set.of(), 0, List.of(Condition.of("close > 100")), Strategy.Allowed.LONG);
    BacktestPlan plan =
        BacktestPlan.of(rising, NEVER, Sizing.fraction(1), Timeframe.MIN_1, Tape.CALENDAR);
    assertThat(silent.story(plan))
        .containsExactly("long 980 of A: 2 at 102, 2 at 102, end_of_data");
  }

  @Test
  void aShortPositionEarnsWhatThePriceFalls() {
    tape.buy(100).flat(100).leave(90).flat(80);
    BacktestPlan plan =
        BacktestPlan.of(
            Tape.onBuy(Strategy.Allowed.SHORT),
            Tape.ON_LEAVE,
            Sizing.fraction(0.5),
            Timeframe.MIN_1,
            Tape.CALENDAR);
    BacktestResult result = tape.run(plan);
    assertThat(result.trades().stream().map(Tape::story))
        .containsExactly("short 500 of A: 1 at 100, 3 at 80, condition");
    assertThat(result.performance().finalEquity()).isEqualTo(110_000);
  }

  @Test
  void aShortPositionsStopIsAboveIt() {
    tape.buy(100).flat(100).then(100, 106, 89, 100);
    BacktestPlan plan =
        BacktestPlan.of(
            Tape.onBuy(Strategy.Allowed.SHORT),
            NEVER.withLevels(0.05, 0.10),
            Sizing.fraction(1),
            Timeframe.MIN_1,
            Tape.CALENDAR);
    assertThat(tape.story(plan)).containsExactly("short 1000 of A: 1 at 100, 2 at 105, stop_loss");
  }

  @Test
  void anAccountThatIsWorthNothingAnyMoreEnds() {
    tape.buy(100).flat(100).flat(250).flat(50);
    BacktestPlan plan =
        BacktestPlan.of(
            Tape.onBuy(Strategy.Allowed.SHORT),
            NEVER,
            Sizing.fraction(1),
            Timeframe.MIN_1,
            Tape.CALENDAR);
    assertThat(tape.story(plan)).containsExactly("short 1000 of A: 1 at 100, 2 at 250, ruin");
  }

  @Test
  void costsMakeBuyingDearerAndSellingCheaper() {
    tape.buy(100).flat(100).leave(100).flat(100);
    Costs costs = new Costs(1, 0.01, 0.001, 0.002, 0.002);
    Trade trade = tape.run(Tape.plan(Tape.ON_LEAVE).withCosts(costs)).trades().get(0);
    assertThat(trade.entryPrice()).isEqualTo(100.3, within(1e-9));
    assertThat(trade.exitPrice()).isEqualTo(99.7, within(1e-9));
    double quantity = Math.floor((100_000 - 1) / (100.3 * 1.001 + 0.01));
    double fees = 2 + 0.02 * quantity + 0.001 * quantity * 200;
    assertThat(trade.quantity()).isEqualTo(quantity);
    assertThat(trade.commissions()).isEqualTo(fees, within(1e-6));
    assertThat(trade.profit()).isEqualTo(-0.6 * quantity - fees, within(1e-6));
  }

  @Test
  void aTargetIsALimitAndPaysNoSlippage() {
    tape.buy(100).flat(100).then(100, 120, 100, 120);
    Costs costs = new Costs(0, 0, 0, 0.01, 0);
    Trade trade = tape.run(Tape.plan(NEVER.withLevels(0, 0.1)).withCosts(costs)).trades().get(0);
    assertThat(trade.entryPrice()).isEqualTo(101, within(1e-9));
    assertThat(trade.exitPrice()).isEqualTo(111.1, within(1e-9));
  }

  @Test
  void sizesAreFractionsOfEquityFixedCashOrWhatTheStopMayCost() {
    tape.buy(50).flat(50);
    assertThat(tape.story(Tape.plan(NEVER, Sizing.fraction(0.1))).get(0)).contains("long 200 of A");
    Sizing cash = new Sizing(Sizing.Kind.CASH, 1_025, 1, 10);
    assertThat(tape.story(Tape.plan(NEVER, cash)).get(0)).contains("long 20 of A");
    Sizing fractions = new Sizing(Sizing.Kind.CASH, 1_025, 0, 10);
    assertThat(tape.story(Tape.plan(NEVER, fractions)).get(0)).contains("long 20.5 of A");
    Sizing risk = new Sizing(Sizing.Kind.RISK, 0.01, 1, 10);
    assertThat(tape.story(Tape.plan(NEVER.withLevels(0.04, 0), risk)).get(0))
        .contains("long 500 of A");
    assertThatThrownBy(() -> Tape.plan(NEVER, risk))
        .hasMessageContaining("sizing: expected stop_loss");
  }

  @Test
  void aStopMayBeMeasuredInAverageTrueRanges() {
    for (int i = 0; i < 20; i++) {
      tape.then(100, 101, 99, 100);
    }
    tape.then(100, 101, 99, 100, Tape.BUY).then(100, 101, 99, 100).then(100, 101, 95, 100);
    Exits ranges = new Exits(false, 0, 0, 2, 0, 0, 0, false, false, List.of());
    assertThat(tape.story(Tape.plan(ranges)))
        .containsExactly("long 1000 of A: 21 at 100, 22 at 96, stop_loss");
  }

  @Test
  void symbolsShareTheCapitalAndTheSurerComesFirst() {
    Tape other = new Tape("B");
    tape.buy(100).flat(100).flat(100);
    other.buy(10).flat(10).flat(10);
    BacktestResult result =
        Backtest.run(Tape.plan(NEVER, Sizing.fraction(0.7)), List.of(tape.bars(), other.bars()));
    assertThat(result.trades().stream().map(Tape::story))
        .containsExactly(
            "long 700 of A: 1 at 100, 2 at 100, end_of_data",
            "long 3000 of B: 1 at 10, 2 at 10, end_of_data");
    Sizing one = new Sizing(Sizing.Kind.FRACTION, 0.5, 1, 1);
    BacktestResult single = Backtest.run(Tape.plan(NEVER, one), List.of(tape.bars(), other.bars()));
    assertThat(single.trades()).hasSize(1);
    assertThat(single.refused()).isEqualTo(1);
  }

  @Test
  void nothingIsHeldOverNightWhereSessionsEndIt() {
    Exits session = new Exits(false, 0, 0, 0, 0, 0, 0, false, true, List.of());
    tape.buy(100).flat(100);
    tape.at("2025-10-13T19:59:00Z").then(105, 106, 104, 106, Tape.BUY);
    tape.at("2025-10-14T13:30:00Z").flat(120);
    assertThat(tape.run(Tape.plan(session)).trades())
        .extracting(Trade::exitPrice, Trade::exit)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(106.0, ExitReason.END_OF_SESSION));
  }

  @Test
  void aPositionWhoseSessionsLastBarNeverCameIsLeftAtTheNextOpen() {
    Exits session = new Exits(false, 0, 0, 0, 0, 0, 0, false, true, List.of());
    tape.buy(100).flat(100).at("2025-10-14T13:30:00Z").then(120, 125, 119, 121).flat(122);
    assertThat(tape.run(Tape.plan(session)).trades())
        .extracting(Trade::exitPrice, Trade::exit)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(120.0, ExitReason.END_OF_SESSION));
  }

  @Test
  void barsBeforeTheStartOnlyWarmUp() {
    tape.buy(100).flat(100).buy(100).flat(101).flat(102);
    BacktestPlan plan = Tape.plan(NEVER).between(Tape.OPEN + 120_000, Tape.OPEN + 240_000);
    assertThat(tape.story(plan)).containsExactly("long 990 of A: 3 at 101, 3 at 101, end_of_data");
  }

  @Test
  void whoWatchesMayEndTheRunAndKeepsWhatThereIs() {
    BacktestPlan plan =
        BacktestPlan.of(
            Strategy.longOn("Doji"),
            Exits.afterBars(3),
            Sizing.fraction(1),
            Timeframe.MIN_1,
            Tape.CALENDAR);
    BacktestResult all = Backtest.run(plan, List.of(Tape.walk("A", 1, 20_000)));
    BacktestResult some =
        Backtest.run(plan, List.of(Tape.walk("A", 1, 20_000)), state -> state.bars() < 8_000);
    assertThat(all.isComplete()).isTrue();
    assertThat(some.isComplete()).isFalse();
    assertThat(some.bars()).isBetween(8_000L, 16_000L);
    assertThat(all.trades())
        .startsWith(some.trades().subList(0, some.trades().size() - 1).toArray(Trade[]::new));
  }

  @Test
  void theBenchmarkBuysEqualPartsAtTheFirstOpenAndHolds() {
    Tape other = new Tape("B").at("2025-10-14T13:30:00Z").flat(20).flat(30);
    tape.then(100, 100, 100, 50).at("2025-10-14T13:31:00Z").then(60, 60, 60, 60);
    BacktestResult result = Backtest.run(Tape.plan(NEVER), List.of(tape.bars(), other.bars()));
    assertThat(result.benchmark().size()).isEqualTo(2);
    assertThat(result.benchmark().value(0)).isEqualTo(25_000 + 50_000);
    assertThat(result.benchmark().value(1)).isEqualTo(30_000 + 75_000);
  }

  @Test
  void daysOfTheMarketWithoutAnyBarCountWhereTheyAreMoreThanHolidays() {
    tape.flat(100).at("2025-10-17T13:30:00Z").flat(100);
    assertThat(tape.run(Tape.plan(NEVER)).equity().size()).isEqualTo(2);
    Tape gap = new Tape("A").flat(100).at("2025-10-27T13:30:00Z").flat(100);
    assertThat(gap.run(Tape.plan(NEVER)).equity().size()).isEqualTo(11);
  }
}

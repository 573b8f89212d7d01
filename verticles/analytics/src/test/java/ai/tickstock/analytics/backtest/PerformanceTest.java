package ai.tickstock.analytics.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Figures worked out by hand. */
class PerformanceTest {
  private static final Offset<Double> NEAR = within(1e-12);

  private static EquityCurve curve(double initial, double... values) {
    EquityCurve curve = new EquityCurve(initial);
    for (int i = 0; i < values.length; i++) {
      curve.add(i * 86_400_000L, values[i]);
    }
    return curve;
  }

  private static Performance of(EquityCurve curve, Trade... trades) {
    return Performance.of(curve, List.of(trades), new Performance.Activity(0.5, 0.75, 400), 252, 0);
  }

  private static Trade trade(String symbol, double profit, int bars) {
    return new Trade(
        symbol, Side.LONG, "Doji", 1, 0, 0, 10, 10, 0, 10, ExitReason.TIME, profit, 1, bars, 0, 0);
  }

  @Test
  void returnsAreOfTheFirstAndLastValue() {
    // Daily returns: +10 %, -10 %, +20 %.
    Performance figures = of(curve(100, 110, 99, 118.8));
    assertThat(figures.totalReturn()).isEqualTo(0.188, NEAR);
    assertThat(figures.annualReturn()).isEqualTo(Math.pow(1.188, 84) - 1, within(1e-3));
    assertThat(figures.finalEquity()).isEqualTo(118.8);
  }

  @Test
  void volatilityAndRatiosAreOfDailyReturns() {
    // Mean 1/15; deviations 1/30, -1/6, 2/15: squares 0.001111 + 0.027778 + 0.017778 = 0.046667.
    Performance figures = of(curve(100, 110, 99, 118.8));
    double deviation = Math.sqrt(0.14 / 3 / 2);
    assertThat(figures.volatility()).isEqualTo(deviation * Math.sqrt(252), NEAR);
    assertThat(figures.sharpe()).isEqualTo(1 / 15.0 / deviation * Math.sqrt(252), within(1e-10));
    assertThat(figures.sortino())
        .isEqualTo(1 / 15.0 / Math.sqrt(0.01 / 3) * Math.sqrt(252), within(1e-10));
  }

  @Test
  void theRiskFreeRateIsTakenOffEachDay() {
    double rate = Math.pow(1.001, 252) - 1;
    Performance figures =
        Performance.of(curve(100, 110, 99, 118.8), List.of(), Performance.Activity.NONE, 252, rate);
    double deviation = Math.sqrt(0.14 / 3 / 2);
    assertThat(figures.sharpe())
        .isEqualTo((1 / 15.0 - 0.001) / deviation * Math.sqrt(252), within(1e-10));
  }

  @Test
  void theDrawdownIsTheDeepestAndTheLongestMayBeAnother() {
    // From 120 down to 90 is 25 %, two days; from 130 four days under water until the end.
    Performance figures = of(curve(100, 120, 100, 90, 130, 125, 120, 129, 125));
    assertThat(figures.maxDrawdown()).isEqualTo(0.25, NEAR);
    assertThat(figures.maxDrawdownDays()).isEqualTo(4);
    assertThat(figures.calmar()).isEqualTo(figures.annualReturn() / 0.25, NEAR);
  }

  @Test
  void aLossOnTheFirstDayIsADrawdownFromTheInitialCapital() {
    assertThat(of(curve(100, 80, 90)).maxDrawdown()).isEqualTo(0.2, NEAR);
  }

  @Test
  void turnoverIsHalfOfWhatWasTradedByMeanEquityForAYear() {
    // 400 traded, mean equity 100, two days: 2 x 126 years' worth.
    assertThat(of(curve(100, 90, 110)).turnover()).isEqualTo(2.0 * 126, within(1e-9));
    assertThat(of(curve(100, 90, 110)).exposure()).isEqualTo(0.5);
    assertThat(of(curve(100, 90, 110)).timeInMarket()).isEqualTo(0.75);
  }

  @Test
  void tradesAreCountedAndWeighed() {
    Performance figures =
        of(curve(100, 100), trade("A", 30, 2), trade("A", -10, 4), trade("B", 0, 3));
    assertThat(figures.trades()).isEqualTo(3);
    assertThat(figures.winRate()).isEqualTo(1 / 3.0, NEAR);
    assertThat(figures.averageWin()).isEqualTo(30);
    assertThat(figures.averageLoss()).isEqualTo(5);
    assertThat(figures.profitFactor()).isEqualTo(3);
    assertThat(figures.expectancy()).isEqualTo(20 / 3.0, NEAR);
    assertThat(figures.averageTrade()).isEqualTo(0.2 / 3, NEAR);
    assertThat(figures.averageBars()).isEqualTo(3);
    assertThat(figures.commissions()).isEqualTo(3);
  }

  @Test
  void whatIsNotDefinedIsNotANumber() {
    Performance nothing = of(curve(100, 100, 100));
    assertThat(nothing.sharpe()).isNaN();
    assertThat(nothing.sortino()).isNaN();
    assertThat(nothing.calmar()).isNaN();
    assertThat(nothing.winRate()).isNaN();
    assertThat(nothing.profitFactor()).isNaN();
    assertThat(nothing.maxDrawdown()).isZero();
    assertThat(nothing.volatility()).isZero();
  }

  @Test
  void totalsAreByWhateverTradesHave() {
    assertThat(
            TradeTotals.by(
                Trade::symbol, List.of(trade("B", 1, 1), trade("A", 2, 1), trade("B", -3, 1))))
        .extractingByKey("B")
        .extracting(TradeTotals::trades, TradeTotals::wins, TradeTotals::gained, TradeTotals::lost)
        .containsExactly(2, 1, 1.0, 3.0);
  }
}

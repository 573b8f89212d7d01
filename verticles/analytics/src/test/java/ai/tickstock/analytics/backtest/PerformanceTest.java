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

  /** Daily returns of 0.1, -0.1 and 0.2. */
  private static final EquityCurve THREE_DAYS = curve(100, 110, 99, 118.8);

  private static Performance of(EquityCurve curve, double daysPerYear, double rate) {
    return Performance.of(curve, List.of(), Performance.Activity.NONE, daysPerYear, rate);
  }

  @Test
  void theTotalReturnIsOfTheFirstAndLastValue() {
    assertThat(of(THREE_DAYS).totalReturn()).isEqualTo(0.188, NEAR);
    assertThat(of(THREE_DAYS).finalEquity()).isEqualTo(118.8);
  }

  @Test
  void theAnnualReturnIsWhatAYearsDaysCompoundTo() {
    // Two days of a year of four: 1.1 squared. Eight days of it: the root of 1.44.
    assertThat(of(curve(100, 105, 110), 4, 0).annualReturn()).isEqualTo(0.21, NEAR);
    assertThat(of(curve(100, 1, 2, 3, 4, 5, 6, 7, 144), 4, 0).annualReturn()).isEqualTo(0.2, NEAR);
  }

  @Test
  void theAnnualReturnIsNeverLessThanAll() {
    assertThat(of(curve(100, 50, -20, -20), 252, 0).annualReturn()).isEqualTo(-1);
    assertThat(of(curve(100, 50, 0), 252, 0).annualReturn()).isEqualTo(-1);
    // Days after everything was lost return nothing, and are numbers.
    assertThat(of(curve(100, 50, 0, 0), 252, 0).volatility()).isFinite();
  }

  @Test
  void volatilityIsOfDailyReturnsWithOneLessThanTheyAre() {
    // Mean 1/15; off by 1/30, -1/6, 2/15: squares 0.0011 + 0.0278 + 0.0178 = 0.046667, half of it
    // 0.023333, its root 0.152753; by the root of 252, 15.874508, or of 365, 19.104973.
    assertThat(of(THREE_DAYS).volatility()).isEqualTo(2.424871130596428, NEAR);
    assertThat(of(THREE_DAYS, 365, 0).volatility()).isEqualTo(2.918332857414771, NEAR);
    assertThat(of(curve(100, 110), 252, 0).volatility()).isNaN();
  }

  @Test
  void sharpeIsTheMeanByTheDeviation() {
    // 0.0666667 / 0.152753 * 15.874508.
    assertThat(of(THREE_DAYS).sharpe()).isEqualTo(6.928203230275513, NEAR);
    assertThat(of(THREE_DAYS, 365, 0).sharpe()).isEqualTo(8.338093878327923, NEAR);
  }

  @Test
  void sortinoIsTheMeanByTheFallsOverAllDays() {
    // One fall of 0.1: 0.01 / 3 = 0.0033333, its root 0.057735; 0.0666667 / 0.057735 * 15.874508.
    assertThat(of(THREE_DAYS).sortino()).isEqualTo(18.330302779823374, NEAR);
  }

  @Test
  void theRiskFreeRateIsTakenOffEachDay() {
    // 28.643404 % a year are 0.1 % a day: returns of 0.099, -0.101 and 0.199, mean 0.0656667;
    // squares of the falls 0.010201 / 3, the root 0.058312.
    Performance figures = of(THREE_DAYS, 252, 0.28643404437615216);
    assertThat(figures.sharpe()).isEqualTo(6.824280181821381, within(1e-10));
    assertThat(figures.sortino()).isEqualTo(17.876582413986156, within(1e-10));
  }

  @Test
  void daysWithoutAPositionCountAsAllOthers() {
    // The same gain over three days or over six of which three stood still: half the mean.
    Performance busy = of(curve(100, 101, 102.01, 103.0301), 252, 0);
    Performance idle = of(curve(100, 101, 101, 102.01, 102.01, 103.0301, 103.0301), 252, 0);
    // Returns of 0.01 and 0, three each: mean 0.005, deviation sqrt(6 * 0.000025 / 5) = 0.00547723.
    assertThat(idle.sharpe()).isEqualTo(14.491376746189438, within(1e-9));
    assertThat(idle.annualReturn()).isLessThan(busy.annualReturn());
  }

  @Test
  void theDrawdownIsTheDeepestAndTheLongestMayBeAnother() {
    // From 120 down to 90 is 25 %, two days; from 130 four days under water until the end.
    Performance figures = of(curve(100, 120, 100, 90, 130, 125, 120, 129, 125));
    assertThat(figures.maxDrawdown()).isEqualTo(0.25, NEAR);
    assertThat(figures.maxDrawdownDays()).isEqualTo(4);
  }

  @Test
  void calmarIsTheAnnualReturnByTheDeepestDrawdown() {
    // Two days of a year of four, 21 % a year; 10 % down in between.
    assertThat(of(curve(100, 90, 110), 4, 0).calmar()).isEqualTo(2.1, within(1e-12));
  }

  @Test
  void theLengthOfADrawdownIsFromThePeakUntilItIsReachedAgain() {
    // Under water on the second and third day, back on the fourth; then on the last.
    assertThat(of(curve(100, 110, 100, 105, 110, 109), 252, 0).maxDrawdownDays()).isEqualTo(2);
    assertThat(of(curve(100, 101, 102), 252, 0).maxDrawdownDays()).isZero();
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
  void totalsAreByPatternAndBySymbol() {
    List<Trade> trades = List.of(trade("B", 1, 1), trade("A", 2, 1), trade("B", -3, 5));
    assertThat(TradeTotals.by(Trade::symbol, trades).keySet()).containsExactly("A", "B");
    TradeTotals b = TradeTotals.by(Trade::symbol, trades).get("B");
    assertThat(b).isEqualTo(new TradeTotals(2, 1, 1, 3, 0.01 - 0.03, 6, 2));
    assertThat(b.winRate()).isEqualTo(0.5);
    assertThat(b.profitFactor()).isEqualTo(1 / 3.0, NEAR);
    assertThat(b.expectancy()).isEqualTo(-1);
    assertThat(b.averageReturn()).isEqualTo(-0.01, NEAR);
    assertThat(b.averageBars()).isEqualTo(3);
    TradeTotals doji = TradeTotals.by(Trade::reason, trades).get("Doji");
    assertThat(doji.trades()).isEqualTo(3);
    assertThat(doji.gained() - doji.lost()).isZero();
  }

  @Test
  void withoutALossTheProfitFactorIsInfinite() {
    assertThat(of(curve(100, 130), trade("A", 30, 2)).profitFactor()).isInfinite();
    assertThat(of(curve(100, 130), trade("A", 30, 2)).averageLoss()).isNaN();
  }
}

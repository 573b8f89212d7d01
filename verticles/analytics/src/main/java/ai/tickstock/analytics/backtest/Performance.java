package ai.tickstock.analytics.backtest;

import ai.tickstock.market.MarketCalendar;
import java.util.List;

/**
 * What came of it, in figures. Fractions, not percent; NaN where a figure is not defined (no trade,
 * no day, no change). Ratios are of daily returns, each day of the market counted, invested or not;
 * a year has {@code P} days (252, or 365 for a market that never closes). {@code r} is a day's
 * return, {@code f} the risk-free rate of a day, {@code (1 + rate)^(1/P) - 1}, {@code n} the number
 * of days.
 *
 * @param finalEquity at the end, in the account's currency
 * @param totalReturn {@code last / initial - 1}
 * @param annualReturn {@code (last / initial)^(P/n) - 1}; -1 where nothing is left
 * @param volatility {@code sd(r) sqrt(P)}, sd with n - 1
 * @param sharpe {@code mean(r - f) / sd(r - f) sqrt(P)}; W. F. Sharpe, The Sharpe Ratio, Journal of
 *     Portfolio Management 21 (1994)
 * @param sortino {@code mean(r - f) / sqrt(mean(min(r - f, 0)^2)) sqrt(P)}; F. A. Sortino and L. N.
 *     Price, Performance Measurement in a Downside Risk Framework, Journal of Investing 3 (1994)
 * @param calmar {@code annualReturn / maxDrawdown}, over all of the time; T. W. Young, Calmar
 *     Ratio: A Smoother Tool, Futures (October 1991)
 * @param maxDrawdown the deepest fall below an earlier peak, {@code 1 - value / peak}
 * @param maxDrawdownDays the longest stretch of days from a peak until it is reached again, or the
 *     end
 * @param exposure mean over the days of what positions are worth (short ones too) / equity
 * @param timeInMarket days that ended with a position / n
 * @param turnover what was bought and sold, halved / mean equity, for a year
 * @param trades how many positions were closed
 * @param winRate trades that earned / trades
 * @param averageWin mean profit of those that earned, in the account's currency
 * @param averageLoss mean loss of the others, as a positive number
 * @param profitFactor all profits / all losses; infinite without a loss
 * @param expectancy mean profit of a trade, in the account's currency
 * @param averageTrade mean of the trades' returns on what was put in
 * @param averageBars mean number of bars held
 * @param commissions paid
 */
public record Performance(
    double finalEquity,
    double totalReturn,
    double annualReturn,
    double volatility,
    double sharpe,
    double sortino,
    double calmar,
    double maxDrawdown,
    int maxDrawdownDays,
    double exposure,
    double timeInMarket,
    double turnover,
    int trades,
    double winRate,
    double averageWin,
    double averageLoss,
    double profitFactor,
    double expectancy,
    double averageTrade,
    double averageBars,
    double commissions) {

  private static final double DAYS_PER_YEAR = 252;
  private static final double DAYS_PER_YEAR_NEVER_CLOSED = 365;

  /** What the account did besides having a value. */
  record Activity(double exposure, double timeInMarket, double traded) {
    static final Activity NONE = new Activity(Double.NaN, Double.NaN, 0);
  }

  /** How many days of a market make a year. */
  static double daysPerYear(MarketCalendar calendar) {
    return calendar.closedDays().isEmpty() ? DAYS_PER_YEAR_NEVER_CLOSED : DAYS_PER_YEAR;
  }

  /** The figures of a curve and the trades that made it. */
  static Performance of(
      EquityCurve equity, List<Trade> trades, Activity activity, double daysPerYear, double rate) {
    Daily daily = Daily.of(equity, daysPerYear, rate);
    Drawdown drawdown = Drawdown.of(equity);
    TradeTotals totals = TradeTotals.of(trades);
    double years = equity.size() / daysPerYear;
    return new Performance(
        equity.last(),
        equity.last() / equity.initial() - 1,
        daily.annualReturn,
        daily.volatility,
        daily.sharpe,
        daily.sortino,
        drawdown.depth > 0 ? daily.annualReturn / drawdown.depth : Double.NaN,
        drawdown.depth,
        drawdown.days,
        activity.exposure,
        activity.timeInMarket,
        years > 0 ? activity.traded / 2 / daily.mean / years : Double.NaN,
        trades.size(),
        totals.winRate(),
        totals.averageWin(),
        totals.averageLoss(),
        totals.profitFactor(),
        totals.expectancy(),
        totals.averageReturn(),
        totals.averageBars(),
        totals.commissions());
  }

  private record Daily(
      double annualReturn, double volatility, double sharpe, double sortino, double mean) {
    static Daily of(EquityCurve equity, double daysPerYear, double rate) {
      int n = equity.size();
      double free = Math.pow(1 + rate, 1 / daysPerYear) - 1;
      double sum = 0;
      double below = 0;
      double worth = 0;
      for (int day = 0; day < n; day++) {
        double excess = equity.dailyReturn(day) - free;
        sum += excess;
        below += excess < 0 ? excess * excess : 0;
        worth += equity.value(day);
      }
      double mean = sum / n;
      double squares = 0;
      for (int day = 0; day < n; day++) {
        double off = equity.dailyReturn(day) - free - mean;
        squares += off * off;
      }
      double deviation = n > 1 ? Math.sqrt(squares / (n - 1)) : Double.NaN;
      double downside = Math.sqrt(below / n);
      double year = Math.sqrt(daysPerYear);
      return new Daily(
          yearly(equity, daysPerYear),
          deviation * year,
          deviation > 0 ? mean / deviation * year : Double.NaN,
          downside > 0 ? mean / downside * year : Double.NaN,
          worth / n);
    }
  }

  private static double yearly(EquityCurve equity, double daysPerYear) {
    double growth = Math.max(0, equity.last() / equity.initial());
    return equity.size() == 0 ? Double.NaN : Math.pow(growth, daysPerYear / equity.size()) - 1;
  }

  private record Drawdown(double depth, int days) {
    static Drawdown of(EquityCurve equity) {
      double peak = equity.initial();
      double depth = 0;
      int since = 0;
      int longest = 0;
      for (int day = 0; day < equity.size(); day++) {
        double value = equity.value(day);
        if (value >= peak) {
          peak = value;
          since = 0;
        } else {
          depth = Math.max(depth, 1 - value / peak);
          longest = Math.max(longest, ++since);
        }
      }
      return new Drawdown(depth, longest);
    }
  }
}

package ai.tickstock.launcher.backtest;

import ai.tickstock.analytics.backtest.ExitReason;
import ai.tickstock.analytics.backtest.Trade;
import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.wire.message.BacktestJob;
import java.util.ArrayList;
import java.util.List;

/**
 * What the reader of a result should know, in words: times over a month without bars, what was held
 * through them, an account that came to nothing.
 */
public final class Gaps {
  private static final long MONTH_MILLIS = 31 * 86_400_000L;

  private final BacktestJob job;
  private final MarketCalendar calendar;
  private final List<String> warnings = new ArrayList<>();

  private Gaps(BacktestJob job, MarketCalendar calendar) {
    this.job = job;
    this.calendar = calendar;
  }

  /** The lines for a result: one a symbol at most. */
  public static List<String> warnings(
      BacktestJob job, List<BarSeries> series, List<Trade> trades, MarketCalendar calendar) {
    Gaps gaps = new Gaps(job, calendar);
    trades.stream()
        .filter(trade -> trade.exit() == ExitReason.RUIN)
        .findFirst()
        .ifPresent(gaps::ruined);
    series.forEach(its -> gaps.look(its, trades));
    return gaps.warnings;
  }

  private void ruined(Trade last) {
    warnings.add(
        "the account was worth nothing on " + calendar.day(last.exitMillis()) + ": it ended there");
  }

  private void look(BarSeries its, List<Trade> trades) {
    List<MarketCalendar.Span> gaps = gaps(its);
    if (gaps.isEmpty()) {
      return;
    }
    StringBuilder line = new StringBuilder(its.symbol()).append(": no bars between ");
    for (int i = 0; i < gaps.size(); i++) {
      line.append(i == 0 ? "" : ", ").append(said(gaps.get(i)));
    }
    long held =
        trades.stream()
            .filter(trade -> trade.symbol().equals(its.symbol()))
            .filter(trade -> gaps.stream().anyMatch(gap -> isThrough(trade, gap)))
            .count();
    if (held > 0) {
      line.append("; ").append(held).append(held == 1 ? " trade was" : " trades were");
      line.append(" held through that, and may be of two companies under one name");
    }
    warnings.add(line.toString());
  }

  private static boolean isThrough(Trade trade, MarketCalendar.Span gap) {
    return trade.entryMillis() <= gap.startMillis() && trade.exitMillis() >= gap.endMillis();
  }

  private String said(MarketCalendar.Span gap) {
    return calendar.day(gap.startMillis()) + " and " + calendar.day(gap.endMillis());
  }

  private List<MarketCalendar.Span> gaps(BarSeries its) {
    List<MarketCalendar.Span> gaps = new ArrayList<>();
    long before = calendar.daySpan(job.startDate()).startMillis();
    long end = calendar.daySpan(job.endDate()).endMillis();
    for (int bar = its.from(before); bar < its.size() && its.startMillis(bar) < end; bar++) {
      add(gaps, before, its.startMillis(bar));
      before = its.startMillis(bar);
    }
    add(gaps, before, end);
    return gaps;
  }

  private static void add(List<MarketCalendar.Span> gaps, long from, long to) {
    if (to - from > MONTH_MILLIS) {
      gaps.add(new MarketCalendar.Span(from, to));
    }
  }
}

package ai.tickstock.analytics.bars;

import ai.tickstock.market.BarPart;
import ai.tickstock.market.Timeframe;

/** What a {@link BarBuilder} has to tell. */
public interface BarListener {
  /** A bar is over. */
  void closed(BarPart part);

  /** Late trades of a bar that was over, all since the last {@link BarBuilder#drainLate}. */
  void late(BarPart part);

  /**
   * A roll-up has to be folded anew from its stored minutes, once the parts told so far are stored.
   */
  void recompute(String symbol, Timeframe timeframe, long startMillis, long endMillis);

  /** A trade came too late to amend its bar and was kept out. */
  void tooLate(String symbol, long timeMillis);
}

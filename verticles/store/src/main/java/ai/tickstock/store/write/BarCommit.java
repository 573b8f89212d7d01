package ai.tickstock.store.write;

import ai.tickstock.market.BarPart;
import ai.tickstock.market.Timeframe;
import java.util.List;

/**
 * All that changes together, in one transaction.
 *
 * @param parts bars that closed, and late parts to merge into stored ones; at most one per symbol,
 *     timeframe and start
 * @param recompute roll-up bars to fold anew from their stored minutes, after the parts are in
 * @param partitions the new state of every partition of the committer ({@code changeNo} is ignored:
 *     it is assigned)
 */
public record BarCommit(
    List<BarPart> parts, List<RollUp> recompute, List<PartitionState> partitions) {

  /** A roll-up bar and the stretch of minutes it is made of, Unix milliseconds, end exclusive. */
  public record RollUp(String symbol, Timeframe timeframe, long startMillis, long endMillis) {}
}

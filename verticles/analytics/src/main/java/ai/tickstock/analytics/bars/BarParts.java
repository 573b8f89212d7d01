package ai.tickstock.analytics.bars;

import ai.tickstock.market.BarPart;

/** Merges parts of one bar. */
public final class BarParts {
  private BarParts() {}

  /** The fold of the trades of both; one that replaces takes the place of what came before it. */
  public static BarPart merge(BarPart earlier, BarPart later) {
    if (later.replace()) {
      return later;
    }
    Cells cells = new Cells();
    int cell = cells.create(earlier.startMillis(), Long.MAX_VALUE, Cells.NONE);
    cells.fold(cell, earlier);
    cells.fold(cell, later);
    return cells.part(
        cell, earlier.symbol(), earlier.timeframe(), earlier.replace(), earlier.late());
  }
}

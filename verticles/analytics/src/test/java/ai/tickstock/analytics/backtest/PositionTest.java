package ai.tickstock.analytics.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PositionTest {
  /** Of a chart pattern that has failed at 95 and is done at 120; true ranges are 2. */
  private static EntryOrder order(Side side, double stop, double target) {
    return new EntryOrder(side, "DoubleBottom", 0.8, 0, 2, stop, target);
  }

  private static Position position(EntryOrder order, Exits exits) {
    return new Position(order, 10, 100, 0, 0, 1, exits);
  }

  private static Exits exits(double stop, double stopAtr, double target, double targetAtr) {
    return new Exits(false, 0, stop, stopAtr, target, targetAtr, 0, true, false, List.of());
  }

  @Test
  void aChartPatternsOwnStopAndTargetAreUsedWhereAskedFor() {
    EntryOrder order = order(Side.LONG, 95, 120);
    assertThat(position(order, exits(0, 0, 0, 0)).stop).isEqualTo(95);
    assertThat(position(order, exits(0, 0, 0, 0)).target).isEqualTo(120);
    Exits without = new Exits(false, 0, 0, 0, 0, 0, 0, false, false, List.of());
    assertThat(position(order, without).stop).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(position(order, without).target).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void ofSeveralStopsAndTargetsTheNearestCounts() {
    EntryOrder order = order(Side.LONG, 95, 120);
    assertThat(position(order, exits(0.03, 2, 0.3, 20)).stop).isEqualTo(97);
    assertThat(position(order, exits(0.1, 2, 0.3, 20)).stop).isEqualTo(96);
    assertThat(position(order, exits(0.1, 9, 0.3, 20)).stop).isEqualTo(95);
    assertThat(position(order, exits(0, 0, 0.3, 4)).target).isEqualTo(108);
    assertThat(position(order, exits(0, 0, 0.05, 4)).target).isEqualTo(105);
  }

  @Test
  void aShortsStopsAreAboveAndTargetsBelow() {
    EntryOrder order = order(Side.SHORT, 105, 80);
    assertThat(position(order, exits(0.1, 2, 0.3, 20)).stop).isEqualTo(104);
    assertThat(position(order, exits(0, 0, 0.3, 20)).target).isEqualTo(80);
    assertThat(position(order, exits(0, 0, 0.1, 20)).target).isEqualTo(90);
  }

  @Test
  void aPatternsLevelOnTheWrongSideOfTheEntryIsNone() {
    // The price has run past the target, or gapped below the stop, before the entry was filled.
    EntryOrder order = order(Side.LONG, 101, 99);
    assertThat(position(order, exits(0, 0, 0, 0)).stop).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(position(order, exits(0, 0, 0, 0)).target).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void theWorstAndBestAreOfAllPricesItWasHeldAt() {
    Position position = position(order(Side.LONG, Double.NaN, Double.NaN), exits(0, 0, 0, 0));
    position.held(110, 97);
    position.held(108, 92);
    Trade trade = position.closed("A", 60_000, 95, 2, ExitReason.TIME, 3);
    assertThat(trade.best()).isEqualTo(0.10, within(1e-12));
    assertThat(trade.worst()).isEqualTo(-0.08, within(1e-12));
    // 10 shares, 5 lost on each, 1 and 2 of commission.
    assertThat(trade.profit()).isEqualTo(-53);
    assertThat(trade.profitFraction()).isEqualTo(-0.053, within(1e-12));
    assertThat(trade.commissions()).isEqualTo(3);
  }
}

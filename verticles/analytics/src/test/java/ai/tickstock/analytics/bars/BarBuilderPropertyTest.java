package ai.tickstock.analytics.bars;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.BarPart;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * However ticks are ordered, cut and restarted: the merged parts are the bars a plain fold gives.
 */
class BarBuilderPropertyTest {
  private static final long START = 1_700_000_040_000L;
  private static final long ROLL_UP_MILLIS = 300_000;

  record Trade(int symbol, long millis, double price, double volume, int flags) {}

  /**
   * What happens after a trade: nothing, a commit, one that forgets the trade's symbol if it may
   * be, or a restart from the last commit's snapshot.
   */
  enum After {
    NOTHING,
    ADVANCE,
    COMMIT,
    FORGET,
    RESTART
  }

  record Step(Trade trade, After after) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Trade> trade =
        Combinators.combine(
                Arbitraries.integers().between(0, 3),
                Arbitraries.longs().between(0, 400_000),
                Arbitraries.integers().between(1, 20),
                Arbitraries.integers().between(0, 5),
                Arbitraries.integers().between(0, 7))
            .as(
                (symbol, millis, price, volume, flags) ->
                    new Trade(symbol, START + millis, price, volume, flags));
    Arbitrary<After> after =
        Arbitraries.frequency(
            net.jqwik.api.Tuple.of(10, After.NOTHING),
            net.jqwik.api.Tuple.of(3, After.ADVANCE),
            net.jqwik.api.Tuple.of(2, After.COMMIT),
            net.jqwik.api.Tuple.of(2, After.FORGET),
            net.jqwik.api.Tuple.of(1, After.RESTART));
    return Combinators.combine(trade, after).as(Step::new).list().ofMinSize(1).ofMaxSize(120);
  }

  @Property(tries = 500)
  void mergedPartsAreThePlainFold(@ForAll("steps") List<Step> steps) {
    Mill mill = new Mill();
    for (int i = 0; i < steps.size(); i++) {
      mill.step(steps, i);
    }
    mill.builder.advanceTo(START + 10_000_000);
    mill.commit();
    assertThat(mill.stored).isEqualTo(plainFold(steps, 60_000));
    assertThat(mill.storedRollUps).isEqualTo(plainFold(steps, ROLL_UP_MILLIS));
  }

  private static Map<String, String> plainFold(List<Step> steps, long length) {
    Map<String, List<Trade>> byBar = new HashMap<>();
    for (Step step : steps) {
      long minute = step.trade.millis / length * length;
      byBar
          .computeIfAbsent(step.trade.symbol + "@" + minute, bar -> new ArrayList<>())
          .add(step.trade);
    }
    Map<String, String> bars = new TreeMap<>();
    byBar.forEach((bar, trades) -> bars.put(bar, fold(trades)));
    return bars;
  }

  private static String fold(List<Trade> trades) {
    List<Trade> ends = eligible(trades, BarBuilder.NOT_OPEN_CLOSE);
    Trade first = ends.get(0);
    Trade last = ends.get(0);
    for (Trade trade : ends) {
      first = trade.millis < first.millis ? trade : first;
      last = trade.millis >= last.millis ? trade : last;
    }
    List<Trade> range = eligible(trades, BarBuilder.NOT_HIGH_LOW);
    double volume =
        trades.stream()
            .filter(t -> (t.flags & BarBuilder.NOT_VOLUME) == 0)
            .mapToDouble(Trade::volume)
            .sum();
    return show(
        first.price,
        range.stream().mapToDouble(Trade::price).max().orElseThrow(),
        range.stream().mapToDouble(Trade::price).min().orElseThrow(),
        last.price,
        volume,
        trades.size());
  }

  private static List<Trade> eligible(List<Trade> trades, int flag) {
    List<Trade> eligible = trades.stream().filter(trade -> (trade.flags & flag) == 0).toList();
    return eligible.isEmpty() ? trades : eligible;
  }

  private static String show(double o, double h, double l, double c, double v, long n) {
    return o + " " + h + " " + l + " " + c + " " + v + " " + n;
  }

  /** A builder with a store that merges parts, and a log to read again from the last commit. */
  private static final class Mill implements BarListener {
    private final Map<String, BarPart> parts = new HashMap<>();
    private final Map<String, String> stored = new TreeMap<>();
    private final Map<String, String> storedRollUps = new TreeMap<>();
    private final Set<String> recomputes = new LinkedHashSet<>();
    private final Map<Integer, byte[]> snapshots = new HashMap<>();
    private final List<BarPart> pending = new ArrayList<>();
    private BarBuilder builder = fresh();
    private long watermark = EventClock.UNKNOWN;
    private long clock = START;
    private int committed;

    private BarBuilder fresh() {
      return new BarBuilder(250, 0, EnumSet.of(Timeframe.MIN_5), MarketCalendar.alwaysOpen(), this);
    }

    void step(List<Step> steps, int i) {
      add(steps.get(i).trade, i);
      switch (steps.get(i).after) {
        case ADVANCE -> advance();
        case COMMIT -> {
          advance();
          commit();
          committed = i + 1;
        }
        case FORGET -> {
          advance();
          builder.drainLate();
          builder.forget(builder.slot("S" + steps.get(i).trade.symbol));
          commit();
          committed = i + 1;
        }
        case RESTART -> restart(steps, i);
        default -> {}
      }
    }

    private void advance() {
      clock += 45_000;
      builder.advanceTo(clock);
    }

    private void add(Trade trade, int i) {
      builder.add(
          builder.slot("S" + trade.symbol),
          trade.millis,
          trade.price,
          trade.volume,
          trade.flags,
          1,
          i + 1,
          true);
    }

    private void commit() {
      builder.drainLate();
      for (BarPart part : pending) {
        String key = key(part.symbol(), part.startMillis());
        if (part.timeframe() == Timeframe.MIN_1) {
          parts.merge(key, part, BarParts::merge);
          stored.put(key, show(parts.get(key)));
        } else {
          assertThat(storedRollUps.put(key, show(part))).as("closed before").isNull();
        }
      }
      recomputes.forEach(this::recompute);
      recomputes.clear();
      pending.clear();
      for (int s = 0; s < 4; s++) {
        int partition = Symbols.partition("S" + s);
        snapshots.put(partition, builder.snapshot(partition));
      }
      watermark = builder.clock();
    }

    private static String key(String symbol, long start) {
      return symbol.substring(1) + "@" + start;
    }

    private static String show(BarPart bar) {
      return BarBuilderPropertyTest.show(
          bar.open(), bar.high(), bar.low(), bar.close(), bar.volume(), bar.trades());
    }

    /** As the database does: the roll-up is what its stored minutes give. */
    private void recompute(String key) {
      String[] place = key.split("@");
      long start = Long.parseLong(place[1]);
      Cells cells = new Cells();
      int cell = cells.create(start, start + ROLL_UP_MILLIS, Cells.NONE);
      for (long minute = start; minute < start + ROLL_UP_MILLIS; minute += 60_000) {
        BarPart part = parts.get(place[0] + "@" + minute);
        if (part != null) {
          cells.fold(cell, part);
        }
      }
      if (cells.trades[cell] > 0) {
        storedRollUps.put(
            key, show(cells.part(cell, "S" + place[0], Timeframe.MIN_5, false, false)));
      }
    }

    private void restart(List<Step> steps, int upTo) {
      pending.clear();
      recomputes.clear();
      builder = fresh();
      snapshots.forEach((partition, snapshot) -> builder.restore(partition, watermark, snapshot));
      for (int i = committed; i <= upTo; i++) {
        add(steps.get(i).trade, i);
      }
    }

    @Override
    public void closed(BarPart part) {
      pending.add(part);
    }

    @Override
    public void late(BarPart part) {
      pending.add(part);
    }

    @Override
    public void recompute(String symbol, Timeframe timeframe, long startMillis, long endMillis) {
      recomputes.add(key(symbol, startMillis));
    }

    @Override
    public void tooLate(String symbol, long timeMillis) {
      throw new AssertionError("a replay is never too late");
    }
  }
}

package ai.tickstock.store.write;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.Bar;
import ai.tickstock.market.BarPart;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.BarChange;
import ai.tickstock.store.StoreFixture;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What the database makes of parts, against a plain fold over all their trades. */
class PartMergeTest {
  private static final long START = 1_700_000_040_000L;
  private static StoreFixture store;
  private static int symbols;

  @BeforeContainer
  static void open() {
    store = new StoreFixture();
  }

  @AfterContainer
  static void close() {
    store.close();
  }

  /** A trade; its place in the list of all trades is its offset. Prices and volumes add exactly. */
  record Trade(long millis, double price, double volume, boolean opens, boolean ranges, int part) {}

  @Provide
  Arbitrary<List<Trade>> trades() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 20),
            Arbitraries.integers().between(1, 400).map(quarters -> quarters / 4.0),
            Arbitraries.integers().between(0, 50).map(Integer::doubleValue),
            Arbitraries.of(true, true, true, false),
            Arbitraries.of(true, true, true, false),
            Arbitraries.integers().between(0, 4))
        .as(
            (millis, price, volume, opens, ranges, part) ->
                new Trade(START + millis * 1_000, price, volume, opens, ranges, part))
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
  void partsMergedInAnyOrderGiveTheBarOfAllTrades(@ForAll("trades") List<Trade> trades) {
    String symbol = "S" + symbols++;
    List<BarChange> last = List.of();
    int commits = 0;
    for (int part = 0; part <= 4; part++) {
      List<Integer> offsets = new ArrayList<>();
      for (int offset = 0; offset < trades.size(); offset++) {
        if (trades.get(offset).part() == part) {
          offsets.add(offset);
        }
      }
      if (!offsets.isEmpty()) {
        last = store.commit(fold(symbol, trades, offsets, commits > 0));
        commits++;
      }
    }
    List<Integer> all = java.util.stream.IntStream.range(0, trades.size()).boxed().toList();
    BarPart expected = fold(symbol, trades, all, false);
    assertThat(stored(symbol)).isEqualTo(expected);
    Bar bar = last.get(0).bar();
    assertThat(bar.revision()).isEqualTo(commits - 1);
    assertThat(bar.open()).isEqualTo(expected.open());
    assertThat(bar.vwap())
        .isEqualTo(
            expected.volume() > 0 ? expected.turnover() / expected.volume() : expected.close());
  }

  /** The specification: what BarPart says of itself, over a list of trades. */
  private static BarPart fold(
      String symbol, List<Trade> trades, List<Integer> offsets, boolean late) {
    Comparator<Integer> byTime =
        Comparator.<Integer>comparingLong(o -> trades.get(o).millis()).thenComparing(o -> o);
    List<Integer> eligible = offsets.stream().filter(o -> trades.get(o).opens()).toList();
    List<Integer> candidates = eligible.isEmpty() ? offsets : eligible;
    int open = candidates.stream().min(byTime).orElseThrow();
    int close = candidates.stream().max(byTime).orElseThrow();
    long shift = eligible.isEmpty() ? BarPart.FALLBACK_MILLIS : 0;
    List<Integer> inRange = offsets.stream().filter(o -> trades.get(o).ranges()).toList();
    List<Integer> range = inRange.isEmpty() ? offsets : inRange;
    return new BarPart(
        symbol,
        Timeframe.MIN_1,
        START,
        trades.get(open).price(),
        trades.get(open).millis() + shift,
        7,
        open,
        range.stream().mapToDouble(o -> trades.get(o).price()).max().orElseThrow(),
        range.stream().mapToDouble(o -> trades.get(o).price()).min().orElseThrow(),
        !inRange.isEmpty(),
        trades.get(close).price(),
        trades.get(close).millis() - shift,
        7,
        close,
        offsets.stream().mapToDouble(o -> trades.get(o).volume()).sum(),
        offsets.stream().mapToDouble(o -> trades.get(o).volume() * trades.get(o).price()).sum(),
        offsets.size(),
        false,
        late);
  }

  private static BarPart stored(String symbol) {
    Row row =
        store
            .rows(
                """
                select open, open_millis, open_epoch, open_offset, high, low, range_eligible,
                  close, close_millis, close_epoch, close_offset, volume, turnover, trades
                from ohlcv_bars_1min where symbol = $1
                """,
                symbol)
            .get(0);
    return new BarPart(
        symbol,
        Timeframe.MIN_1,
        START,
        row.getDouble(0),
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getDouble(4),
        row.getDouble(5),
        row.getBoolean(6),
        row.getDouble(7),
        row.getLong(8),
        row.getLong(9),
        row.getLong(10),
        row.getDouble(11),
        row.getDouble(12),
        row.getLong(13),
        false,
        false);
  }
}

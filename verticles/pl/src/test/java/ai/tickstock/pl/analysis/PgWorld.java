package ai.tickstock.pl.analysis;

import static ai.tickstock.store.StoreFixture.await;

import ai.tickstock.market.Bar;
import ai.tickstock.market.BarPart;
import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.BarChange;
import ai.tickstock.store.BarReader;
import ai.tickstock.store.StoreFixture;
import ai.tickstock.store.write.AnalysisWriter;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The real thing: a PostgreSQL database of a test's own. */
public final class PgWorld implements World {
  private final StoreFixture store = new StoreFixture();
  private final long[] numbers = new long[Symbols.PARTITIONS];

  @Override
  public Vertx vertx() {
    return store.vertx;
  }

  @Override
  public BarReader reader() {
    return store.reader;
  }

  @Override
  public AnalysisWriter writer() {
    return store.analysis;
  }

  /** One commit holds a bar once: of several the last counts, as in a late merge. */
  @Override
  public synchronized List<BarChange> commit(Collection<Bar> bars) {
    Map<String, BarPart> parts = new LinkedHashMap<>();
    for (Bar bar : bars) {
      parts.put(bar.symbol() + bar.timeframe() + bar.start(), part(bar));
    }
    List<BarChange> changes = store.commit(new ArrayList<>(parts.values()), List.of());
    changes.forEach(change -> numbers[change.partition()] = change.changeNo());
    return changes;
  }

  private static BarPart part(Bar bar) {
    long start = bar.start().toEpochMilli();
    return new BarPart(
        bar.symbol(),
        bar.timeframe(),
        start,
        bar.open(),
        start,
        1,
        1,
        bar.high(),
        bar.low(),
        true,
        bar.close(),
        start + 1,
        1,
        2,
        bar.volume(),
        bar.volume() * bar.vwap(),
        bar.trades(),
        true,
        false);
  }

  @Override
  public List<Bar> bars(String symbol, Timeframe timeframe) {
    return await(store.reader.bars(symbol, timeframe, Long.MIN_VALUE, Long.MAX_VALUE, 1_000_000));
  }

  @Override
  public synchronized boolean isDone(String stage) {
    Map<Integer, Long> passed = await(store.analysis.passed(Set.of(stage)));
    for (int p = 0; p < numbers.length; p++) {
      if (passed.getOrDefault(p, 0L) < numbers[p]) {
        return false;
      }
    }
    return true;
  }

  /** The rows of a query. */
  public List<Row> rows(String sql) {
    return store.rows(sql);
  }

  @Override
  public void close() {
    store.close();
  }
}

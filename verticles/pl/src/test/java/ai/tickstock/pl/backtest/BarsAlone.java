package ai.tickstock.pl.backtest;

import ai.tickstock.market.Timeframe;
import ai.tickstock.store.HistoryReader;
import ai.tickstock.store.StoredBar;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A history that has bars, and nothing else anybody asks for. */
interface BarsAlone extends HistoryReader {
  @Override
  default Future<List<StoredPattern>> patternPage(
      Set<String> symbols, Set<String> patterns, PatternPlace after, Instant to) {
    throw new UnsupportedOperationException();
  }

  @Override
  default Future<List<StoredBar>> page(
      String symbol, Timeframe timeframe, long fromMillis, long toMillis) {
    throw new UnsupportedOperationException();
  }

  @Override
  default Future<List<String>> symbols(Timeframe timeframe) {
    return Future.succeededFuture(List.of());
  }
}

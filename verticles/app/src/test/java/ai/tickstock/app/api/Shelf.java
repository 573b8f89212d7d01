package ai.tickstock.app.api;

import static ai.tickstock.store.StoreFixture.await;
import static ai.tickstock.store.StoreFixture.bar;
import static ai.tickstock.store.StoreFixture.lateTrade;
import static ai.tickstock.store.StoreFixture.minute;

import ai.tickstock.market.Timeframe;
import ai.tickstock.store.StoreFixture;
import ai.tickstock.store.write.AnalysisWriter.Cursor;
import ai.tickstock.store.write.AnalysisWriter.IndicatorRow;
import ai.tickstock.store.write.AnalysisWriter.PatternRow;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A little of everything that can be stored, written as the producer half does. */
final class Shelf {
  /** First instant of the first stored minute, 2025-10-15 14:30 UTC, Unix seconds. */
  static final long FIRST = 1_760_538_600L;

  private static final List<Cursor> CURSOR = List.of(new Cursor(3, 5, 9));

  private Shelf() {}

  static void fill(StoreFixture store) {
    store.commit(
        List.of(
            bar("AAPL", Timeframe.DAY_1, "2025-10-14T04:00:00Z", 90, 80, 1_000),
            bar("AAPL", Timeframe.DAY_1, "2025-10-15T04:00:00Z", 100, 102, 3_000),
            minute("AAPL", "2025-10-15T14:30:00Z", 100, 101),
            minute("AAPL", "2025-10-15T14:31:00Z", 101, 99),
            minute("AAPL", "2025-10-15T14:32:00Z", 99, 102),
            minute("AA", "2025-10-15T14:30:00Z", 10, 11),
            minute("BTC/USD", "2025-10-15T14:30:00Z", 50_000, 50_001)),
        List.of());
    store.commit(lateTrade("AAPL", "2025-10-15T14:31:00Z", 120, 500));
    await(store.analysis.takeOver("patterns", Set.of(3), "me"));
    await(store.analysis.takeOver("indicators", Set.of(3), "me"));
    await(
        store.analysis.commitPatterns(
            "patterns",
            "me",
            List.of(
                pattern("AAPL", "Doji", 0, 0.85, 0, false),
                pattern("AAPL", "Hammer", 1, 0.5, 7, true),
                pattern("AAPL", "Hammer", 2, 0.6, 0, false),
                pattern("AA", "Doji", 0, 1, 0, false)),
            CURSOR));
    await(
        store.analysis.commitIndicators(
            "indicators",
            "me",
            List.of(
                values(0, "{\"RSI_14\":60.5}"),
                values(1, "{\"RSI_14\":null,\"MACD_12_26_9\":{\"macd\":1.5,\"signal\":null}}"),
                values(2, "{\"RSI_14\":70}")),
            true,
            CURSOR));
  }

  private static PatternRow pattern(
      String symbol, String name, int minute, double confidence, long revision, boolean gone) {
    Instant start = Instant.ofEpochSecond(FIRST + 60L * minute);
    return new PatternRow(
        symbol + "|" + name + "|1min|" + start.getEpochSecond(),
        revision,
        name,
        symbol,
        Timeframe.MIN_1,
        confidence,
        "reversal",
        start.plusMillis(60_456),
        start,
        gone,
        new JsonObject().put("price", 101.0).put("bar_time", start.getEpochSecond()));
  }

  private static IndicatorRow values(int minute, String values) {
    return new IndicatorRow(
        "AAPL",
        Timeframe.MIN_1,
        Instant.ofEpochSecond(FIRST + 60L * minute),
        minute + 1,
        new JsonObject(values),
        null);
  }
}

package ai.tickstock.pl.indicators;

import static ai.tickstock.pl.analysis.StageRun.bar;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.Bar;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.SplitFactors;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.analysis.FakeStore;
import ai.tickstock.pl.analysis.StageRun;
import ai.tickstock.store.PastReader;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.log.MemoryBroker;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Indicators over a split: two for one, on 2025-10-10, over a bar every four hours. */
@Timeout(240)
class SplitTest {
  private static final MarketCalendar NEW_YORK = MarketCalendar.newYork();
  private static final SplitFactors TWO_FOR_ONE =
      SplitFactors.of(Map.of(LocalDate.parse("2025-10-10"), 2.0), NEW_YORK);

  private final FakeStore store = new FakeStore();
  private final Made past = new Made();
  private final StageRun run =
      new StageRun(store, new MemoryBroker(), IndicatorVerticle::new, IndicatorVerticle.STAGE)
          .with(
              new JsonObject()
                  .put(
                      "indicators", new JsonObject().put("enabled", new JsonArray().add("SMA(4)"))))
          .with(past);

  /** Splits and imports, as a test makes them. */
  private static final class Made implements PastReader {
    private final Map<String, SplitFactors> factors = new ConcurrentHashMap<>();
    private final Map<String, Instant> changed = new ConcurrentHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();

    @Override
    public Future<Map<String, SplitFactors>> factors() {
      reads.incrementAndGet();
      return Future.succeededFuture(Map.copyOf(factors));
    }

    @Override
    public Future<Map<String, Instant>> changedSince(Instant since) {
      return Future.succeededFuture(Map.copyOf(changed));
    }

    void split(String symbol) {
      factors.put(symbol, TWO_FOR_ONE);
      changed.put(symbol, Instant.now());
    }
  }

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void behindASplitTheValuesAreThoseOfTheAdjustedBarsWhoeverWarmedUp() {
    past.split("AAPL");
    List<Bar> bars = bars();
    run.start();
    run.commit(bars.subList(0, 5).toArray(Bar[]::new));
    run.awaitDone();
    run.stop();
    run.start();
    run.commit(bars.subList(5, 9).toArray(Bar[]::new));
    run.awaitDone();
    assertThat(values("SMA_4")).endsWith(sma(5), sma(6), sma(7), sma(8));
  }

  @Test
  void aStateThatRunsOverTheSplitIsMadeAnew() {
    past.split("AAPL");
    run.start();
    List<Bar> bars = bars();
    for (Bar bar : bars) {
      run.commit(bar);
      run.awaitDone();
    }
    assertThat(values("SMA_4")).endsWith(sma(5), sma(6), sma(7), sma(8));
    // Before it nothing is adjusted: the split was still to come.
    assertThat(values("SMA_4").get(0)).isEqualTo((100 + 102 + 104 + 106) / 4.0);
  }

  @Test
  void oneBatchOverTheSplitGivesTheSame() {
    past.split("AAPL");
    run.start();
    run.commit(bars().toArray(Bar[]::new));
    run.awaitDone();
    assertThat(values("SMA_4")).endsWith(sma(5), sma(6), sma(7), sma(8));
    assertThat(values("SMA_4").get(0)).isEqualTo(103);
  }

  @Test
  void aSplitThatBecomesKnownAfterItsDayIsTakenIntoAccount() {
    run.start();
    List<Bar> bars = bars();
    run.commit(bars.subList(0, 7).toArray(Bar[]::new));
    run.awaitDone();
    assertThat(values("SMA_4").get(2)).isNotEqualTo(sma(5));
    int before = past.reads.get();
    past.split("AAPL");
    StageRun.await(() -> past.reads.get() > before);
    run.commit(bars.get(7), bars.get(8));
    run.awaitDone();
    assertThat(values("SMA_4")).endsWith(sma(7), sma(8));
  }

  private double sma(int last) {
    List<Bar> bars = bars();
    double sum = 0;
    for (int i = last - 3; i <= last; i++) {
      sum += TWO_FOR_ONE.adjusted(bars.get(i)).close();
    }
    return sum / 4;
  }

  /** Nine bars, one every four hours: five before the split, at 100 and more, then half of it. */
  private static List<Bar> bars() {
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      double price = 100 + 2 * i;
      // The first is on 2025-10-09 at 09:00 UTC, the split's day begins at 04:00 on the 10th.
      bars.add(bar("AAPL", Timeframe.HOUR_1, 240 * i, i < 5 ? price : price / 2));
    }
    return bars;
  }

  private List<Double> values(String label) {
    return run.published(Topics.from(new JsonObject()).topic(Channels.INDICATORS)).events().stream()
        .filter(event -> event.getString("event_id").startsWith("AAPL|" + label))
        .map(event -> event.getDouble("value"))
        .toList();
  }
}

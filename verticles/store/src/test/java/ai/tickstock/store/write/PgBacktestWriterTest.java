package ai.tickstock.store.write;

import static ai.tickstock.store.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.store.BacktestReader;
import ai.tickstock.store.PatternRecordReader.PatternRecord;
import ai.tickstock.store.PgBacktestReader;
import ai.tickstock.store.PgPatternRecordReader;
import ai.tickstock.store.StoreFixture;
import ai.tickstock.store.write.BacktestWriter.Begin;
import ai.tickstock.store.write.BacktestWriter.Begun;
import ai.tickstock.store.write.BacktestWriter.End;
import ai.tickstock.store.write.BacktestWriter.Told;
import ai.tickstock.store.write.BacktestWriter.Untold;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PgBacktestWriterTest {
  private static final Instant T0 = Instant.ofEpochSecond(1_700_000_000);
  private static final JsonObject JOB = new JsonObject().put("symbols", new JsonArray().add("A"));
  private static final JsonObject SUMMARY =
      new JsonObject().put("metrics", new JsonObject().put("trades", 2));
  private static final JsonObject EQUITY = new JsonObject().put("equity", new JsonArray().add(1.5));

  private final StoreFixture store = new StoreFixture();
  private final PgBacktestWriter writer = new PgBacktestWriter(store.database);
  private final PgBacktestReader reader = new PgBacktestReader(store.database);

  @AfterEach
  void close() {
    store.close();
  }

  private Begun begin(String job, long fence) {
    return await(
        writer.begin(new Begin(job, "u", fence, "w" + fence, T0, T0.plusSeconds(fence), JOB)));
  }

  private boolean end(String job, long fence, List<JsonObject> trades) {
    return await(
        writer.end(
            job, fence, new End("completed", T0.plusSeconds(99), SUMMARY, EQUITY, null, trades)));
  }

  private static JsonObject trade(int bars) {
    return new JsonObject()
        .put("symbol", "AAPL")
        .put("side", "long")
        .put("reason", "Doji")
        .put("confidence", 0.5)
        .put("decided_at", 1_700_000_000L)
        .put("entered_at", 1_700_000_060L)
        .put("entry_price", 10.5)
        .put("quantity", 3.0)
        .put("exited_at", 1_700_000_120L)
        .put("exit_price", 11.5)
        .put("exit", "time")
        .put("profit", 3.0)
        .put("return", (Double) null)
        .put("commissions", 0.0)
        .put("bars", bars)
        .put("worst", -0.01)
        .put("best", 0.1);
  }

  @Test
  void aRunIsStoredWithItsTradesAndReadAsItWas() {
    assertThat(begin("a", 1)).isEqualTo(Begun.YES);
    List<JsonObject> trades = IntStream.range(0, 4_100).mapToObj(i -> trade(i)).toList();
    assertThat(end("a", 1, trades)).isTrue();
    assertThat(await(reader.run("a")))
        .isEqualTo(
            new BacktestReader.Run(
                "a",
                "u",
                "completed",
                T0,
                T0.plusSeconds(1),
                T0.plusSeconds(99),
                JOB,
                SUMMARY,
                EQUITY,
                null,
                "w1"));
    assertThat(await(reader.tradeCount("a"))).isEqualTo(4_100);
    assertThat(await(reader.trades("a", 4_098, 10))).containsExactly(trade(4_098), trade(4_099));
    assertThat(await(reader.run("b"))).isNull();
  }

  @Test
  void aGreaterFenceTakesOverAndTheLesserWritesNothing() {
    begin("a", 1);
    assertThat(begin("a", 2)).isEqualTo(Begun.YES);
    assertThat(begin("a", 1)).isEqualTo(Begun.FENCED);
    assertThat(end("a", 1, List.of(trade(1)))).isFalse();
    assertThat(await(reader.run("a")).status()).isEqualTo("running");
    assertThat(await(reader.tradeCount("a"))).isZero();
    assertThat(end("a", 2, List.of(trade(2)))).isTrue();
    assertThat(await(reader.tradeCount("a"))).isEqualTo(1);
  }

  @Test
  void aRunEndsOnce() {
    begin("a", 1);
    end("a", 1, List.of(trade(1)));
    assertThat(end("a", 1, List.of(trade(1)))).isFalse();
    assertThat(begin("a", 9)).isEqualTo(Begun.COMPLETED);
    assertThat(await(reader.tradeCount("a"))).isEqualTo(1);
  }

  @Test
  void endsAreNumberedWithoutAHoleAndToldOfOnce() {
    assertThat(await(writer.untold(10))).isEqualTo(new Untold(0, List.of()));
    for (int i = 1; i <= 20; i++) {
      begin("j" + i, 1);
    }
    await(
        Future.join(
            IntStream.rangeClosed(1, 20)
                .mapToObj(
                    i ->
                        writer.end(
                            "j" + i, 1, new End("completed", T0, SUMMARY, null, null, List.of())))
                .toList()));
    Untold untold = await(writer.untold(10));
    assertThat(untold.announced()).isZero();
    assertThat(untold.ends())
        .extracting(Told::no)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    assertThat(untold.ends().get(0).summary()).isEqualTo(SUMMARY);
    await(writer.told(10));
    await(writer.told(4));
    assertThat(await(writer.untold(100)).announced()).isEqualTo(10);
    assertThat(await(writer.untold(100)).ends()).hasSize(10);
    await(writer.told(20));
    assertThat(await(writer.untold(100))).isEqualTo(new Untold(20, List.of()));
  }

  @Test
  void aUsersRunsAreTheNewestFirstAndWithoutTheirEquity() {
    for (int i = 0; i < 5; i++) {
      await(
          writer.begin(new Begin("j" + i, i == 3 ? "v" : "u", 1, "w", T0.plusSeconds(i), T0, JOB)));
      end("j" + i, 1, List.of());
    }
    assertThat(await(reader.runs("u", 2, null)))
        .extracting(BacktestReader.Run::jobId)
        .containsExactly("j4", "j2");
    assertThat(await(reader.runs("u", 10, T0.plusSeconds(2))))
        .extracting(BacktestReader.Run::jobId)
        .containsExactly("j1", "j0");
    assertThat(await(reader.runs("u", 1, null)).get(0).equity()).isNull();
  }

  @Test
  void recordsOfASeriesAreReplacedTogether() {
    PgPatternRecordWriter records = new PgPatternRecordWriter(store.database);
    PgPatternRecordReader known = new PgPatternRecordReader(store.database);
    await(
        records.replace(
            "A", "1day", "p1", List.of(record("A", "Doji", 3), record("A", "Hammer", 4))));
    await(records.replace("B", "1day", "p1", List.of(record("B", "Doji", 5))));
    await(records.replace("A", "1day", "p1", List.of(record("A", "Doji", 7))));
    await(records.replace("C", "1day", "p1", List.of()));
    assertThat(await(known.records(null, null, null, 10)))
        .extracting(row -> row.symbol() + row.pattern() + row.count())
        .containsExactly("ADoji7", "BDoji5");
    assertThat(await(known.records("A", "Doji", "1day", 10)).get(0).horizons())
        .isEqualTo(record("A", "Doji", 7).horizons());
    assertThat(await(known.records("B", null, "1hour", 10))).isEmpty();
    assertThat(await(records.fresh("1day", "p1", T0))).containsExactlyInAnyOrder("A", "B", "C");
    assertThat(await(records.fresh("1day", "p2", T0))).isEmpty();
    assertThat(await(records.fresh("1day", "p1", Instant.now().plusSeconds(3_600)))).isEmpty();
  }

  @Test
  void aSeriesIsClaimedByOneUntilItIsFreshOrTheClaimIsOld() {
    PgPatternRecordWriter records = new PgPatternRecordWriter(store.database);
    Duration lease = Duration.ofHours(1);
    assertThat(await(records.claim("A", "1day", "p1", T0, lease))).isTrue();
    assertThat(await(records.claim("A", "1day", "p1", T0, lease))).isFalse();
    assertThat(await(records.claim("A", "1hour", "p1", T0, lease))).isTrue();
    assertThat(await(records.claim("A", "1day", "p1", T0, Duration.ZERO))).isTrue();
    assertThat(await(records.fresh("1day", "p1", T0))).isEmpty();
    await(records.replace("A", "1day", "p1", List.of(record("A", "Doji", 3))));
    assertThat(await(records.claim("A", "1day", "p1", T0, lease))).isFalse();
    assertThat(await(records.claim("A", "1day", "p2", T0, lease))).isTrue();
  }

  @Test
  void aSeriesWhosePastWasChangedIsNotFreshUntilItIsLookedAtAgain() {
    PgPatternRecordWriter records = new PgPatternRecordWriter(store.database);
    Duration lease = Duration.ofHours(1);
    await(records.replace("A", "1day", "p1", List.of()));
    await(records.replace("B", "1day", "p1", List.of()));
    store.rows("update pattern_record_state set updated_at = updated_at - interval '1 hour'");
    store.rows("insert into history_changes values ('B', now() - interval '10 minutes')");
    assertThat(await(records.fresh("1day", "p1", T0))).containsExactly("A");
    assertThat(await(records.claim("A", "1day", "p1", T0, lease))).isFalse();
    assertThat(await(records.claim("B", "1day", "p1", T0, lease))).isTrue();
    await(records.replace("B", "1day", "p1", List.of()));
    assertThat(await(records.fresh("1day", "p1", T0))).containsExactlyInAnyOrder("A", "B");
  }

  @Test
  void whatIsOldAndWasToldOfIsDeletedSomeAtATimeWithItsTrades() {
    for (String job : List.of("a", "b", "c", "untold")) {
      begin(job, 1);
      end(job, 1, List.of(trade(1)));
    }
    begin("left", 1);
    await(writer.told(3));
    Instant later = T0.plusSeconds(1_000);
    assertThat(await(writer.prune(T0, 10))).isZero();
    assertThat(await(writer.prune(later, 2))).isEqualTo(2);
    assertThat(await(writer.prune(later, 10))).isEqualTo(2);
    assertThat(await(reader.run("untold"))).isNotNull();
    assertThat(store.number("select count(*) from backtest_runs")).isEqualTo(1);
    assertThat(store.number("select count(*) from backtest_trades")).isEqualTo(1);
  }

  private static PatternRecord record(String symbol, String pattern, int count) {
    JsonArray horizons = new JsonArray().add(new JsonObject().put("bars", 1).put("hits", count));
    return new PatternRecord(symbol, "1day", pattern, "bullish", count, horizons, T0, T0, T0);
  }
}

package ai.tickstock.store;

import static ai.tickstock.store.StoreFixture.await;
import static ai.tickstock.store.StoreFixture.bar;
import static ai.tickstock.store.StoreFixture.minute;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.Timeframe;
import ai.tickstock.store.MarketReader.Last;
import ai.tickstock.store.MarketReader.PatternQuery;
import ai.tickstock.store.MarketReader.Reference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people look at, among many rows: 200,000 values, 300,000 patterns. */
@Timeout(240)
class PgMarketReaderTest {
  private static final Instant START = Instant.parse("2025-10-15T00:00:00Z");
  private static final Instant LONG_AGO = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant FAR_AWAY = Instant.parse("2200-01-01T00:00:00Z");

  private static StoreFixture store;
  private static PgMarketReader reader;

  @BeforeAll
  static void fill() {
    store = new StoreFixture(PostgresForTests.freshDatabase(), 1);
    reader = new PgMarketReader(store.database);
    store.commit(
        List.of(
            bar("A-B", Timeframe.DAY_1, "2025-10-14T04:00:00Z", 8, 9, 1),
            bar("A-B", Timeframe.DAY_1, "2025-10-15T04:00:00Z", 9, 11, 1),
            minute("A-B", "2025-10-15T14:30:00Z", 10, 11),
            minute("A-B", "2025-10-15T14:31:00Z", 11, 12),
            minute("AA", "2025-10-15T14:30:00Z", 20, 21),
            minute("AAB", "2025-10-15T14:30:00Z", 30, 31),
            bar("OLD", Timeframe.HOUR_1, "2025-10-15T14:00:00Z", 5, 6, 1)),
        List.of());
    store.rows(
        """
        insert into indicator_history
        select 'S' || s, t, '2025-10-15'::timestamptz + n * interval '1 minute', n, jsonb_build_object('N', n)
        from generate_series(1, 20) s, unnest(array['1min', '5min']) t, generate_series(0, 4999) n
        """);
    store.rows(
        """
        insert into daily_indicators
        select 'S' || s, '1min', '2025-10-15'::timestamptz + interval '5000 minutes', 1, '{"N":5000}'
        from generate_series(1, 21) s
        """);
    store.rows(
        """
        insert into daily_patterns (event_id, revision, pattern, symbol, timeframe, confidence, direction,
          detected_at, bar_timestamp, retracted)
        select 'S' || s || '|' || p || '|1min|' || n, 0, p, 'S' || s, '1min', n % 10 / 10.0, 'reversal', now(),
          '2025-10-15'::timestamptz + n * interval '1 minute', n % 7 = 0
        from generate_series(1, 60) s, unnest(array['Doji', 'Hammer']) p, generate_series(1, 2500) n
        """);
    store.rows(
        "insert into daily_patterns select 'RARE|Doji|1min|1', 0, 'Doji', 'RARE', '1min', 1, 'reversal',"
            + " now(), '2020-01-01', false, '{}'");
    store.rows("analyze");
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Test
  void theLastMinuteOfEachSymbolComesInTheOrderOfItsName() {
    Instant first = Instant.parse("2025-10-15T14:30:00Z");
    List<Last> all =
        List.of(
            new Last("A-B", first.plusSeconds(60), 12),
            new Last("AA", first, 21),
            new Last("AAB", first, 31));
    assertThat(await(reader.last(10))).isEqualTo(all);
    assertThat(await(reader.last(3))).isEqualTo(all);
    assertThat(await(reader.last(2))).hasSize(2);
  }

  @Test
  void aChangeIsCountedFromTheDayBeforeAndNeverFromTheDayItself() {
    Instant day = Instant.parse("2025-10-15T04:00:00Z");
    assertThat(await(reader.references(Map.of("A-B", day, "AA", day, "NONE", day))))
        .isEqualTo(
            Map.of(
                "A-B", new Reference(9.0, Instant.parse("2025-10-14T04:00:00Z"), 10.0),
                "AA", new Reference(null, null, 20.0),
                "NONE", new Reference(null, null, null)));
  }

  @Test
  void aSymbolIsKnownByABarOfAnyTimeframe() {
    assertThat(await(reader.knows("A-B"))).isTrue();
    assertThat(await(reader.knows("OLD"))).isTrue();
    assertThat(await(reader.knows("S1"))).isFalse();
  }

  @Test
  void theLatestValuesStandBehindTheHistoryAndAloneWithoutOne() {
    assertThat(values("S21", Timeframe.MIN_1, LONG_AGO, FAR_AWAY, 10)).containsExactly(5_000);
    assertThat(values("S21", Timeframe.MIN_1, LONG_AGO, START, 10)).isEmpty();
    assertThat(values("S1", Timeframe.MIN_1, LONG_AGO, FAR_AWAY, 2)).containsExactly(4_999, 5_000);
    assertThat(values("S1", Timeframe.MIN_5, START.plusSeconds(60), START.plusSeconds(180), 9))
        .containsExactly(1, 2);
  }

  private static List<Integer> values(
      String symbol, Timeframe timeframe, Instant from, Instant to, int limit) {
    return await(reader.indicators(symbol, timeframe, from, to, limit)).stream()
        .map(each -> each.values().getInteger("N"))
        .toList();
  }

  @Test
  void patternsAreTheNewestThatPassEveryCondition() {
    PatternQuery query =
        new PatternQuery(
            Set.of("S1", "S2"),
            Set.of("Doji"),
            Set.of("1min"),
            0.9,
            false,
            START,
            START.plusSeconds(60 * 1_000),
            4);
    assertThat(await(reader.patterns(query)))
        .extracting(MarketReader.Pattern::eventId)
        .containsExactly(
            "S1|Doji|1min|999", "S2|Doji|1min|999", "S1|Doji|1min|989", "S2|Doji|1min|989");
  }

  /** Each question often enough for the server to have settled on a plan. */
  @Test
  void noQuestionReadsATableFromEndToEnd() {
    long before = tablesRead();
    for (int i = 0; i < 8; i++) {
      await(reader.last(20_000));
      await(reader.references(Map.of("A-B", START)));
      values("S7", Timeframe.MIN_1, LONG_AGO, FAR_AWAY, 500);
      for (Set<String> symbols : List.of(Set.<String>of(), Set.of("S3"), Set.of("S3", "RARE"))) {
        await(reader.patterns(patterns(symbols)));
      }
      await(reader.patterns(patterns(Set.of("RARE"))));
    }
    assertThat(tablesRead()).isEqualTo(before);
    store.rows("select count(confidence + 1) from daily_patterns");
    assertThat(tablesRead()).as("one that does is noticed").isGreaterThan(before);
  }

  private static PatternQuery patterns(Set<String> symbols) {
    return new PatternQuery(symbols, Set.of(), Set.of(), 0, true, LONG_AGO, FAR_AWAY, 200);
  }

  /** Scans of whole tables so far, by the one connection there is. */
  private static long tablesRead() {
    store.rows("select pg_stat_force_next_flush()");
    store.rows("select pg_stat_clear_snapshot()");
    return store.number(
        "select sum(seq_scan) from pg_stat_user_tables where relname in ('indicator_history',"
            + " 'daily_patterns')");
  }
}

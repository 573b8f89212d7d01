package ai.tickstock.store.write;

import static ai.tickstock.store.StoreFixture.await;
import static ai.tickstock.store.StoreFixture.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.market.Symbols;
import ai.tickstock.store.Database;
import ai.tickstock.store.MarketReader.Last;
import ai.tickstock.store.MarketReader.PatternQuery;
import ai.tickstock.store.PgMarketReader;
import ai.tickstock.store.StoreFixture;
import ai.tickstock.store.write.ProbeTables.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProbeTablesTest {
  private static final String PROBE = Symbols.probe(7);
  private static final String OTHER = Symbols.probe(8);
  private static final Instant START = Instant.parse("2025-10-15T14:00:00Z");

  private StoreFixture store;
  private ProbeTables probes;

  @BeforeEach
  void open() {
    store = new StoreFixture();
    probes = new ProbeTables(store.database);
    for (String symbol : List.of(PROBE, OTHER, "AAPL")) {
      store.commit(minute(symbol, "2025-10-15T14:30:00Z", 10, 11));
      store.rows(
          "insert into daily_patterns (event_id, revision, pattern, symbol, timeframe, confidence,"
              + " direction, detected_at, bar_timestamp) values ($1 || '|Doji', 0, 'Doji', $1,"
              + " '1min', 0.5, 'reversal', now(), '2025-10-15T14:30:00Z')",
          symbol);
      for (String table : List.of("daily_indicators", "indicator_history")) {
        store.rows(
            "insert into "
                + table
                + " (symbol, timeframe, bar_timestamp, change_no, \"values\")"
                + " values ($1, '1min', '2025-10-15T14:30:00Z', 1, '{}')",
            symbol);
      }
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void itIsSeenWhatIsStoredOfAProbe() {
    Stored stored = await(probes.look(PROBE, START));
    assertThat(stored.bars()).isEqualTo(1);
    assertThat(stored.minutes()).isEqualTo(1);
    assertThat(stored.offMinute()).isZero();
    assertThat(stored.prices()).containsExactly(10.0, 12.0, 9.0, 11.0, 1_000.0);
    assertThat(stored.patterns()).containsExactly("Doji");
    assertThat(stored.watermarkMillis()).isPositive();
    assertThat(await(probes.look(PROBE, START.plusSeconds(3_600))).prices()).isEmpty();
  }

  @Test
  void ofAProbeNothingIsLeftAndOfOthersAll() {
    await(probes.forget(PROBE));
    assertThat(rowsOf(PROBE)).isZero();
    assertThat(rowsOf(OTHER)).isEqualTo(4);
    assertThat(rowsOf("AAPL")).isEqualTo(4);
  }

  @Test
  void whatAProbeLeftIsPrunedOnceItIsOld() {
    await(store.writer.pruneProbes(START));
    assertThat(rowsOf(PROBE)).isEqualTo(4);
    await(store.writer.pruneProbes(START.plusSeconds(3_600)));
    assertThat(rowsOf(PROBE)).isZero();
    assertThat(rowsOf(OTHER)).isZero();
    assertThat(rowsOf("AAPL")).isEqualTo(4);
  }

  @Test
  void aProbeIsListedOnlyToWhoNamesIt() {
    PgMarketReader reader = new PgMarketReader(store.database);
    assertThat(await(reader.last(100))).extracting(Last::symbol).containsExactly("AAPL");
    assertThat(await(reader.patterns(query(Set.of())))).hasSize(1);
    assertThat(await(reader.patterns(query(Set.of(PROBE))))).hasSize(1);
  }

  private static PatternQuery query(Set<String> symbols) {
    return new PatternQuery(
        symbols, Set.of(), Set.of(), 0, false, START, START.plusSeconds(3_600), 10);
  }

  @Test
  void aDatabaseWithoutTablesIsNoDatabaseThatIsAway() {
    store.rows("drop table daily_patterns");
    assertThatThrownBy(() -> await(probes.look(PROBE, START)))
        .satisfies(error -> assertThat(Database.isRefusal(error)).isTrue());
  }

  private long rowsOf(String symbol) {
    return List.of("ohlcv_bars_1min", "daily_patterns", "daily_indicators", "indicator_history")
        .stream()
        .mapToLong(
            table ->
                store.number("select count(*) from " + table + " where symbol = '" + symbol + "'"))
        .sum();
  }
}

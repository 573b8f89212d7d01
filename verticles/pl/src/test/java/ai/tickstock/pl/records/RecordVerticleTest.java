package ai.tickstock.pl.records;

import static ai.tickstock.store.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.tickstock.analytics.backtest.TrackRecord;
import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.analytics.history.Split;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.backtest.BacktestStores;
import ai.tickstock.pl.patterns.PatternOptions;
import ai.tickstock.store.PatternRecordReader.PatternRecord;
import ai.tickstock.store.PgPatternRecordReader;
import ai.tickstock.store.StoreFixture;
import ai.tickstock.store.StoredSplit;
import ai.tickstock.store.write.ImportWriter;
import ai.tickstock.store.write.ImportedBar;
import ai.tickstock.store.write.ImportedSplit;
import ai.tickstock.store.write.PgImportWriter;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Patterns' records over a real database. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class RecordVerticleTest {
  private static final MarketCalendar CALENDAR = MarketCalendar.newYork();
  private static final LocalDate FIRST = LocalDate.parse("2022-01-03");
  private static final LocalDate SPLIT = LocalDate.parse("2022-06-06");
  private static final int DAYS = 300;

  private final StoreFixture store = new StoreFixture();
  private final PgPatternRecordReader reader = new PgPatternRecordReader(store.database);
  private final PgImportWriter writer = new PgImportWriter(store.database);
  private int imports;

  @AfterEach
  void close() {
    store.close();
  }

  private RecordVerticle deploy(String... timeframes) {
    return deploy(10_000, timeframes);
  }

  private RecordVerticle deploy(int mostBars, String... timeframes) {
    RecordVerticle records =
        new RecordVerticle(
            BacktestStores.over(store.database),
            Clock.systemUTC(),
            new RecordVerticle.Pace(Duration.ZERO, Duration.ofMillis(50), mostBars));
    JsonObject record = new JsonObject().put("timeframes", new JsonArray(List.of(timeframes)));
    JsonObject config = new JsonObject().put("patterns", new JsonObject().put("record", record));
    await(store.vertx.deployVerticle(records, new DeploymentOptions().setConfig(config)));
    return records;
  }

  private List<ImportedBar> days(String symbol, int seed) {
    List<ImportedBar> rows = new ArrayList<>();
    LocalDate day = FIRST;
    for (int i = 0; i < DAYS; day = day.plusDays(1)) {
      if (CALENDAR.isTradingDay(day)) {
        double open = 100 + 10 * Math.sin((i + seed) * 0.7) + seed;
        double close = i % 5 == 0 ? open : open + Math.cos(i * 1.3 + seed);
        rows.add(
            new ImportedBar(
                symbol,
                CALENDAR.daySpan(day).startMillis(),
                open,
                Math.max(open, close) + 1,
                Math.min(open, close) - 1,
                close,
                1_000,
                open,
                1));
        i++;
      }
    }
    return rows;
  }

  private void bring(String symbol, int seed) {
    ImportWriter.Source source = source("bars", Timeframe.DAY_1);
    await(writer.begin(source, true));
    await(
        writer.bars(
            source,
            days(symbol, seed),
            List.of(),
            true,
            new ImportWriter.Place(DAYS, 0, DAYS, true)));
  }

  private void split(String symbol) {
    ImportWriter.Source source = source("splits", null);
    await(writer.begin(source, true));
    await(
        writer.splits(
            source,
            List.of(new ImportedSplit(symbol, new StoredSplit(SPLIT, 2))),
            false,
            new ImportWriter.Place(1, 0, 1, true)));
  }

  private ImportWriter.Source source(String what, Timeframe timeframe) {
    return new ImportWriter.Source("digest " + ++imports, what, timeframe, "file.csv");
  }

  private List<PatternRecord> records(String symbol) {
    return await(reader.records(symbol, null, null, 10_000));
  }

  private void until(RecordVerticle records, long made) {
    await().atMost(60, TimeUnit.SECONDS).until(() -> records.made() >= made);
  }

  private static List<TrackRecord> expected(List<ImportedBar> bars, List<Split> splits) {
    BarSeries series = new BarSeries("AAPL", true);
    bars.forEach(
        bar ->
            series.add(
                bar.startMillis(), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume()));
    return TrackRecord.of(series.adjusted(splits), new TreeSet<>(PatternOptions.names()));
  }

  private void assertThatAre(String symbol, List<TrackRecord> expected) {
    List<PatternRecord> stored = records(symbol);
    assertThat(expected).hasSizeGreaterThan(5);
    assertThat(stored)
        .extracting(row -> row.pattern() + row.direction() + row.count() + row.timeframe())
        .containsExactlyInAnyOrderElementsOf(
            expected.stream()
                .map(each -> each.pattern() + each.direction().label() + each.count() + "1day")
                .toList());
    TrackRecord doji =
        expected.stream().filter(each -> each.pattern().equals("Doji")).findFirst().orElseThrow();
    JsonObject horizon =
        stored.stream()
            .filter(row -> row.pattern().equals("Doji"))
            .filter(row -> row.direction().equals(doji.direction().label()))
            .findFirst()
            .orElseThrow()
            .horizons()
            .getJsonObject(1);
    assertThat(horizon.getInteger("bars")).isEqualTo(5);
    assertThat(horizon.getDouble("mean_return")).isEqualTo(doji.horizons().get(1).meanReturn());
    assertThat(horizon.getDouble("hit_rate")).isEqualTo(doji.horizons().get(1).hitRate());
  }

  @Test
  void everySeriesHasItsRecordsAdjustedForSplits() {
    bring("AAPL", 1);
    bring("MSFT", 2);
    split("MSFT");
    changed("1 hour");
    until(deploy("1day", "1hour"), 2);
    assertThatAre("AAPL", expected(days("AAPL", 1), List.of()));
    long exDate = CALENDAR.daySpan(SPLIT).startMillis();
    assertThatAre("MSFT", expected(days("MSFT", 2), List.of(new Split(exDate, 2))));
    assertThat(store.number("select count(*) from pattern_record_state where claimed_at is null"))
        .isEqualTo(2);
  }

  @Test
  void onlyTheNewestBarsAreLookedAt() {
    bring("AAPL", 1);
    changed("1 hour");
    until(deploy(150, "1day"), 1);
    List<ImportedBar> days = days("AAPL", 1);
    assertThatAre("AAPL", expected(days.subList(DAYS - 150, DAYS), List.of()));
    assertThat(records("AAPL").get(0).from().toEpochMilli())
        .isEqualTo(days.get(DAYS - 150).startMillis());
  }

  @Test
  void whatIsFreshIsLeftAloneAndWhatWasChangedOrIsNewIsMade() {
    bring("AAPL", 1);
    bring("MSFT", 2);
    changed("2 hours");
    RecordVerticle first = deploy("1day");
    until(first, 2);
    await(store.vertx.undeploy(first.deploymentID()));
    store.rows("update pattern_record_state set updated_at = now() - interval '10 minutes'");
    List<PatternRecord> before = records("MSFT");
    bring("AAPL", 9);
    bring("NVDA", 3);
    store.rows(
        "update history_changes set changed_at = now() - interval '5 minutes'"
            + " where symbol <> 'MSFT'");
    RecordVerticle second = deploy("1day");
    until(second, 2);
    assertThatAre("AAPL", expected(days("AAPL", 9), List.of()));
    assertThatAre("NVDA", expected(days("NVDA", 3), List.of()));
    assertThat(records("MSFT")).isEqualTo(before).isNotEmpty();
    assertThat(second.made()).isEqualTo(2);
  }

  /** As if all that was brought in had been so long ago. */
  private void changed(String ago) {
    store.rows("update history_changes set changed_at = now() - interval '" + ago + "'");
  }

  @Test
  void ofSeveralProcessesOneDoesASeries() {
    List<String> symbols = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      symbols.add("S" + i);
      bring("S" + i, i);
    }
    changed("1 hour");
    List<RecordVerticle> all = List.of(deploy("1day"), deploy("1day"), deploy("1day"));
    await()
        .atMost(90, TimeUnit.SECONDS)
        .until(() -> all.stream().mapToLong(RecordVerticle::made).sum() >= 8);
    symbols.forEach(symbol -> assertThat(records(symbol)).hasSizeGreaterThan(5));
    assertThat(all.stream().mapToLong(RecordVerticle::made).sum()).isEqualTo(8);
  }

  @Test
  void whatADeadProcessClaimedIsMadeOnceTheClaimIsOld() {
    bring("AAPL", 1);
    bring("MSFT", 2);
    changed("1 hour");
    store.rows(
        """
        insert into pattern_record_state values ('AAPL', '1day', '', 'epoch', now() - interval '10 minutes'),
          ('MSFT', '1day', '', 'epoch', now())
        """);
    until(deploy("1day"), 1);
    assertThat(records("AAPL")).hasSizeGreaterThan(5);
    assertThat(records("MSFT")).isEmpty();
  }
}

package ai.tickstock.launcher.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.market.MarketCalendar;
import ai.tickstock.store.StoreFixture;
import ai.tickstock.store.write.BarCommit.RollUp;
import ai.tickstock.store.write.ImportWriter;
import ai.tickstock.store.write.ImportedBar;
import ai.tickstock.store.write.ImportedSplit;
import ai.tickstock.store.write.PgImportWriter;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A long file, into a real database. */
@Timeout(240)
class ImportTest {
  /** From 2025-10-13 at 00:00 in New York: six days and some hours, a bar each minute. */
  private static final Instant FIRST = Instant.parse("2025-10-13T04:00:00Z");

  private static final int MINUTES = 9_000;

  @TempDir Path directory;
  private final StoreFixture store = new StoreFixture();
  private final StringWriter err = new StringWriter();

  @AfterEach
  void close() {
    store.close();
  }

  /** Dies with a batch under way, as a process does. */
  private static final class Dying implements ImportWriter {
    private final ImportWriter real;
    private int left;

    Dying(ImportWriter real, int batches) {
      this.real = real;
      left = batches;
    }

    @Override
    public Future<Place> begin(Source source, boolean again) {
      return real.begin(source, again);
    }

    @Override
    public Future<Stored> bars(
        Source source, List<ImportedBar> bars, List<RollUp> rollUps, boolean replace, Place place) {
      return left-- == 0
          ? Future.failedFuture(new IllegalStateException("killed"))
          : real.bars(source, bars, rollUps, replace, place);
    }

    @Override
    public Future<Stored> splits(
        Source source, List<ImportedSplit> splits, boolean replace, Place place) {
      return real.splits(source, splits, replace, place);
    }
  }

  @Test
  void aFileThatWasCutShortGoesOnWhereItStoppedAndEndsAsIfItHadNotBeen() throws Exception {
    Path file = minutes();
    assertThatThrownBy(() -> new Import(dying(2), request(file), (b, r) -> {}, err()).bars())
        .hasMessageContaining("killed")
        .hasMessageContaining("the same command goes on behind it");
    assertThat(store.number("select count(*) from ohlcv_bars_1min")).isEqualTo(8_192);
    assertThat(store.number("select lines from imports")).isEqualTo(8_192);

    ImportSummary summary = new Import(real(), request(file), (b, r) -> {}, err()).bars();
    assertThat(summary)
        .extracting(
            ImportSummary::resumedAt,
            ImportSummary::lines,
            ImportSummary::added,
            ImportSummary::changed,
            ImportSummary::refused)
        .containsExactly(8_192L, 9_001L, 808L, 0L, 1L);
    assertThat(err.toString()).contains("line 9002: close: expected a number, was \"x\"");
    assertThatAllIsThere();

    ImportSummary again = new Import(real(), request(file), (b, r) -> {}, err()).bars();
    assertThat(again.already()).isTrue();
    assertThat(again.lines()).isEqualTo(9_001);
    assertThatAllIsThere();
  }

  private void assertThatAllIsThere() {
    assertThat(store.number("select count(*) from ohlcv_bars_1min where origin = 'import'"))
        .isEqualTo(MINUTES);
    assertThat(store.number("select count(*) from ohlcv_bars_5min")).isEqualTo(MINUTES / 5);
    assertThat(store.number("select count(*) from ohlcv_bars_15min")).isEqualTo(MINUTES / 15);
    assertThat(store.number("select count(*) from ohlcv_bars_1day")).isEqualTo(7);
    assertThat(store.number("select sum(volume)::bigint from ohlcv_bars_1day"))
        .isEqualTo(MINUTES * 10L);
    assertThat(
            store.number(
                """
                select count(*) from ohlcv_bars_1day d where d.open <> (select open from ohlcv_bars_1min m
                  where m.symbol = d.symbol and m.bar_timestamp = d.bar_timestamp)
                """))
        .isZero();
  }

  private ImportWriter real() {
    return new PgImportWriter(store.database);
  }

  private ImportWriter dying(int batches) {
    return new Dying(real(), batches);
  }

  private PrintWriter err() {
    return new PrintWriter(err);
  }

  private static ImportRequest request(Path file) {
    return new ImportRequest(file, null, null, true, false, false, false, MarketCalendar.newYork());
  }

  private Path minutes() throws IOException {
    StringBuilder rows = new StringBuilder("symbol,bar_timestamp,open,high,low,close,volume\n");
    for (int i = 0; i < MINUTES; i++) {
      int price = 100 + i % 17;
      rows.append("AAPL,").append(FIRST.plusSeconds(60L * i)).append(',').append(price);
      rows.append(",120,90,").append(price + 1).append(",10\n");
    }
    rows.append("AAPL,2025-10-30T14:30:00Z,1,1,1,x,1\n");
    return Files.writeString(directory.resolve("minutes.csv"), rows);
  }
}

package ai.tickstock.store;

import static ai.tickstock.store.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class PgSplitReaderTest {
  private final StoreFixture store = new StoreFixture();
  private final SplitReader reader = new PgSplitReader(store.database);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void splitsComeBySymbolOldestFirst() {
    put("AAPL", "2020-08-31", 4);
    put("AAPL", "2014-06-09", 7);
    put("AIG", "2009-07-01", 0.05);
    put("USO", "2020-04-29", 0.125);
    assertThat(await(reader.splits(Set.of("AAPL", "AIG", "SPY"))))
        .containsExactly(
            entry(
                "AAPL",
                List.of(
                    new StoredSplit(LocalDate.parse("2014-06-09"), 7),
                    new StoredSplit(LocalDate.parse("2020-08-31"), 4))),
            entry("AIG", List.of(new StoredSplit(LocalDate.parse("2009-07-01"), 0.05))));
    assertThat(await(reader.all())).containsOnlyKeys("AAPL", "AIG", "USO");
    assertThat(await(reader.splits(Set.of()))).isEmpty();
  }

  @Test
  void noRatioIsZeroNegativeOrEndless() {
    for (double ratio : new double[] {0, -2, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> put("AAPL", "2020-08-31", ratio))
          .hasMessageContaining("splits_ratio_check");
    }
  }

  private void put(String symbol, String date, double ratio) {
    store.rows(
        "insert into splits (symbol, ex_date, ratio) values ($1, $2, $3) returning symbol",
        symbol,
        LocalDate.parse(date),
        ratio);
  }
}

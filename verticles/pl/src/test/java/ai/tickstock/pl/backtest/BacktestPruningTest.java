package ai.tickstock.pl.backtest;

import static ai.tickstock.store.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.tickstock.store.StoreFixture;
import ai.tickstock.store.write.BacktestWriter.Begin;
import ai.tickstock.store.write.BacktestWriter.End;
import ai.tickstock.store.write.PgBacktestWriter;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BacktestPruningTest {
  private static final Instant NOW = Instant.parse("2025-10-15T12:00:00Z");

  private final StoreFixture store = new StoreFixture();
  private final PgBacktestWriter runs = new PgBacktestWriter(store.database);
  private final BacktestPruning pruning =
      new BacktestPruning(runs, Clock.fixed(NOW, ZoneOffset.UTC));
  private int told;

  @AfterEach
  void close() {
    store.close();
  }

  private void ended(String id, int daysAgo) {
    Instant then = NOW.minus(Duration.ofDays(daysAgo));
    await(runs.begin(new Begin(id, "u", 1, "w", then, then, new JsonObject())));
    await(runs.end(id, 1, new End("completed", then, new JsonObject(), null, null, List.of())));
    await(runs.told(++told));
  }

  @Test
  void whatEndedLongAgoIsDeletedHoweverMuchItIs() {
    for (int i = 0; i < 50; i++) {
      ended("old" + i, 91 + i);
    }
    ended("young", 89);
    pruning.run(Duration.ZERO);
    pruning.run(Duration.ofDays(90));
    await()
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> store.number("select count(*) from backtest_runs") == 1);
    assertThat(store.rows("select job_id from backtest_runs").get(0).getString(0))
        .isEqualTo("young");
  }

  @Test
  void nothingIsDeletedWhereItIsKeptForEver() {
    ended("old", 10_000);
    pruning.run(Duration.ZERO);
    assertThat(store.number("select count(*) from backtest_runs")).isEqualTo(1);
  }
}

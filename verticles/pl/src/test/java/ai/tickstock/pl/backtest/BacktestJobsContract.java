package ai.tickstock.pl.backtest;

import static ai.tickstock.store.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.tickstock.analytics.backtest.BacktestWatcher;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.Backends;
import ai.tickstock.store.BacktestReader;
import ai.tickstock.store.HistoryReader;
import ai.tickstock.store.PgBacktestReader;
import ai.tickstock.store.StoreFixture;
import ai.tickstock.store.StoredSplit;
import ai.tickstock.store.write.BacktestWriter;
import ai.tickstock.store.write.ImportWriter;
import ai.tickstock.store.write.ImportedBar;
import ai.tickstock.store.write.ImportedSplit;
import ai.tickstock.store.write.PgImportWriter;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.jobs.JobBoards;
import ai.tickstock.wire.jobs.JobState;
import ai.tickstock.wire.jobs.JobState.Status;
import ai.tickstock.wire.log.BusFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of jobs, over PostgreSQL and whatever carries the messages. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
abstract class BacktestJobsContract {
  private static final MarketCalendar CALENDAR = MarketCalendar.newYork();
  private static final LocalDate FIRST = LocalDate.parse("2023-01-02");
  private static final int DAYS = 300;

  private final StoreFixture store = new StoreFixture();
  private final BacktestReader reader = new PgBacktestReader(store.database);
  private BacktestStore bars = BacktestStores.over(store.database);
  private BusFactory buses;
  private JobBoards boards;
  private JobClient client;

  abstract BusFactory buses();

  abstract JobBoards boards();

  @BeforeEach
  void begin() {
    buses = buses();
    boards = boards();
    client = new JobClient(buses, boards);
    await(store.vertx.deployVerticle(client));
    daily("AAPL", 1);
    daily("MSFT", 2);
  }

  @AfterEach
  void end() {
    store.close();
  }

  /** A bar for each trading day: up and down, with a Doji now and then. */
  private void daily(String symbol, int seed) {
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
    ImportWriter.Source source =
        new ImportWriter.Source("digest of " + symbol, "bars", Timeframe.DAY_1, symbol + ".csv");
    PgImportWriter writer = new PgImportWriter(store.database);
    await(writer.begin(source, true));
    await(writer.bars(source, rows, List.of(), false, new ImportWriter.Place(DAYS, 0, DAYS, true)));
  }

  private BacktestVerticle worker(String name, int lease, int workers, HistoryReader history) {
    return worker(name, lease, workers, history, boards);
  }

  private BacktestVerticle worker(
      String name, int lease, int workers, HistoryReader history, JobBoards through) {
    return worker(name, lease, workers, history, through, state -> {});
  }

  private BacktestVerticle worker(
      String name,
      int lease,
      int workers,
      HistoryReader history,
      JobBoards through,
      Consumer<BacktestWatcher.State> simulating) {
    JsonObject config =
        new JsonObject()
            .put("node", name)
            .put("jobs", new JsonObject().put("workers", workers).put("leaseSeconds", lease));
    BacktestStore from =
        new BacktestStore(history, bars.bars(), bars.splits(), bars.runs(), bars.records());
    BacktestVerticle worker =
        new BacktestVerticle(
            new Backends(
                buses,
                through,
                null,
                null,
                null,
                null,
                null,
                from,
                new SimpleMeterRegistry(),
                Clock.systemUTC()),
            simulating);
    await(store.vertx.deployVerticle(worker, new DeploymentOptions().setConfig(config)));
    return worker;
  }

  private BacktestVerticle worker(String name) {
    return worker(name, 10, 1, bars.history());
  }

  private static JsonObject job(String id, String user, String... symbols) {
    return new JsonObject()
        .put("job_type", "backtest")
        .put("job_id", id)
        .put("user_id", user)
        .put("symbols", new JsonArray(List.of(symbols)))
        .put("start_date", "2023-03-01")
        .put("end_date", "2023-12-31")
        .put("patterns", new JsonArray().add("Doji"))
        .put("parameters", new JsonObject().put("initial_capital", 100_000))
        .put("timestamp", 1_697_385_600);
  }

  private void publish(JsonObject job) {
    client.publish(Channels.JOBS_BACKTEST, job);
  }

  private JobState until(String id, Status status) {
    return await(id + " " + status)
        .atMost(60, TimeUnit.SECONDS)
        .pollInterval(20, TimeUnit.MILLISECONDS)
        .until(() -> client.state(id), job -> job != null && job.status() == status);
  }

  private List<JsonObject> resultsOf(String id) {
    return client.results.stream().filter(event -> event.getString("job_id").equals(id)).toList();
  }

  private JsonObject result(String id) {
    await("a result of " + id).atMost(60, TimeUnit.SECONDS).until(() -> !resultsOf(id).isEmpty());
    return resultsOf(id).get(0);
  }

  private BacktestReader.Run run(String id) {
    return await(reader.run(id));
  }

  @Test
  void aPlainClientsJobIsRunStoredAndThenToldOf() {
    worker("w1");
    publish(job("bt_1", "u", "AAPL", "MSFT"));
    JsonObject event = result("bt_1");
    BacktestReader.Run run = run("bt_1");
    assertThat(event.getString("status")).isEqualTo("completed");
    assertThat(event.getString("user_id")).isEqualTo("u");
    assertThat(event.getString("result_ref")).isEqualTo("/api/backtests/bt_1");
    assertThat(event.getJsonObject("metrics")).isEqualTo(run.summary().getJsonObject("metrics"));
    assertThat(event.getJsonObject("metrics").getInteger("trades")).isPositive();
    assertThat(run.status()).isEqualTo("completed");
    assertThat(run.worker()).startsWith("w1/");
    assertThat(run.summary().getBoolean("is_complete")).isTrue();
    assertThat(run.equity().getJsonArray("equity").size()).isGreaterThan(200);
    assertThat(await(reader.tradeCount("bt_1")))
        .isEqualTo(event.getJsonObject("metrics").getLong("trades"));
    JobState ended = until("bt_1", Status.COMPLETED);
    assertThat(ended.resultRef()).isEqualTo("/api/backtests/bt_1");
    assertThat(ended.progress().getString("event_type")).isEqualTo("backtest_progress");
  }

  @Test
  void barsAreAdjustedForSplits() {
    PgImportWriter writer = new PgImportWriter(store.database);
    ImportWriter.Source source = new ImportWriter.Source("s", "splits", null, "s.csv");
    await(writer.begin(source, true));
    worker("w1");
    publish(job("raw", "u", "AAPL"));
    result("raw");
    LocalDate middle = LocalDate.parse("2023-06-01");
    await(
        writer.splits(
            source,
            List.of(new ImportedSplit("AAPL", new StoredSplit(middle, 2))),
            false,
            new ImportWriter.Place(1, 0, 1, true)));
    publish(job("adjusted", "u", "AAPL"));
    result("adjusted");
    double before = await(reader.trades("raw", 0, 1)).get(0).getDouble("entry_price");
    double after = await(reader.trades("adjusted", 0, 1)).get(0).getDouble("entry_price");
    assertThat(after).isEqualTo(before / 2);
  }

  @Test
  void aSymbolWithoutBarsAmongOthersIsAWarning() {
    worker("w1");
    publish(job("bt_1", "u", "AAPL", "GOOGL"));
    assertThat(result("bt_1").getString("status")).isEqualTo("completed");
    assertThat(run("bt_1").summary().getJsonArray("warnings"))
        .containsExactly("GOOGL: no 1day bars between 2023-03-01 and 2023-12-31");
  }

  @Test
  void aBadJobFailsAndSaysWhy() {
    worker("w1");
    publish(job("no_bars", "u1", "X", "Y"));
    publish(job("pattern", "u2", "AAPL").put("patterns", new JsonArray().add("Dojo")));
    publish(job("dates", "u3", "AAPL").put("end_date", "2023-01-01"));
    publish(job("symbols", "u4", "AAPL").put("symbols", new JsonArray()));
    assertThat(result("no_bars").getString("error"))
        .isEqualTo(
            "symbols: expected stored bars, no 1day bars of X, Y between 2023-03-01 and 2023-12-31");
    assertThat(result("pattern").getString("error")).contains("Dojo").contains("Doji");
    assertThat(result("dates").getString("error")).startsWith("end_date: expected");
    assertThat(result("symbols").getString("error")).startsWith("symbols: expected");
    for (String id : List.of("no_bars", "pattern", "dates", "symbols")) {
      assertThat(result(id).getString("status")).isEqualTo("failed");
      assertThat(until(id, Status.FAILED).error()).isEqualTo(result(id).getString("error"));
      assertThat(run(id).error()).isEqualTo(result(id).getString("error"));
    }
  }

  @Test
  void whatIsNoJobIsToldOfOnTheErrorsChannelAndNothingElseHappens() {
    worker("w1");
    JsonObject nameless = job("x", "u", "AAPL");
    nameless.remove("job_id");
    publish(nameless);
    await().atMost(60, TimeUnit.SECONDS).until(() -> !client.errors.isEmpty());
    assertThat(client.errors.get(0).getString("message")).startsWith("job_id: expected");
    publish(job("bt_1", "u", "AAPL"));
    assertThat(result("bt_1").getString("status")).isEqualTo("completed");
  }

  @Test
  void whatNobodyCanReadHoldsUpNoJobBehindIt() {
    worker("w1");
    for (String nasty :
        List.of(
            "{\"job_type\":\"backtest\",\"x\":" + "[".repeat(999) + "]".repeat(999) + "}",
            "{\"job_type\":\"backtest\",\"x\":" + "9".repeat(5_000) + "}",
            "{\"job_type\":\"\\ud800\",\"job_id\":\"x\",\"user_id\":\"u\"}",
            "{\"job_type\":\"backtest\",\"job_id\":\"\\u0000\",\"user_id\":\"u\"}",
            "{\"job_type\":\"backtest\",\"x\":\"" + "x".repeat(2 << 20) + "\"}",
            "[[[")) {
      client.publish(Channels.JOBS_BACKTEST, nasty);
      client.publish(Channels.JOBS_SYSTEM, nasty);
    }
    publish(job("bt_1", "u", "AAPL"));
    assertThat(result("bt_1").getString("status")).isEqualTo("completed");
    assertThat(client.errors).isNotEmpty();
  }

  @Test
  void aUserHasAtMostSoManyJobsUnderWay() {
    Gate gate = new Gate(bars.history());
    worker("w1", 10, 1, gate);
    for (int i = 1; i <= 6; i++) {
      publish(job("bt_" + i, "u", "AAPL"));
    }
    assertThat(result("bt_6").getString("status")).isEqualTo("failed");
    assertThat(result("bt_6").getString("error")).contains("at most 5 jobs", "jobs.maxPerUser");
    assertThat(until("bt_6", Status.FAILED).startedAt()).isNull();
    gate.open();
    for (int i = 1; i <= 5; i++) {
      assertThat(result("bt_" + i).getString("status")).isEqualTo("completed");
    }
  }

  @Test
  void whenAWorkerDiesAnotherFinishesItsJobAndThereIsOneResult() {
    Gate gate = new Gate(bars.history());
    BacktestVerticle first = worker("w1", 1, 1, gate);
    publish(job("bt_1", "u", "AAPL"));
    until("bt_1", Status.RUNNING);
    worker("w2", 1, 1, bars.history());
    await(first.die());
    assertThat(result("bt_1").getString("status")).isEqualTo("completed");
    until("bt_1", Status.COMPLETED);
    gate.open();
    assertThat(run("bt_1").worker()).startsWith("w2/");
    assertThat(client.state("bt_1").attempts()).isEqualTo(2);
    publish(job("bt_2", "u", "AAPL"));
    result("bt_2");
    assertThat(resultsOf("bt_1")).hasSize(1);
  }

  @Test
  void aWorkerThatWasFrozenWritesAndTellsNothing() {
    Gate gate = new Gate(bars.history());
    BacktestVerticle frozen = worker("w1", 1, 1, gate, new DeafBoards(boards));
    publish(job("bt_1", "u", "AAPL"));
    until("bt_1", Status.RUNNING);
    worker("w2", 1, 1, bars.history());
    result("bt_1");
    BacktestReader.Run before = run("bt_1");
    assertThat(before.worker()).startsWith("w2/");
    gate.open();
    await().atMost(60, TimeUnit.SECONDS).until(() -> frozen.jobsEnded() == 1);
    assertThat(run("bt_1")).isEqualTo(before);
    publish(job("bt_2", "u", "AAPL"));
    result("bt_2");
    assertThat(resultsOf("bt_1")).hasSize(1);
    assertThat(await(reader.tradeCount("bt_1")))
        .isEqualTo(before.summary().getJsonObject("metrics").getLong("trades"));
  }

  @Test
  void aStoppingWorkerGivesItsJobBackAtOnce() {
    Gate gate = new Gate(bars.history());
    BacktestVerticle first = worker("w1", 3_600, 1, gate);
    publish(job("bt_1", "u", "AAPL"));
    until("bt_1", Status.RUNNING);
    worker("w2", 3_600, 1, bars.history());
    await(store.vertx.undeploy(first.deploymentID()));
    assertThat(result("bt_1").getString("status")).isEqualTo("completed");
    assertThat(run("bt_1").worker()).startsWith("w2/");
    assertThat(until("bt_1", Status.COMPLETED).attempts()).isEqualTo(1);
  }

  @Test
  void whatWasStoredButNotToldOfIsToldOfOnce() {
    client.submit(job("bt_1", "u", "AAPL"));
    BacktestWriter runs = bars.runs();
    JsonObject summary = new JsonObject().put("metrics", new JsonObject().put("trades", 7));
    Instant now = Instant.ofEpochSecond(1_700_000_000);
    await(runs.begin(new BacktestWriter.Begin("bt_1", "u", 1, "w0", now, now, new JsonObject())));
    await(
        runs.end(
            "bt_1", 1, new BacktestWriter.End("completed", now, summary, null, null, List.of())));
    worker("w1");
    worker("w2");
    until("bt_1", Status.COMPLETED);
    assertThat(result("bt_1").getJsonObject("metrics").getInteger("trades")).isEqualTo(7);
    publish(job("bt_2", "u", "AAPL"));
    result("bt_2");
    assertThat(resultsOf("bt_1")).hasSize(1);
  }

  @Test
  void eachOfManyJobsIsRunOnceHoweverManyListen() {
    List<BacktestVerticle> workers =
        IntStream.range(0, 3).mapToObj(i -> worker("w" + i, 10, 2, bars.history())).toList();
    for (int i = 0; i < 30; i++) {
      publish(job("bt_" + i, "u" + i % 10, i % 2 == 0 ? "AAPL" : "MSFT"));
    }
    for (int i = 0; i < 30; i++) {
      assertThat(result("bt_" + i).getString("status")).isEqualTo("completed");
      assertThat(until("bt_" + i, Status.COMPLETED).attempts()).isEqualTo(1);
    }
    assertThat(client.results).hasSize(30);
    await()
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> workers.stream().mapToLong(BacktestVerticle::jobsEnded).sum() == 30);
  }

  @Test
  void aJobCancelledWhileItReadsDoesNotWaitForTheBarsThatAreBeingRead() {
    Gate gate = new Gate(bars.history());
    worker("w1", 10, 1, gate);
    publish(job("bt_1", "u", "AAPL"));
    await().atMost(60, TimeUnit.SECONDS).until(gate::isWaitedAt);
    client.cancel("bt_1");
    assertThat(result("bt_1").getString("status")).isEqualTo("cancelled");
    assertThat(until("bt_1", Status.CANCELLED).resultRef()).isEqualTo("/api/backtests/bt_1");
    BacktestReader.Run before = run("bt_1");
    assertThat(before.summary().getBoolean("is_complete")).isFalse();
    gate.open();
    publish(job("bt_2", "u", "AAPL"));
    assertThat(result("bt_2").getString("status")).isEqualTo("completed");
    assertThat(run("bt_1")).isEqualTo(before);
    assertThat(resultsOf("bt_1")).hasSize(1);
  }

  @Test
  void aJobCancelledWhileItRunsKeepsWhatItHas() {
    Semaphore steps = new Semaphore(0);
    worker(
        "w1", 10, 1, new MadeUpMinutes(200_000), boards, state -> steps.acquireUninterruptibly());
    publish(job("bt_1", "u", "AAPL").put("timeframe", "1min"));
    await()
        .atMost(120, TimeUnit.SECONDS)
        .pollInterval(20, TimeUnit.MILLISECONDS)
        .until(() -> client.progress.stream().anyMatch(event -> event.getDouble("percent") > 20));
    client.cancel("bt_1");
    until("bt_1", Status.CANCELLING);
    await()
        .atMost(120, TimeUnit.SECONDS)
        .pollInterval(20, TimeUnit.MILLISECONDS)
        .until(
            () -> {
              steps.release();
              return !resultsOf("bt_1").isEmpty();
            });
    assertThat(result("bt_1").getString("status")).isEqualTo("cancelled");
    until("bt_1", Status.CANCELLED);
    BacktestReader.Run run = run("bt_1");
    assertThat(run.status()).isEqualTo("cancelled");
    assertThat(run.summary().getBoolean("is_complete")).isFalse();
    assertThat(run.summary().getLong("bars")).isBetween(1L, 199_999L);
    assertThat(run.equity().getJsonArray("time")).isNotEmpty();
  }

  @Test
  void aJobCancelledBeforeAnybodyWorkedOnItIsToldOfAsWell() {
    Gate gate = new Gate(bars.history());
    worker("w1", 10, 1, gate);
    publish(job("first", "u", "AAPL"));
    until("first", Status.RUNNING);
    publish(job("second", "u", "AAPL"));
    until("second", Status.SUBMITTED);
    client.cancel("second");
    assertThat(result("second").getString("status")).isEqualTo("cancelled");
    assertThat(client.state("second").status()).isEqualTo(Status.CANCELLED);
    gate.open();
    assertThat(result("first").getString("status")).isEqualTo("completed");
    assertThat(resultsOf("second")).hasSize(1);
  }

  @Test
  void aCommandThatComesBeforeItsJobIsNotForgotten() {
    Gate gate = new Gate(bars.history());
    worker("w1", 10, 1, gate);
    client.cancel("bt_1");
    client.publish(Channels.JOBS_SYSTEM, new JsonObject().put("command", "nonsense"));
    await().atMost(60, TimeUnit.SECONDS).until(() -> !client.errors.isEmpty());
    publish(job("bt_1", "u", "AAPL"));
    await()
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () -> {
              JobState job = client.state("bt_1");
              return job != null
                  && (job.status() == Status.CANCELLING || job.status() == Status.CANCELLED);
            });
    gate.open();
    assertThat(result("bt_1").getString("status")).isEqualTo("cancelled");
  }

  @Test
  void moreBarsThanMayBeInMemoryAreRefused() {
    JsonObject config =
        new JsonObject().put("jobs", new JsonObject().put("workers", 1).put("maxBars", 1_000));
    BacktestStore from =
        new BacktestStore(
            new MadeUpMinutes(1_001), bars.bars(), bars.splits(), bars.runs(), bars.records());
    await(
        store.vertx.deployVerticle(
            new BacktestVerticle(
                new Backends(
                    buses,
                    boards,
                    null,
                    null,
                    null,
                    null,
                    null,
                    from,
                    new SimpleMeterRegistry(),
                    Clock.systemUTC())),
            new DeploymentOptions().setConfig(config)));
    publish(job("bt_1", "u", "AAPL").put("timeframe", "1min"));
    assertThat(result("bt_1").getString("error"))
        .contains("no more than 1000 bars", "jobs.maxBars");
  }

  /** Minutes that are made up as they are read. */
  private record MadeUpMinutes(long count) implements BarsAlone {
    @Override
    public Future<Long> bars(
        String symbol, Timeframe timeframe, long fromMillis, long toMillis, Sink sink) {
      for (int i = 0; i < count; i++) {
        double open = 100 + 10 * Math.sin(i * 0.01) + Math.sin(i * 1.7);
        double close = open + Math.cos(i * 1.3);
        sink.bar(
            fromMillis + i * 60_000L,
            open,
            Math.max(open, close) + 0.5,
            Math.min(open, close) - 0.5,
            close,
            1_000);
      }
      return Future.succeededFuture(count);
    }
  }
}

package ai.tickstock.app.backtests;

import static ai.tickstock.app.Eventually.await;
import static ai.tickstock.app.api.Caller.json;
import static ai.tickstock.app.api.Caller.refused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.app.AppBackends;
import ai.tickstock.app.api.Caller;
import ai.tickstock.app.api.RecordRoutes;
import ai.tickstock.app.bridge.Site;
import ai.tickstock.app.delivery.MemoryAlerts;
import ai.tickstock.app.universes.Universes;
import ai.tickstock.store.BacktestReader;
import ai.tickstock.store.PatternRecordReader.PatternRecord;
import ai.tickstock.store.PgBacktestReader;
import ai.tickstock.store.PgPatternRecordReader;
import ai.tickstock.store.StoreFixture;
import ai.tickstock.store.users.UniverseTable;
import ai.tickstock.store.write.BacktestWriter;
import ai.tickstock.store.write.BacktestWriter.Begin;
import ai.tickstock.store.write.BacktestWriter.End;
import ai.tickstock.store.write.PgBacktestWriter;
import ai.tickstock.store.write.PgPatternRecordWriter;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.jobs.Claim;
import ai.tickstock.wire.jobs.JobBoard;
import ai.tickstock.wire.jobs.JobState.Status;
import ai.tickstock.wire.jobs.MemoryJobBoards;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.log.MemoryBroker;
import ai.tickstock.wire.message.MessageException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Backtests over HTTP, over a real database; the other half is played by the test. */
@Timeout(240)
class BacktestRoutesTest {
  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final String ALL = "/api/backtests";
  private static final long LOOK_MILLIS = 5;

  @TempDir static Path data;
  private static StoreFixture store;
  private static Site site;
  private static BusFactory buses;
  private static Context context;
  private static JobBoard board;
  private static BetweenReads reader;
  private static Bus bus;
  private static BacktestWriter writer;
  private static UniverseTable universes;
  private static int users;

  private final String annsName = "user-" + ++users;
  private final Caller ann = new Caller(store.vertx, site, annsName);
  private final Caller bob = new Caller(store.vertx, site, "user-" + ++users);

  @BeforeAll
  static void start() throws Exception {
    store = new StoreFixture();
    writer = new PgBacktestWriter(store.database);
    universes = new UniverseTable(store.database);
    buses = MemoryBroker.factory();
    MemoryJobBoards boards = new MemoryJobBoards();
    AppBackends backends =
        new AppBackends(
            buses, boards, MemoryAlerts.backends(), new SimpleMeterRegistry(), Clock.systemUTC());
    BacktestDesk desk = new BacktestDesk(backends);
    JsonObject config =
        new JsonObject().put("node", "desk").put("jobs", new JsonObject().put("maxPerUser", 2));
    await(store.vertx.deployVerticle(desk, new DeploymentOptions().setConfig(config)));
    context = store.vertx.getOrCreateContext();
    board = await(onContext(() -> Future.succeededFuture(boards.create(store.vertx))));
    bus = await(onContext(() -> Future.succeededFuture(buses.create(store.vertx))));
    reader = new BetweenReads(new PgBacktestReader(store.database));
    BacktestRoutes routes =
        new BacktestRoutes(
            desk,
            reader,
            new Universes(universes, Clock.systemUTC()),
            job -> {
              if (job.patterns().contains("Doij")) {
                throw new MessageException("patterns: expected a name such as Doji, was Doij");
              }
            },
            Clock.systemUTC());
    site =
        new Site(
            store.vertx,
            MemoryBroker.factory(),
            data,
            new JsonObject(),
            routes,
            new RecordRoutes(new PgPatternRecordReader(store.database)));
  }

  @AfterAll
  static void stop() throws Exception {
    site.stop();
    store.close();
  }

  private static <T> T on(Supplier<Future<T>> action) throws Exception {
    return await(onContext(action));
  }

  private static <T> Future<T> onContext(Supplier<Future<T>> action) {
    return Future.future(done -> context.runOnContext(go -> action.get().onComplete(done)));
  }

  private static JsonObject form(String... symbols) {
    return new JsonObject()
        .put("symbols", new JsonArray(List.of(symbols)))
        .put("start_date", "2024-01-01")
        .put("end_date", "2024-12-31")
        .put("patterns", new JsonArray().add("Doji"))
        .put("parameters", new JsonObject().put("initial_capital", 50_000));
  }

  private String submitted() throws Exception {
    return json(ann.post(ALL, form("AAPL")), 202).getString("job_id");
  }

  /** Works on a job as the other half does, up to its claim. */
  private static Claim claimed(String id) throws Exception {
    Claim claim = on(() -> board.claim(id, "worker-1", LEASE));
    JsonObject job = claim.job().jobData();
    await(
        writer.begin(
            new Begin(
                id,
                claim.job().userId(),
                claim.fence(),
                "worker-1",
                claim.job().createdAt(),
                Instant.now(),
                job)));
    return claim;
  }

  private static void completed(String id, int trades) throws Exception {
    Claim claim = claimed(id);
    JsonObject equity =
        new JsonObject(
            "{\"time\":[1704067200,1704153600],\"equity\":[50000.0,50100.5],\"benchmark\":[50000,null]}");
    List<JsonObject> all = new ArrayList<>();
    for (int i = 0; i < trades; i++) {
      all.add(trade(i));
    }
    JsonObject metrics = new JsonObject().put("total_return", 0.002).put("sharpe", null);
    JsonObject summary =
        new JsonObject()
            .put("job_id", id)
            .put("bars", 500)
            .put("metrics", metrics)
            .put("warnings", new JsonArray());
    await(
        writer.end(
            id, claim.fence(), new End("completed", Instant.now(), summary, equity, null, all)));
    on(() -> board.finish(claim, Status.COMPLETED, ALL + "/" + id, null));
  }

  private static JsonObject trade(int number) {
    return new JsonObject()
        .put("symbol", "AAPL")
        .put("side", "long")
        .put("reason", "Doji, \"late\"")
        .put("confidence", number % 2 == 0 ? 0.5 : null)
        .put("decided_at", 1_704_067_200 + number)
        .put("entered_at", 1_704_067_200 + number)
        .put("entry_price", 100.0)
        .put("quantity", 1.0 + number)
        .put("exited_at", 1_704_153_600 + number)
        .put("exit_price", 101.0)
        .put("exit", "target")
        .put("profit", 1.0)
        .put("return", 0.01)
        .put("commissions", 0.0)
        .put("bars", 1)
        .put("worst", -0.01)
        .put("best", 0.02);
  }

  /** Completes when the newest message of a log is as wanted. */
  private static Future<Void> newest(String channel, Predicate<JsonObject> wanted) {
    return bus.newest(Topics.from(new JsonObject()).topic(channel))
        .compose(
            entry -> {
              JsonArray messages = entry == null ? new JsonArray() : new JsonArray(entry.data());
              return !messages.isEmpty() && wanted.test(messages.getJsonObject(messages.size() - 1))
                  ? Future.succeededFuture()
                  : store.vertx.timer(LOOK_MILLIS).compose(again -> newest(channel, wanted));
            });
  }

  @Test
  void aBacktestGoesOnTheBoardAndIntoTheLog() throws Exception {
    HttpResponse<Buffer> answer = ann.post(ALL, form("aapl", "GOOGL"));
    JsonObject accepted = json(answer, 202);
    String id = accepted.getString("job_id");
    assertThat(id).startsWith("bt_");
    assertThat(accepted.getString("status")).isEqualTo("submitted");
    assertThat(accepted.getString("ref")).isEqualTo(ALL + "/" + id);
    assertThat(answer.getHeader("Location")).isEqualTo(ALL + "/" + id);
    JsonObject job = on(() -> board.state(id)).jobData();
    assertThat(job.getString("job_type")).isEqualTo("backtest");
    assertThat(job.getString("user_id")).isEqualTo(annsName);
    assertThat(job.getJsonArray("symbols")).containsExactly("AAPL", "GOOGL");
    on(() -> newest(Channels.JOBS_BACKTEST, message -> message.equals(job)));
    JsonObject shown = json(ann.get(ALL + "/" + id), 200);
    assertThat(shown.getString("status")).isEqualTo("submitted");
    assertThat(shown.getJsonObject("job")).isEqualTo(job);
  }

  @Test
  void aUniverseIsTheSymbolsItHasJustNow() throws Exception {
    await(universes.put(annsName, "tech", List.of("NVDA", "AMD"), ""));
    JsonObject form = form().put("universe", "tech:AAPL");
    form.remove("symbols");
    String id = json(ann.post(ALL, form), 202).getString("job_id");
    JsonObject job = on(() -> board.state(id)).jobData();
    assertThat(job.getJsonArray("symbols")).containsExactly("NVDA", "AMD", "AAPL");
    assertThat(job.getString("universe")).isEqualTo("tech:AAPL");
    refused(
        bob.post(ALL, form),
        400,
        "universe: no universe \"tech\" and no symbol; there is none yet");
    refused(
        ann.post(ALL, form("A").put("universe", "tech")),
        400,
        "universe: expected either symbols or a universe, was both");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "symbols | [] | symbols: expected an array of 1 to 20000 symbols of 1 to 20 of A-Z 0-9 . - / :, was []",
        "start_date | \"2024\" | start_date: expected a date such as 2024-12-31, was \"2024\"",
        "end_date | \"2023-01-01\" | end_date: expected a date not before start_date 2024-01-01, was \"2023-01-01\"",
        "timeframe | \"2min\" | timeframe: expected one of 1min, 5min, 15min, 1hour, 1day, was \"2min\"",
        "patterns | [\"Doij\"] | patterns: expected a name such as Doji, was Doij",
        "universe | 7 | universe: expected either symbols or a universe, was both",
        "sybmols | [] | sybmols: no such field; there are symbols, universe, start_date, end_date, timeframe, patterns, parameters, rules",
      })
  void whatCannotBeRunIsRefusedByItsField(String field, String value, String why) throws Exception {
    JsonObject form = new JsonObject(form("AAPL").encode());
    form.put(field, new JsonObject("{\"v\":" + value + "}").getValue("v"));
    refused(ann.post(ALL, form), 400, why);
    assertThat(json(ann.post(ALL + "/check", form), 200))
        .isEqualTo(
            new JsonObject()
                .put("valid", false)
                .put("field", why.replaceFirst(":.*", ""))
                .put("detail", why));
    assertThat(on(() -> board.jobsOf(annsName))).isEmpty();
  }

  @Test
  void aFormIsCheckedWithoutBeingSubmitted() throws Exception {
    JsonObject valid = json(ann.post(ALL + "/check", form("AAPL", "MSFT")), 200);
    assertThat(valid).isEqualTo(new JsonObject().put("valid", true).put("symbols_total", 2));
    assertThat(on(() -> board.jobsOf(annsName))).isEmpty();
  }

  @Test
  void whatIsNoFormIsNotChecked() throws Exception {
    refused(
        ann.ask(
            "POST",
            ALL + "/check",
            Map.of("Content-Type", "application/json"),
            Buffer.buffer("{\"symbols\":")),
        400,
        "the body: expected a JSON object");
  }

  @Test
  void aUserHasSoManyUnderWayAtMostAndIsToldWhich() throws Exception {
    String first = submitted();
    String second = submitted();
    HttpResponse<Buffer> third = ann.post(ALL, form("AAPL"));
    assertThat(json(third, 429).getString("detail"))
        .startsWith(
            "expected at most 2 backtests of a user at a time (jobs.maxPerUser); under way: ")
        .contains(first, second);
    json(bob.post(ALL, form("AAPL")), 202);
    json(ann.delete(ALL + "/" + first), 202);
    submitted();
  }

  @Test
  void theSameKeySubmitsTheSameJobOnce() throws Exception {
    Map<String, String> headers =
        Map.of("Content-Type", "application/json", "Idempotency-Key", "form-1");
    Buffer body = form("AAPL").toBuffer();
    String id = json(ann.ask("POST", ALL, headers, body), 202).getString("job_id");
    assertThat(json(ann.ask("POST", ALL, headers, body), 202).getString("job_id")).isEqualTo(id);
    assertThat(on(() -> board.jobsOf(annsName))).hasSize(1);
    assertThat(json(bob.ask("POST", ALL, headers, body), 202).getString("job_id"))
        .as("another user's key is another key")
        .isNotEqualTo(id);
  }

  @Test
  void whatRunsShowsHowFarItIs() throws Exception {
    String id = submitted();
    Claim claim = claimed(id);
    JsonObject progress =
        new JsonObject()
            .put("event_type", "backtest_progress")
            .put("percent", 42.5)
            .put("current_date", "2024-06-03")
            .put("symbols_done", 0)
            .put("symbols_total", 1)
            .put("equity", 50_100.0)
            .put("eta_seconds", 3.5);
    on(() -> board.renew(claim, LEASE, progress));
    JsonObject shown = json(ann.get(ALL + "/" + id), 200);
    assertThat(shown.getString("status")).isEqualTo("running");
    assertThat(shown.getJsonObject("progress").getDouble("percent")).isEqualTo(42.5);
    assertThat(shown.getJsonObject("progress").getString("current_date")).isEqualTo("2024-06-03");
    assertThat(json(ann.get(ALL + "/" + id + "/trades"), 200).getJsonArray("trades")).isEmpty();
    assertThat(json(ann.get(ALL + "/" + id + "/equity"), 200).getJsonArray("time")).isEmpty();
    JsonObject listed = json(ann.get(ALL), 200).getJsonArray("backtests").getJsonObject(0);
    assertThat(listed.getJsonObject("progress").getDouble("percent")).isEqualTo(42.5);
  }

  @Test
  void whatHasEndedShowsItsResult() throws Exception {
    String id = submitted();
    completed(id, 3);
    JsonObject shown = json(ann.get(ALL + "/" + id), 200);
    assertThat(shown.getString("status")).isEqualTo("completed");
    assertThat(shown.getJsonObject("metrics").getDouble("total_return")).isEqualTo(0.002);
    assertThat(shown.getJsonObject("equity").getJsonArray("equity"))
        .containsExactly(50_000.0, 50_100.5);
    JsonObject trades = json(ann.get(ALL + "/" + id + "/trades?offset=1&limit=1"), 200);
    assertThat(trades.getLong("total")).isEqualTo(3);
    assertThat(trades.getJsonArray("trades")).containsExactly(trade(1));
    JsonObject listed = json(ann.get(ALL), 200).getJsonArray("backtests").getJsonObject(0);
    assertThat(listed.getJsonObject("metrics").getDouble("total_return")).isEqualTo(0.002);
    refused(
        ann.delete(ALL + "/" + id),
        409,
        "id: expected a backtest that waits or runs, this one is completed");
  }

  @Test
  void whatEndsWhileItIsBeingAskedForShowsItsResult() throws Exception {
    String id = submitted();
    reader.once(
        () -> {
          completed(id, 1);
          return null;
        });
    JsonObject shown = json(ann.get(ALL + "/" + id), 200);
    assertThat(shown.getString("status")).isEqualTo("completed");
    assertThat(shown.getJsonObject("metrics").getDouble("total_return")).isEqualTo(0.002);
    assertThat(shown.getJsonObject("equity").getJsonArray("time")).hasSize(2);
  }

  /** Lets something happen after a run was read and before the answer is there. */
  private record BetweenReads(BacktestReader reader, AtomicReference<Callable<Void>> next)
      implements BacktestReader {
    BetweenReads(BacktestReader reader) {
      this(reader, new AtomicReference<>());
    }

    void once(Callable<Void> action) {
      next.set(action);
    }

    @Override
    public Future<Run> run(String jobId) {
      Callable<Void> action = next.getAndSet(null);
      return reader
          .run(jobId)
          .compose(
              run ->
                  action == null
                      ? Future.succeededFuture(run)
                      : store.vertx.executeBlocking(action).map(run));
    }

    @Override
    public Future<List<Run>> runs(String userId, int limit, Instant before) {
      return reader.runs(userId, limit, before);
    }

    @Override
    public Future<List<JsonObject>> trades(String jobId, int offset, int limit) {
      return reader.trades(jobId, offset, limit);
    }

    @Override
    public Future<Long> tradeCount(String jobId) {
      return reader.tradeCount(jobId);
    }
  }

  @Test
  void nobodySeesOrTouchesWhatIsAnothers() throws Exception {
    String waiting = submitted();
    String ended = submitted();
    completed(ended, 1);
    for (String id : List.of(waiting, ended)) {
      String why = "id: you have no backtest \"" + id + "\"";
      String one = ALL + "/" + id;
      refused(bob.get(one), 404, why);
      refused(bob.get(one + "/trades"), 404, why);
      refused(bob.get(one + "/trades?format=csv"), 404, why);
      refused(bob.get(one + "/equity"), 404, why);
      refused(bob.get(one + "/equity?format=csv"), 404, why);
      refused(bob.delete(one), 404, why);
      refused(bob.post(one + "/rerun", new JsonObject()), 404, why);
      refused(bob.get(ALL + "/compare?ids=" + id), 404, why);
    }
    assertThat(json(bob.get(ALL), 200).getJsonArray("backtests")).isEmpty();
    assertThat(on(() -> board.state(waiting)).status()).isEqualTo(Status.SUBMITTED);
  }

  @Test
  void whatWaitsIsCancelledAtOnceAndWhatRunsWhenItsWorkerStops() throws Exception {
    String waiting = submitted();
    String running = submitted();
    claimed(running);
    assertThat(json(ann.delete(ALL + "/" + waiting), 202).getString("status"))
        .isEqualTo("cancelled");
    assertThat(json(ann.delete(ALL + "/" + running), 202).getString("status"))
        .isEqualTo("cancelling");
    assertThat(json(ann.delete(ALL + "/" + running), 202).getString("status"))
        .as("again does no harm")
        .isEqualTo("cancelling");
    on(
        () ->
            newest(
                Channels.JOBS_SYSTEM,
                message ->
                    message.getString("command").equals("cancel_job")
                        && message.getString("job_id").equals(running)));
    refused(
        ann.delete(ALL + "/" + waiting),
        409,
        "id: expected a backtest that waits or runs, this one is cancelled");
  }

  @Test
  void theListIsNewestFirstPageByPageAndByStatus() throws Exception {
    String first = submitted();
    completed(first, 0);
    String second = submitted();
    json(ann.delete(ALL + "/" + second), 202);
    String third = submitted();
    assertThat(ids(ALL)).containsExactlyInAnyOrder(first, second, third);
    assertThat(ids(ALL + "?status=completed")).containsExactly(first);
    assertThat(ids(ALL + "?status=cancelled")).containsExactly(second);
    assertThat(ids(ALL + "?status=failed")).isEmpty();
    JsonArray all = json(ann.get(ALL), 200).getJsonArray("backtests");
    String oldest =
        new BigDecimal(all.getJsonObject(2).getValue("created_at").toString()).toPlainString();
    assertThat(ids(ALL + "?before=" + oldest)).isEmpty();
    assertThat(ids(ALL + "?limit=1")).containsExactly(all.getJsonObject(0).getString("job_id"));
    refused(
        ann.get(ALL + "?status=done"),
        400,
        "status: expected one of submitted, running, cancelling, completed, failed, cancelled");
  }

  private List<String> ids(String path) throws Exception {
    return json(ann.get(path), 200).getJsonArray("backtests").stream()
        .map(each -> ((JsonObject) each).getString("job_id"))
        .collect(Collectors.toList());
  }

  @Test
  void aBacktestIsRunAgainOnTheSameSymbols() throws Exception {
    String id = json(ann.post(ALL, form("AAPL", "MSFT")), 202).getString("job_id");
    completed(id, 0);
    String again =
        json(ann.post(ALL + "/" + id + "/rerun", new JsonObject()), 202).getString("job_id");
    assertThat(again).isNotEqualTo(id);
    JsonObject job = on(() -> board.state(again)).jobData();
    assertThat(job.getJsonArray("symbols")).containsExactly("AAPL", "MSFT");
    assertThat(job.getString("job_id")).isEqualTo(again);
    assertThat(job.getJsonObject("parameters").getInteger("initial_capital")).isEqualTo(50_000);
  }

  @Test
  void backtestsAreComparedSideBySide() throws Exception {
    String first = submitted();
    completed(first, 0);
    String second = submitted();
    JsonArray both =
        json(ann.get(ALL + "/compare?ids=" + first + "," + second), 200).getJsonArray("backtests");
    assertThat(both.getJsonObject(0).getJsonObject("metrics")).isNotNull();
    assertThat(both.getJsonObject(1).getString("status")).isEqualTo("submitted");
    refused(ann.get(ALL + "/compare"), 400, "ids: expected 1 to 10 ids with commas between, was 0");
    refused(
        ann.get(ALL + "/compare?ids=1,2,3,4,5,6,7,8,9,10,11"),
        400,
        "ids: expected 1 to 10 ids with commas between, was 11");
  }

  @Test
  void tradesAreDownloadedAsAFileHoweverManyThereAre() throws Exception {
    String id = submitted();
    completed(id, 2_500);
    HttpResponse<Buffer> file = ann.get(ALL + "/" + id + "/trades?format=csv");
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.getHeader("Content-Type")).isEqualTo("text/csv; charset=utf-8");
    assertThat(file.getHeader("Content-Disposition"))
        .isEqualTo("attachment; filename=\"" + id + "-trades.csv\"");
    List<String> lines = file.bodyAsString().lines().toList();
    assertThat(lines).hasSize(2_501);
    assertThat(lines.get(0))
        .isEqualTo(
            "symbol,side,reason,confidence,decided_at,entered_at,entry_price,quantity,exited_at,"
                + "exit_price,exit,profit,return,commissions,bars,worst,best");
    assertThat(lines.get(2))
        .isEqualTo(
            "AAPL,long,\"Doji, \"\"late\"\"\",,2024-01-01T00:00:01Z,2024-01-01T00:00:01Z,100.0,2.0,"
                + "2024-01-02T00:00:01Z,101.0,target,1.0,0.01,0.0,1,-0.01,0.02");
    HttpResponse<Buffer> part = ann.get(ALL + "/" + id + "/trades?format=csv&offset=2400&limit=7");
    assertThat(part.bodyAsString().lines()).hasSize(8);
  }

  @Test
  void theEquityIsDownloadedAsAFile() throws Exception {
    String id = submitted();
    completed(id, 0);
    HttpResponse<Buffer> file = ann.get(ALL + "/" + id + "/equity?format=csv");
    assertThat(file.getHeader("Content-Disposition"))
        .isEqualTo("attachment; filename=\"" + id + "-equity.csv\"");
    assertThat(file.bodyAsString())
        .isEqualTo(
            "time,equity,benchmark\r\n2024-01-01T00:00:00Z,50000.0,50000\r\n"
                + "2024-01-02T00:00:00Z,50100.5,\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/trades?format=xml | format: expected json or csv, was \"xml\"",
        "/equity?format=xml | format: expected json or csv, was \"xml\"",
        "/trades?limit=0 | limit: expected an integer from 1 to 10000, was \"0\"",
        "/trades?offset=-1 | offset: expected an integer of at least 0, was \"-1\"",
        "/equity?limit=1 | limit: no such parameter; there are format",
      })
  void whatIsNotUnderstoodIsRefused(String path, String why) throws Exception {
    refused(ann.get(ALL + "/x" + path), 400, why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "bt_00000000-0000-0000-0000-000000000000"})
  void whatThereIsNotIsNotFound(String id) throws Exception {
    refused(ann.get(ALL + "/" + id), 404, "id: you have no backtest \"" + id + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT | /api/backtests | GET, POST",
        "PUT | /api/backtests/x | GET, DELETE",
        "GET | /api/backtests/check | POST",
        "PUT | /api/backtests/compare | GET",
        "GET | /api/backtests/x/rerun | POST",
        "PUT | /api/backtests/x/trades | GET",
        "PUT | /api/backtests/x/equity | GET",
        "PUT | /api/patterns/record | GET"
      })
  void otherMethodsAreRefused(String method, String path, String allowed) throws Exception {
    HttpResponse<Buffer> answer = ann.ask(method, path, Map.of(), null);
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.getHeader("Allow")).isEqualTo(allowed);
  }

  @Test
  void theRecordOfPatternsIsAskedForBySymbolPatternAndTimeframe() throws Exception {
    PatternRecord doji =
        new PatternRecord(
            "AAPL",
            "1day",
            "Doji",
            "reversal",
            12,
            new JsonArray(
                "[{\"bars\":1,\"count\":12,\"hits\":7,\"hit_rate\":0.58,\"mean_return\":0.001,"
                    + "\"unconditional_mean\":0.0005,\"unconditional_hit_rate\":0.52}]"),
            Instant.ofEpochSecond(1_704_067_200),
            Instant.ofEpochSecond(1_735_603_200),
            Instant.now());
    await(
        new PgPatternRecordWriter(store.database).replace("AAPL", "1day", "digest", List.of(doji)));
    String path = "/api/patterns/record";
    JsonObject found =
        json(ann.get(path + "?symbol=aapl&pattern=Doji&timeframe=1day"), 200)
            .getJsonArray("records")
            .getJsonObject(0);
    assertThat(found.getInteger("count")).isEqualTo(12);
    assertThat(found.getJsonArray("horizons").getJsonObject(0).getInteger("hits")).isEqualTo(7);
    assertThat(found.getLong("from")).isEqualTo(1_704_067_200L);
    assertThat(json(ann.get(path), 200).getJsonArray("records")).hasSize(1);
    assertThat(json(ann.get(path + "?pattern=Hammer"), 200).getJsonArray("records")).isEmpty();
    refused(
        ann.get(path + "?timeframe=2min"),
        400,
        "timeframe: expected one of 1min, 5min, 15min, 1hour, 1day, was 2min");
  }
}

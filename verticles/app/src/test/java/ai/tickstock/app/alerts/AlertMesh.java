package ai.tickstock.app.alerts;

import ai.tickstock.app.Eventually;
import ai.tickstock.app.api.OpenApi;
import ai.tickstock.app.http.Guard;
import ai.tickstock.app.http.Tokens;
import ai.tickstock.app.universes.Universes;
import ai.tickstock.market.Direction;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.Database;
import ai.tickstock.store.PgSeriesReader;
import ai.tickstock.store.PostgresForTests;
import ai.tickstock.store.StoreFixture;
import ai.tickstock.store.users.AlertRuleTable;
import ai.tickstock.store.users.UniverseTable;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.EventWriter;
import ai.tickstock.wire.EventWriter.IndicatorTraits;
import ai.tickstock.wire.PatternFact;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.log.Appender;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.log.LogBatch;
import ai.tickstock.wire.log.LogEntry;
import ai.tickstock.wire.log.LogGap;
import ai.tickstock.wire.log.LogReader;
import ai.tickstock.wire.log.RedisBus;
import ai.tickstock.wire.log.RedisBusOptions;
import ai.tickstock.wire.log.RedisForTests;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Nodes that match over one Redis and one PostgreSQL, into one sink that decides by id. */
final class AlertMesh {
  static final int MOST_RULES = 5;
  private static final String SECRET = "a secret of at least thirty-two characters";
  private static final IndicatorTraits RSI =
      new IndicatorTraits(
          "RSI_14", "RSI", new String[] {"value"}, new String[] {"period"}, new double[] {14});

  final Vertx vertx = Vertx.vertx();
  private final RedisForTests redis = RedisForTests.start();
  private final BusFactory buses = RedisBus.factory(RedisBusOptions.of(redis.url()));
  private final Database database =
      StoreFixture.reached(Database.connect(vertx, PostgresForTests.freshDatabase(), 4));
  private final WebClient client = WebClient.create(vertx);
  private final Context context = vertx.getOrCreateContext();
  private final Topics topics = Topics.from(new JsonObject());
  private final EventWriter events = new EventWriter();
  private final List<Node> nodes = new ArrayList<>();
  private final List<JsonObject> needs = new CopyOnWriteArrayList<>();
  private final List<FiredAlert> sunk = new CopyOnWriteArrayList<>();
  private final Set<String> ids = ConcurrentHashMap.newKeySet();
  private final List<String> decided = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile boolean refusing;
  private Bus bus;
  private Appender indicators;
  private Appender patterns;

  AlertMesh() throws Exception {
    Eventually.await(
        here(
            () -> {
              bus = buses.create(vertx);
              return bus.appender(topics.topic(Channels.INDICATORS), "pl.indicators.1")
                  .onSuccess(opened -> indicators = opened)
                  .compose(opened -> bus.appender(topics.topic(Channels.PATTERNS), "pl.patterns.1"))
                  .onSuccess(opened -> patterns = opened)
                  .compose(
                      opened ->
                          bus.read(
                              topics.topic(Channels.JOBS_ALERTS),
                              "test",
                              LogReader.Start.beginning(),
                              false,
                              new NeedsListener()));
            }));
  }

  private final class NeedsListener implements LogReader.Listener {
    @Override
    public Future<?> batch(LogBatch batch) {
      for (LogEntry entry : batch.entries()) {
        JsonArray all = entry.data().toJsonArray();
        for (int i = entry.skip(); i < all.size(); i++) {
          needs.add(all.getJsonObject(i));
        }
      }
      return Future.succeededFuture();
    }

    @Override
    public void gap(LogGap gap) {
      throw new AssertionError(gap);
    }
  }

  /** Starts another node. */
  Node node() throws Exception {
    Node node = new Node(nodes.size());
    nodes.add(node);
    return node;
  }

  /** What PL has been told. */
  List<JsonObject> needs() {
    return needs;
  }

  /** What came into the sink, also again. */
  List<FiredAlert> sunk() {
    return sunk;
  }

  /** The ids decided on, each once. */
  List<String> decided() {
    return decided;
  }

  int refusals() {
    return refusals.get();
  }

  /** Whether the sink fails. */
  void refuse(boolean yes) {
    refusing = yes;
  }

  private Future<AlertSink.Outcome> sink(FiredAlert alert) {
    if (refusing) {
      refusals.incrementAndGet();
      return Future.failedFuture("the sink is away");
    }
    sunk.add(alert);
    boolean first = ids.add(alert.alertId());
    if (first && !alert.test()) {
      decided.add(alert.alertId());
    }
    return Future.succeededFuture(first ? AlertSink.Outcome.FIRED : AlertSink.Outcome.ALREADY);
  }

  private <T> Future<T> here(Supplier<Future<T>> action) {
    return Future.future(done -> context.runOnContext(go -> action.get().onComplete(done)));
  }

  /** An RSI of a minute. */
  void rsi(String symbol, int minute, double value) throws Exception {
    Eventually.await(
        here(
            () -> {
              events.indicator(
                  RSI,
                  symbol,
                  Timeframe.MIN_1,
                  minute * 60_000L,
                  new double[] {value},
                  0,
                  System.currentTimeMillis());
              indicators.append(events.bytes(), 0, events.length());
              return indicators.flush();
            }));
  }

  void doji(String symbol, int minute, double confidence) throws Exception {
    pattern(symbol, minute, confidence, 0, false);
  }

  void pattern(String symbol, int minute, double confidence, long revision, boolean retracted)
      throws Exception {
    Eventually.await(
        here(
            () -> {
              events.pattern(
                  new PatternFact("Doji", Direction.REVERSAL, confidence, false, null),
                  symbol,
                  Timeframe.MIN_1,
                  minute * 60_000L,
                  100,
                  10,
                  retracted,
                  revision,
                  System.currentTimeMillis());
              patterns.append(events.bytes(), 0, events.length());
              return patterns.flush();
            }));
  }

  /** What PL would have stored of a minute. */
  void store(String symbol, int minute, double rsi) throws Exception {
    String sql =
        """
        insert into indicator_history (symbol, timeframe, bar_timestamp, change_no, "values")
        values ($1::text, '1min', $2::timestamptz, $3::bigint, $4::jsonb)
        """;
    Eventually.await(
        database
            .pool()
            .preparedQuery(sql)
            .execute(
                Tuple.of(
                    symbol,
                    Instant.ofEpochSecond(minute * 60L).atOffset(ZoneOffset.UTC),
                    minute + 1L,
                    new JsonObject().put("RSI_14", rsi))));
  }

  /** Waits until each node knows the others' changes, and has decided on all there is. */
  void settle() throws Exception {
    for (Node node : nodes) {
      if (!node.stopped) {
        Eventually.await(node.alerts.look());
        for (String channel : Channels.MATCHED) {
          LogEntry newest = Eventually.await(here(() -> bus.newest(topics.topic(channel))));
          await(() -> newest == null || newest.end().equals(node.decided.of(channel)));
        }
      }
    }
  }

  /** Looks again, on the test's own thread, until it holds. */
  void await(Callable<Boolean> condition) throws Exception {
    while (!condition.call()) {
      Eventually.await(vertx.timer(50, TimeUnit.MILLISECONDS));
    }
  }

  void stop() throws Exception {
    for (Node node : nodes) {
      node.stop();
    }
    Eventually.await(here(bus::close));
    Eventually.await(database.close());
    Eventually.await(vertx.close());
    redis.close();
  }

  /** One App node's alerts, and its API. */
  final class Node {
    private final Tokens tokens = new Tokens(vertx, SECRET);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final DecidedBuses decided = new DecidedBuses(buses);
    private final Alerts alerts;
    private final HttpServer server;
    private boolean stopped;

    Node(int number) throws Exception {
      JsonObject config =
          new JsonObject()
              .put("node", "node-" + number)
              .put("alerts", new JsonObject().put("maxPerUser", MOST_RULES));
      alerts =
          Eventually.await(
              Alerts.deploy(
                  vertx,
                  config,
                  new RuleBackends(
                      decided,
                      new AlertRuleTable(database),
                      new PgSeriesReader(database),
                      Rules.CHECK,
                      new Universes(new UniverseTable(database), Clock.systemUTC()),
                      vertx -> AlertMesh.this::sink,
                      metrics,
                      Clock.systemUTC())));
      Guard guard = new Guard(tokens, true, "");
      Router router = Router.router(vertx);
      router.route("/api/*").handler(guard::authenticate);
      router.route("/api/*").subRouter(alerts.api().router(vertx));
      server =
          Eventually.await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    }

    private Future<? extends HttpResponse<?>> ask(
        String method, String user, String path, JsonObject body) {
      var request =
          client
              .request(
                  HttpMethod.valueOf(method),
                  server.actualPort(),
                  "127.0.0.1",
                  "/api/alerts" + path)
              .bearerTokenAuthentication(tokens.sign(user, Duration.ofHours(1)));
      return body == null ? request.send() : request.sendJsonObject(body);
    }

    /** Rules that wait for what another log has yet to bring. */
    double waiting() {
      return metrics.get("tickstock_queue_depth").tag("queue", "alerts").gauge().value();
    }

    int status(String method, String user, String path, JsonObject body) throws Exception {
      return Eventually.await(ask(method, user, path, body).map(HttpResponse::statusCode));
    }

    /** What is wrong with an answer by the documentation, and its status. */
    String checked(String method, String user, String path, JsonObject body) throws Exception {
      HttpResponse<?> answer =
          Eventually.await(ask(method, user, path, body).map(each -> (HttpResponse<?>) each));
      String template = "/api/alerts" + path.replaceFirst("al_[^/]+", "{id}");
      JsonNode documented = OpenApi.response(method, template, answer.statusCode());
      boolean empty = answer.body() == null && !documented.has("content");
      return answer.statusCode() + (empty ? "" : " " + OpenApi.faults(documented, answer));
    }

    /** Adds a rule; its id. */
    String post(String user, String rule) throws Exception {
      HttpResponse<?> answer =
          Eventually.await(
              ask("POST", user, "", Rules.json(rule)).map(each -> (HttpResponse<?>) each));
      if (answer.statusCode() != 201) {
        throw new AssertionError(answer.bodyAsString());
      }
      return answer.bodyAsJsonObject().getString("subscription_id");
    }

    void put(String user, String id, String rule) throws Exception {
      if (status("PUT", user, "/" + id, Rules.json(rule)) != 200) {
        throw new AssertionError("the rule was not replaced");
      }
    }

    int delete(String user, String id) throws Exception {
      return status("DELETE", user, "/" + id, null);
    }

    JsonObject get(String user, String id) throws Exception {
      return Eventually.await(ask("GET", user, "/" + id, null).map(HttpResponse::bodyAsJsonObject));
    }

    Future<List<Object>> list(String user) {
      return ask("GET", user, "", null)
          .map(answer -> answer.bodyAsJsonObject().getJsonArray("alerts").stream().toList());
    }

    void stop() throws Exception {
      if (!stopped) {
        stopped = true;
        Eventually.await(server.close());
        Eventually.await(alerts.close());
      }
    }
  }
}

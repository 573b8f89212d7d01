package ai.tickstock.app.api;

import static ai.tickstock.app.Eventually.await;

import ai.tickstock.market.MarketCalendar;
import ai.tickstock.store.BarReader;
import ai.tickstock.store.Database;
import ai.tickstock.store.MarketReader;
import ai.tickstock.store.PgBarReader;
import ai.tickstock.store.PgMarketReader;
import ai.tickstock.store.PgSplitReader;
import ai.tickstock.store.SplitReader;
import ai.tickstock.store.StoredSplit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The API alone, on any free port, and somebody who asks it. */
public final class ApiServer {
  /** A registry of one function and one pattern. */
  public static final Buffer FUNCTIONS =
      Buffer.buffer(
          """
          {"functions": [
            {"name": "RSI", "group": "Momentum Indicators", "description": "Gains against losses", "inputs": ["close"],
             "parameters": [
               {"name": "timePeriod", "talib": "TimePeriod", "type": "integer", "min": 2, "max": 100000, "default": 14},
               {"name": "input", "talib": "input", "type": "input", "min": 0, "max": 1, "default": 1, "choices": ["open", "close"]}],
             "outputs": [{"name": "value", "talib": "outReal", "type": "real"}],
             "over_prices": false, "lookback": 14, "warm_up": 400, "memory": "bounded", "source": "Wilder, 1978"}],
           "patterns": [
            {"name": "Doji", "kind": "candlestick", "talib": "CDLDOJI", "description": "Indecision",
             "directions": ["reversal"], "bars": 1, "lookback": 10, "source": "Nison, 1991"},
            {"name": "Gap", "kind": "chart", "description": "Nobody traded", "directions": ["bullish", "bearish"],
             "rule": "Half a range", "false_alarms": 0.0, "source": "Edwards and Magee, 1948"}]}
          """);

  private static final SplitReader NEVER =
      new SplitReader() {
        @Override
        public Future<Map<String, List<StoredSplit>>> splits(Set<String> symbols) {
          return all();
        }

        @Override
        public Future<Map<String, List<StoredSplit>>> all() {
          return Future.succeededFuture(Map.of());
        }
      };

  private final HttpServer server;
  private final WebClient client;

  ApiServer(Vertx vertx, Database database, Clock clock) throws Exception {
    this(
        vertx,
        new PgBarReader(database),
        new PgMarketReader(database),
        new PgSplitReader(database),
        clock);
  }

  /** Of symbols that were never split. */
  ApiServer(Vertx vertx, BarReader bars, MarketReader market, Clock clock) throws Exception {
    this(vertx, bars, market, NEVER, clock);
  }

  ApiServer(Vertx vertx, BarReader bars, MarketReader market, SplitReader splits, Clock clock)
      throws Exception {
    Router router = Router.router(vertx);
    Api api = new Api(bars, market, splits, MarketCalendar.newYork(), FUNCTIONS, clock);
    router.route("/api/*").subRouter(api.router(vertx));
    server = await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    client = WebClient.create(vertx);
  }

  HttpResponse<?> ask(HttpMethod method, String pathAndQuery) throws Exception {
    return await(
        client.request(method, server.actualPort(), "127.0.0.1", "/api" + pathAndQuery).send());
  }

  HttpResponse<?> get(String pathAndQuery) throws Exception {
    return ask(HttpMethod.GET, pathAndQuery);
  }

  JsonObject ok(String pathAndQuery) throws Exception {
    HttpResponse<?> answer = get(pathAndQuery);
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.bodyAsString());
    }
    return answer.bodyAsJsonObject();
  }

  JsonArray list(String pathAndQuery, String name) throws Exception {
    return ok(pathAndQuery).getJsonArray(name);
  }
}

package ai.tickstock.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.store.StoreFixture;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API answers over HTTP, from a real database. */
@Timeout(240)
class ApiTest {
  private static StoreFixture store;
  private static ApiServer api;

  @BeforeAll
  static void start() throws Exception {
    store = new StoreFixture();
    Shelf.fill(store);
    api = new ApiServer(store.vertx, store.database, Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    store.close();
  }

  @Test
  void aSymbolHasItsLastPriceAndItsChangeFromTheDayBefore() throws Exception {
    JsonObject answer = api.ok("/symbols");
    assertThat(answer)
        .isEqualTo(
            new JsonObject(
                """
                {"symbols":[
                  {"symbol":"AA","price":11.0,"time":1760538600,"previous_close":null,"open":10.0,"change":1.0,"change_percent":10.0},
                  {"symbol":"AAPL","price":102.0,"time":1760538720,"previous_close":80.0,"open":100.0,"change":22.0,"change_percent":27.5},
                  {"symbol":"BTC/USD","price":50001.0,"time":1760538600,"previous_close":null,"open":50000.0,"change":1.0,"change_percent":0.002}]}
                """));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'AA,AAPL,BTC/USD'",
    "?prefix=, 'AA,AAPL,BTC/USD'",
    "?prefix=aa, 'AA,AAPL'",
    "?prefix=AAP, AAPL",
    "?prefix=BTC/, BTC/USD",
    "?prefix=ZZ, ''",
    "?limit=1, AA",
    "?prefix=aa&limit=1, AA",
    "?limit=20000, 'AA,AAPL,BTC/USD'"
  })
  void symbolsAreSortedAndChosenByPrefixAndLimit(String query, String expected) throws Exception {
    assertThat(each(api.list("/symbols" + query, "symbols"), "symbol")).isEqualTo(expected);
  }

  @Test
  void barsComeOldestFirstAsAmended() throws Exception {
    assertThat(api.ok("/bars/aapl"))
        .isEqualTo(
            new JsonObject(
                """
                {"symbol":"AAPL","timeframe":"1min","bars":[
                  {"time":1760538600,"open":100.0,"high":102.0,"low":99.0,"close":101.0,"volume":1000.0,"vwap":100.5,"trades":10,"revision":0},
                  {"time":1760538660,"open":120.0,"high":120.0,"low":98.0,"close":99.0,"volume":1500.0,"vwap":106.66666666666667,"trades":11,"revision":1},
                  {"time":1760538720,"open":99.0,"high":103.0,"low":98.0,"close":102.0,"volume":1000.0,"vwap":100.5,"trades":10,"revision":0}]}
                """));
  }

  @ParameterizedTest
  @CsvSource({
    "'', '0,1,2'",
    "?limit=1, 2",
    "?limit=2, '1,2'",
    "?limit=5000, '0,1,2'",
    "?timeframe=1min, '0,1,2'",
    "?from=1760538660, '1,2'",
    "?from=1760538660.001, 2",
    "?to=1760538660, 0",
    "?to=2025-10-15T14:31:00Z, 0",
    "?from=2025-10-15T14:31:00Z&to=2025-10-15T14:32:00Z, 1",
    "?from=2025-10-15T10:31:00-04:00, '1,2'",
    "?to=1760538720&limit=1, 1",
    "?from=1760538720&to=1760538600, ''",
    "?from=-100, '0,1,2'"
  })
  void aRangeOfBarsIsHalfOpenAndItsNewestAreGiven(String query, String minutes) throws Exception {
    assertThat(minutes(api.list("/bars/AAPL" + query.replace("+", "%2B"), "bars")))
        .isEqualTo(minutes);
  }

  @Test
  void otherTimeframesHaveTheirOwnBars() throws Exception {
    JsonObject daily = api.ok("/bars/AAPL?timeframe=1day");
    assertThat(daily.getString("timeframe")).isEqualTo("1day");
    assertThat(each(daily.getJsonArray("bars"), "close")).isEqualTo("80.0,102.0");
    assertThat(api.list("/bars/AAPL?timeframe=5min", "bars")).isEmpty();
  }

  @Test
  void barsBeforeASplitAreAdjustedUnlessTheRawOnesAreAskedFor() throws Exception {
    try (StoreFixture split = new StoreFixture()) {
      Shelf.fill(split);
      split.rows(
          "insert into splits values ('AAPL', '2025-10-15', 4), ('AAPL', '2999-01-01', 3) returning 1");
      ApiServer its = new ApiServer(split.vertx, split.database, Clock.systemUTC());
      assertThat(its.list("/bars/AAPL?timeframe=1day", "bars").getJsonObject(0))
          .isEqualTo(
              new JsonObject(
                  """
                  {"time":1760414400,"open":22.5,"high":22.75,"low":19.75,"close":20.0,"volume":4000.0,
                   "vwap":21.25,"trades":10,"revision":0}
                  """));
      assertThat(each(its.list("/bars/AAPL?timeframe=1day", "bars"), "close"))
          .isEqualTo("20.0,102.0");
      assertThat(each(its.list("/bars/AAPL?timeframe=1day&adjusted=false", "bars"), "close"))
          .isEqualTo("80.0,102.0");
      assertThat(its.list("/symbols?prefix=AAPL", "symbols").getJsonObject(0).getDouble("change"))
          .isEqualTo(82);
    }
  }

  @Test
  void aSymbolWithASlashIsWrittenEncoded() throws Exception {
    assertThat(api.ok("/bars/BTC%2FUSD").getString("symbol")).isEqualTo("BTC/USD");
  }

  @Test
  void aPatternIsTheMessageOfTheContract() throws Exception {
    assertThat(api.list("/patterns?symbol=AAPL&pattern=Hammer&retracted=true", "patterns"))
        .isEqualTo(
            new JsonArray(
                """
                [{"event_type":"pattern_detected","pattern":"Hammer","symbol":"AAPL","timestamp":1760538780.456,"confidence":0.6,"timeframe":"1min",
                  "direction":"reversal","source":"tickstock_pl","metadata":{"price":101.0,"bar_time":1760538720},
                  "event_id":"AAPL|Hammer|1min|1760538720","revision":0},
                 {"event_type":"pattern_detected","pattern":"Hammer","symbol":"AAPL","timestamp":1760538720.456,"confidence":0.5,"timeframe":"1min",
                  "direction":"reversal","source":"tickstock_pl","metadata":{"price":101.0,"bar_time":1760538660},"retracted":true,
                  "event_id":"AAPL|Hammer|1min|1760538660","revision":7}]
                """));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'AAPL 2,AAPL 0,AA 0'",
    "?retracted=true, 'AAPL 2,AAPL 1,AAPL 0,AA 0'",
    "?retracted=false, 'AAPL 2,AAPL 0,AA 0'",
    "?symbol=aa, AA 0",
    "'?symbol=AA,AAPL', 'AAPL 2,AAPL 0,AA 0'",
    "?symbol=NONE, ''",
    "?pattern=Doji, 'AAPL 0,AA 0'",
    "'?pattern=Doji,Hammer&symbol=AAPL', 'AAPL 2,AAPL 0'",
    "?pattern=doji, ''",
    "?timeframe=1min, 'AAPL 2,AAPL 0,AA 0'",
    "'?timeframe=5min,1day', ''",
    "?min_confidence=0.85, 'AAPL 0,AA 0'",
    "?min_confidence=1, AA 0",
    "?limit=1, AAPL 2",
    "?from=1760538660, AAPL 2",
    "?to=1760538720&limit=1, AAPL 0"
  })
  void patternsComeNewestFirstAndPassEveryFilter(String query, String expected) throws Exception {
    String found =
        api.list("/patterns" + query, "patterns").stream()
            .map(JsonObject.class::cast)
            .map(
                each ->
                    each.getString("symbol")
                        + " "
                        + minute(each.getJsonObject("metadata").getLong("bar_time")))
            .collect(Collectors.joining(","));
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void indicatorValuesStandByLabelOldestFirst() throws Exception {
    assertThat(api.ok("/indicators?symbol=aapl"))
        .isEqualTo(
            new JsonObject(
                """
                {"symbol":"AAPL","timeframe":"1min","labels":["MACD_12_26_9","RSI_14"],"values":[
                  {"time":1760538600,"RSI_14":60.5},
                  {"time":1760538660,"MACD_12_26_9":{"macd":1.5,"signal":null},"RSI_14":null},
                  {"time":1760538720,"RSI_14":70.0}]}
                """));
  }

  @ParameterizedTest
  @CsvSource({
    "&limit=1, 2",
    "&limit=2, '1,2'",
    "&from=1760538660&to=1760538720, 1",
    "&timeframe=5min, ''",
  })
  void aRangeOfValuesIsHalfOpenAndItsNewestAreGiven(String query, String minutes) throws Exception {
    assertThat(minutes(api.list("/indicators?symbol=AAPL" + query, "values"))).isEqualTo(minutes);
  }

  @Test
  void onlyTheLabelsAskedForAreGiven() throws Exception {
    JsonObject answer = api.ok("/indicators?symbol=AAPL&labels=MACD_12_26_9,SMA_20");
    assertThat(answer.getJsonArray("labels")).containsExactly("MACD_12_26_9");
    assertThat(answer.getJsonArray("values").getJsonObject(0).fieldNames()).containsExactly("time");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/symbols?limit=0 | limit: expected an integer from 1 to 20000, was \"0\"",
        "/symbols?limit=20001 | limit: expected an integer from 1 to 20000, was \"20001\"",
        "/symbols?prefix=a*b | prefix: expected 1 to 20 of A-Z 0-9 . - / :, was \"a*b\"",
        "/symbols?prefx=A | prefx: no such parameter; there are limit, prefix",
        "/bars/AAPL?limit=x | limit: expected an integer from 1 to 5000, was \"x\"",
        "/bars/AAPL?limit= | limit: expected an integer from 1 to 5000, was \"\"",
        "/bars/AAPL?limit=1.5 | limit: expected an integer from 1 to 5000, was \"1.5\"",
        "/bars/AAPL?limit=5001 | limit: expected an integer from 1 to 5000, was \"5001\"",
        "/bars/AAPL?limit=99999999999 | limit: expected an integer from 1 to 5000, was \"99999999999\"",
        "/bars/AAPL?limit=1&limit=2 | limit: given more than once",
        "/bars/AAPL?timeframe=1m | timeframe: expected one of 1min, 5min, 15min, 1hour, 1day, was 1m",
        "/bars/AAPL?from=today | from: expected Unix seconds or an instant such as 2025-10-15T14:30:00Z, was \"today\"",
        "/bars/AAPL?to=1760538600000 | to: expected Unix seconds or an instant such as 2025-10-15T14:30:00Z, was \"1760538600000\"",
        "/bars/AAPL?from=2025-10-15 | from: expected Unix seconds or an instant such as 2025-10-15T14:30:00Z, was \"2025-10-15\"",
        "/bars/AAPL?from=NaN | from: expected Unix seconds or an instant such as 2025-10-15T14:30:00Z, was \"NaN\"",
        "/bars/A*B | symbol: expected 1 to 20 of A-Z 0-9 . - / :, was \"A*B\"",
        "/bars/ABCDEFGHIJKLMNOPQRSTU | symbol: expected 1 to 20 of A-Z 0-9 . - / :, was \"ABCDEFGHIJKLMNOPQRSTU\"",
        "/bars/AAPL?symbol=MSFT | symbol: no such parameter; there are adjusted, from, limit, timeframe, to",
        "/patterns?symbol=AAPL,, | symbol: expected 1 to 100 names with commas between, was \"AAPL,,\"",
        "/patterns?symbol=A*B | symbol: expected 1 to 20 of A-Z 0-9 . - / :, was \"A*B\"",
        "/patterns?timeframe=1min,2min | timeframe: expected one of 1min, 5min, 15min, 1hour, 1day, was 2min",
        "/patterns?min_confidence=1.1 | min_confidence: expected a number from 0 to 1, was \"1.1\"",
        "/patterns?min_confidence=NaN | min_confidence: expected a number from 0 to 1, was \"NaN\"",
        "/patterns?retracted=yes | retracted: expected true or false, was \"yes\"",
        "/patterns?limit=5001 | limit: expected an integer from 1 to 5000, was \"5001\"",
        "/indicators | symbol: expected one, such as AAPL",
        "/indicators?symbol= | symbol: expected 1 to 20 of A-Z 0-9 . - / :, was \"\"",
        "/indicators?symbol=AAPL,MSFT | symbol: expected 1 to 20 of A-Z 0-9 . - / :, was \"AAPL,MSFT\"",
        "/indicators?symbol=AAPL&timeframe=minute | timeframe: expected one of 1min, 5min, 15min, 1hour, 1day, was minute",
      })
  void whatIsNotUnderstoodIsRefusedByName(String path, String detail) throws Exception {
    problem(api.get(path), 400, "Bad Request", detail);
  }

  @Test
  void listsAreBoundedAndWhatIsLongIsCut() throws Exception {
    String hundred = "A,".repeat(99) + "B";
    assertThat(api.list("/patterns?symbol=" + hundred, "patterns")).isEmpty();
    String detail = "symbol: expected 1 to 100 names with commas between, was \"";
    HttpResponse<?> refused = api.get("/patterns?symbol=" + hundred + ",C");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.bodyAsJsonObject().getString("detail"))
        .startsWith(detail)
        .hasSizeLessThan(detail.length() + 70)
        .endsWith("…\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bars/NONE", "/bars/NONE?timeframe=1day", "/indicators?symbol=none"})
  void aSymbolNobodyKnowsIsNotFound(String path) throws Exception {
    problem(api.get(path), 404, "Not Found", "symbol: no bars of NONE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/symbols", "/bars/AAPL", "/patterns", "/indicators?symbol=AAPL"})
  void itIsForReadingOnly(String path) throws Exception {
    for (HttpMethod method : List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE)) {
      HttpResponse<?> refused = api.ask(method, path);
      problem(refused, 405, "Method Not Allowed", "expected GET, was " + method);
      assertThat(refused.getHeader("Allow")).isEqualTo("GET");
    }
  }

  static void problem(HttpResponse<?> answer, int status, String title, String detail) {
    assertThat(answer.bodyAsJsonObject())
        .isEqualTo(
            new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail));
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.getHeader("Content-Type")).isEqualTo("application/problem+json");
  }

  private static String minutes(JsonArray rows) {
    return rows.stream()
        .map(row -> minute(((JsonObject) row).getLong("time")))
        .collect(Collectors.joining(","));
  }

  private static String minute(long time) {
    return String.valueOf((time - Shelf.FIRST) / 60);
  }

  private static String each(JsonArray rows, String field) {
    return rows.stream()
        .map(row -> ((JsonObject) row).getValue(field).toString())
        .collect(Collectors.joining(","));
  }
}

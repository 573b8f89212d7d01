package ai.tickstock.app.api;

import ai.tickstock.app.api.Answers.Quote;
import ai.tickstock.market.Bar;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.SplitFactors;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.BarReader;
import ai.tickstock.store.MarketReader;
import ai.tickstock.store.MarketReader.Last;
import ai.tickstock.store.MarketReader.PatternQuery;
import ai.tickstock.store.MarketReader.Reference;
import ai.tickstock.store.SplitReader;
import ai.tickstock.store.StoredSplit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URL;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** What is stored of the market, as JSON. Thread-safe. */
public final class Api implements ApiPart {
  /** The whole HTTP side as OpenAPI, in YAML. */
  public static final URL OPENAPI = Api.class.getResource("openapi.yaml");

  private static final int MOST_BARS = 5_000;
  private static final int MOST_PATTERNS = 5_000;
  private static final int MOST_SYMBOLS = 20_000;
  private static final long FRESH_MILLIS = 1_000;
  private static final long PATIENCE_SECONDS = 10;

  private final BarReader bars;
  private final MarketReader market;
  private final SplitReader splits;
  private final MarketCalendar calendar;
  private final Buffer functions;
  private final Clock clock;
  private Future<List<Quote>> symbols;
  private long symbolsAskedMillis;

  /**
   * @param calendar when the market's days begin
   * @param functions the registry of functions and patterns, as JSON
   */
  public Api(
      BarReader bars,
      MarketReader market,
      SplitReader splits,
      MarketCalendar calendar,
      Buffer functions,
      Clock clock) {
    this.bars = bars;
    this.market = market;
    this.splits = splits;
    this.calendar = calendar;
    this.functions = functions;
    this.clock = clock;
  }

  @Override
  public Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    get(router, "/symbols", this::symbols);
    get(router, "/bars/:symbol", this::bars);
    get(router, "/patterns", this::patterns);
    get(router, "/indicators", this::indicators);
    get(router, "/functions", this::functions);
    return router;
  }

  private static void get(
      Router router, String path, Function<RoutingContext, Future<Buffer>> question) {
    router
        .get(path)
        .handler(request -> Respond.with(request, asked -> question.apply(asked).map(Reply::ok)));
    Respond.only(router, path, "GET");
  }

  private Future<Buffer> symbols(RoutingContext request) {
    Query query = new Query(request.queryParams(), "prefix", "limit");
    String prefix = query.prefix();
    int limit = query.limit(MOST_SYMBOLS, MOST_SYMBOLS);
    return allSymbols()
        .map(
            all ->
                Answers.symbols(
                    all.stream()
                        .filter(quote -> quote.last().symbol().startsWith(prefix))
                        .limit(limit)
                        .toList()));
  }

  /** Every page that opens asks for them: one question serves all that ask within a second. */
  private synchronized Future<List<Quote>> allSymbols() {
    long now = clock.millis();
    boolean fresh = symbols != null && !symbols.failed() && now - symbolsAskedMillis < FRESH_MILLIS;
    boolean underWay = symbols != null && !symbols.isComplete();
    if (!fresh && !underWay) {
      symbolsAskedMillis = now;
      symbols = quotes().timeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    return symbols;
  }

  private Future<List<Quote>> quotes() {
    return market
        .last(MOST_SYMBOLS)
        .compose(
            last -> {
              Map<String, Instant> days = new HashMap<>();
              last.forEach(each -> days.put(each.symbol(), day(each)));
              return market
                  .references(days)
                  .compose(
                      references ->
                          splits
                              .all()
                              .map(
                                  all ->
                                      last.stream()
                                          .map(each -> quote(each, references, all))
                                          .toList()));
            });
  }

  /** The close of the day before is told as it is quoted today. */
  private Quote quote(
      Last last, Map<String, Reference> references, Map<String, List<StoredSplit>> splits) {
    Reference reference = references.get(last.symbol());
    List<StoredSplit> its = splits.get(last.symbol());
    if (its == null || reference.previousClose() == null) {
      return new Quote(last, reference);
    }
    SplitFactors factors = StoredSplit.factors(its, calendar);
    double factor =
        factors.at(reference.previousStart().toEpochMilli())
            / factors.at(last.start().toEpochMilli());
    return new Quote(last, reference.adjusted(factor));
  }

  private Instant day(Last last) {
    return Instant.ofEpochMilli(calendar.daySpan(last.start().toEpochMilli()).startMillis());
  }

  private Future<Buffer> bars(RoutingContext request) {
    Query query = new Query(request.queryParams(), "timeframe", "from", "to", "limit", "adjusted");
    String symbol = Query.symbol(request.pathParam("symbol"));
    Timeframe timeframe = query.timeframe();
    Future<SplitFactors> factors =
        query.flag("adjusted", true) ? factors(symbol) : Future.succeededFuture(SplitFactors.NONE);
    return bars.bars(
            symbol,
            timeframe,
            query.from().toEpochMilli(),
            query.to().toEpochMilli(),
            query.limit(500, MOST_BARS))
        .compose(
            found ->
                found.isEmpty() ? known(symbol).map(yes -> found) : Future.succeededFuture(found))
        .compose(found -> factors.map(its -> asOfNow(found, its)))
        .map(found -> Answers.bars(symbol, timeframe.label(), found));
  }

  private Future<SplitFactors> factors(String symbol) {
    return splits
        .splits(Set.of(symbol))
        .map(found -> StoredSplit.factors(found.getOrDefault(symbol, List.of()), calendar));
  }

  /** As the bars are quoted today: a split that is still to come changes nothing. */
  private List<Bar> asOfNow(List<Bar> found, SplitFactors factors) {
    long now = clock.millis();
    return factors.equals(SplitFactors.NONE)
        ? found
        : found.stream().map(bar -> factors.asOf(bar, now)).toList();
  }

  private Future<Void> known(String symbol) {
    return market
        .knows(symbol)
        .compose(
            yes ->
                yes
                    ? Future.succeededFuture()
                    : Future.failedFuture(Refusal.unknown("symbol: no bars of " + symbol)));
  }

  private Future<Buffer> patterns(RoutingContext request) {
    Query query =
        new Query(
            request.queryParams(),
            "symbol",
            "pattern",
            "timeframe",
            "min_confidence",
            "retracted",
            "from",
            "to",
            "limit");
    return market
        .patterns(
            new PatternQuery(
                query.symbols(),
                query.names("pattern"),
                query.timeframes(),
                query.confidence(),
                query.flag("retracted"),
                query.from(),
                query.to(),
                query.limit(200, MOST_PATTERNS)))
        .map(Answers::patterns);
  }

  private Future<Buffer> indicators(RoutingContext request) {
    Query query =
        new Query(request.queryParams(), "symbol", "timeframe", "from", "to", "limit", "labels");
    String symbol = query.symbol();
    Timeframe timeframe = query.timeframe();
    Set<String> labels = query.names("labels");
    return market
        .indicators(symbol, timeframe, query.from(), query.to(), query.limit(500, MOST_BARS))
        .compose(
            found ->
                found.isEmpty() ? known(symbol).map(yes -> found) : Future.succeededFuture(found))
        .map(found -> Answers.indicators(symbol, timeframe.label(), found, labels));
  }

  private Future<Buffer> functions(RoutingContext request) {
    new Query(request.queryParams());
    return Future.succeededFuture(functions);
  }
}

package ai.tickstock.app.backtests;

import ai.tickstock.app.api.Query;
import ai.tickstock.app.api.Refusal;
import ai.tickstock.app.api.Reply;
import ai.tickstock.app.api.Respond;
import ai.tickstock.app.backtests.Backtests.Known;
import ai.tickstock.app.http.Identity;
import ai.tickstock.store.BacktestReader;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiConsumer;

/** A backtest's trades and its daily equity, as JSON or as a file to keep. Thread-safe. */
final class BacktestFiles {
  private static final int MOST_TRADES = 10_000;
  private static final int USUAL_TRADES = 1_000;

  /** Trades in a piece of a file: some 200 KB. */
  private static final int PIECE = 1_000;

  private static final int DAYS_IN_PIECE = 5_000;

  private final Backtests backtests;
  private final BacktestReader reader;

  BacktestFiles(Backtests backtests, BacktestReader reader) {
    this.backtests = backtests;
    this.reader = reader;
  }

  void addTo(Router router, String one) {
    router.get(one + "/trades").handler(request -> ask(request, this::trades));
    Respond.only(router, one + "/trades", "GET");
    router.get(one + "/equity").handler(request -> ask(request, this::equity));
    Respond.only(router, one + "/equity", "GET");
  }

  /** Answers by itself if it can; what fails before is said in the usual way. */
  private static void ask(RoutingContext request, BiConsumer<RoutingContext, Query> question) {
    try {
      boolean isTrades = request.normalizedPath().endsWith("/trades");
      question.accept(
          request,
          isTrades
              ? new Query(request.queryParams(), "format", "limit", "offset")
              : new Query(request.queryParams(), "format"));
    } catch (RuntimeException error) {
      Respond.failed(request, error);
    }
  }

  private static boolean isCsv(Query query) {
    String format = query.text("format", "json");
    if (!format.equals("json") && !format.equals("csv")) {
      throw Refusal.bad("format: expected json or csv, was \"" + Query.cut(format) + "\"");
    }
    return format.equals("csv");
  }

  private Future<Known> find(RoutingContext request) {
    return backtests.find(Identity.of(request).user(), request.pathParam("id"));
  }

  private void trades(RoutingContext request, Query query) {
    String id = request.pathParam("id");
    int offset = query.count("offset", 0);
    if (!isCsv(query)) {
      int limit = query.limit(USUAL_TRADES, MOST_TRADES);
      Respond.with(request, asked -> trades(request, id, offset, limit));
      return;
    }
    int most = query.limit(Integer.MAX_VALUE, Integer.MAX_VALUE);
    find(request)
        .onFailure(error -> Respond.failed(request, error))
        .onSuccess(
            known ->
                Download.csv(
                    request,
                    id + "-trades.csv",
                    Csv.tradesHeading(),
                    piece -> tradesPiece(id, offset, most, piece)));
  }

  private Future<Reply> trades(RoutingContext request, String id, int offset, int limit) {
    return find(request)
        .compose(known -> reader.tradeCount(id))
        .compose(
            total ->
                reader
                    .trades(id, offset, limit)
                    .map(
                        trades ->
                            Reply.ok(
                                new JsonObject()
                                    .put("job_id", id)
                                    .put("offset", offset)
                                    .put("total", total)
                                    .put("trades", new JsonArray(trades)))));
  }

  private Future<String> tradesPiece(String id, int offset, int most, int piece) {
    long done = (long) piece * PIECE;
    int wanted = (int) Math.min(PIECE, most - done);
    long from = offset + done;
    return wanted <= 0 || from > Integer.MAX_VALUE
        ? Future.succeededFuture()
        : reader
            .trades(id, (int) from, wanted)
            .map(trades -> trades.isEmpty() ? null : Csv.trades(trades));
  }

  private void equity(RoutingContext request, Query query) {
    String id = request.pathParam("id");
    if (!isCsv(query)) {
      Respond.with(
          request,
          asked -> find(request).map(known -> Reply.ok(equityOf(known).put("job_id", id))));
      return;
    }
    find(request)
        .onFailure(error -> Respond.failed(request, error))
        .onSuccess(
            known -> {
              JsonObject equity = equityOf(known);
              Download.csv(
                  request,
                  id + "-equity.csv",
                  Csv.equityHeading(),
                  piece -> Future.succeededFuture(equityPiece(equity, piece)));
            });
  }

  /** Without a day where there is none yet. */
  private static JsonObject equityOf(Known known) {
    return known.run() == null || known.run().equity() == null
        ? new JsonObject()
            .put("time", new JsonArray())
            .put("equity", new JsonArray())
            .put("benchmark", new JsonArray())
        : known.run().equity().copy();
  }

  private static String equityPiece(JsonObject equity, int piece) {
    JsonArray time = equity.getJsonArray("time");
    int from = piece * DAYS_IN_PIECE;
    if (from >= time.size()) {
      return null;
    }
    StringBuilder lines = new StringBuilder();
    for (int day = from; day < Math.min(time.size(), from + DAYS_IN_PIECE); day++) {
      Csv.equity(
          lines,
          time.getValue(day),
          equity.getJsonArray("equity").getValue(day),
          equity.getJsonArray("benchmark").getValue(day));
    }
    return lines.toString();
  }
}

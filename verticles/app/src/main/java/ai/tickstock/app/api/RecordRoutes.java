package ai.tickstock.app.api;

import ai.tickstock.store.PatternRecordReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code /api/patterns/record}: what came after patterns in stored history. Thread-safe. */
public final class RecordRoutes implements ApiPart {
  private static final String PATH = "/patterns/record";
  private static final int USUALLY = 1_000;

  private final PatternRecordReader reader;

  /** Over a reader. */
  public RecordRoutes(PatternRecordReader reader) {
    this.reader = reader;
  }

  @Override
  public Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    router.get(PATH).handler(request -> Respond.with(request, this::records));
    Respond.only(router, PATH, "GET");
    return router;
  }

  private Future<Reply> records(RoutingContext request) {
    Query query = new Query(request.queryParams(), "symbol", "pattern", "timeframe", "limit");
    String symbol = query.text("symbol", null);
    String timeframe = query.text("timeframe", null);
    return reader
        .records(
            symbol == null ? null : Query.symbol(symbol),
            query.text("pattern", null),
            timeframe == null ? null : query.timeframe().label(),
            query.limit(USUALLY, PatternRecordReader.MOST))
        .map(
            records -> {
              JsonArray list = new JsonArray();
              records.forEach(each -> list.add(RecordJson.of(each)));
              return Reply.ok(new JsonObject().put("records", list));
            });
  }
}

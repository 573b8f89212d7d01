package ai.tickstock.app.api;

import ai.tickstock.market.Halts;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.MarketCalendar.Span;
import ai.tickstock.market.MissingMinutes;
import ai.tickstock.market.MissingMinutes.Stretch;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.BarReader;
import ai.tickstock.store.FeedGap;
import ai.tickstock.store.FeedGapReader;
import ai.tickstock.store.MarketReader;
import ai.tickstock.wire.Channels;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What is missing of the feed, and why minutes have no bar. Thread-safe. */
public final class FeedRoutes implements ApiPart {
  private static final String GAPS = "/feed/gaps";
  private static final String MISSING = "/bars/:symbol/missing";
  private static final int USUALLY = 100;
  private static final int MOST_GAPS = 1_000;
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final int MOST_MINUTES = (int) LONGEST.toMinutes() + 1;

  private final FeedGapReader gaps;
  private final BarReader bars;
  private final MarketReader market;
  private final MarketCalendar calendar;
  private final Halts halts;
  private final Clock clock;

  /** Over what is stored. */
  public FeedRoutes(
      FeedGapReader gaps,
      BarReader bars,
      MarketReader market,
      MarketCalendar calendar,
      Halts halts,
      Clock clock) {
    this.gaps = gaps;
    this.bars = bars;
    this.market = market;
    this.calendar = calendar;
    this.halts = halts;
    this.clock = clock;
  }

  @Override
  public Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    router.get(GAPS).handler(request -> Respond.with(request, this::gaps));
    Respond.only(router, GAPS, "GET");
    router.get(MISSING).handler(request -> Respond.with(request, this::missing));
    Respond.only(router, MISSING, "GET");
    return router;
  }

  private Future<Reply> gaps(RoutingContext request) {
    Query query = new Query(request.queryParams(), "from", "to", "limit");
    return gaps.gaps(
            query.from().toEpochMilli(), query.to().toEpochMilli(), query.limit(USUALLY, MOST_GAPS))
        .map(
            found -> {
              JsonArray list = new JsonArray();
              found.forEach(gap -> list.add(json(gap)));
              return Reply.ok(new JsonObject().put("gaps", list));
            });
  }

  private static JsonObject json(FeedGap gap) {
    return new JsonObject()
        .put("channel", gap.channel())
        .put("kind", gap.kind().label())
        .put("from", seconds(gap.fromMillis()))
        .put("to", seconds(gap.toMillis()))
        .put("missing", gap.missing())
        .put("reason", gap.reason())
        .put("filled", gap.filled());
  }

  private static Double seconds(Long millis) {
    return millis == null ? null : millis / 1000.0;
  }

  private Future<Reply> missing(RoutingContext request) {
    Query query = new Query(request.queryParams(), "from", "to");
    String symbol = Query.symbol(request.pathParam("symbol"));
    long now = clock.millis();
    long to = Math.min(now, query.to().toEpochMilli());
    boolean given = request.queryParams().contains("from");
    long from = given ? query.from().toEpochMilli() : to - Duration.ofDays(1).toMillis();
    if (to - from > LONGEST.toMillis()) {
      throw Refusal.bad(
          "from: expected at most 7 days before to, was " + Instant.ofEpochMilli(from));
    }
    return began(symbol, from)
        .compose(
            hadBars ->
                bars.bars(symbol, Timeframe.MIN_1, from, to, MOST_MINUTES)
                    .map(found -> found.stream().map(bar -> bar.start().toEpochMilli()).toList())
                    .compose(starts -> missing(symbol, hadBars, starts, from, to)));
  }

  /** Whether the symbol had a bar before. */
  private Future<Boolean> began(String symbol, long millis) {
    return bars.bars(symbol, Timeframe.MIN_1, 0, millis, 1).map(before -> !before.isEmpty());
  }

  private Future<Reply> missing(
      String symbol, boolean hadBars, List<Long> starts, long from, long to) {
    if (!hadBars && starts.isEmpty()) {
      return market
          .knows(symbol)
          .map(
              yes -> {
                if (!yes) {
                  throw Refusal.unknown("symbol: no bars of " + symbol);
                }
                return reply(symbol, List.of());
              });
    }
    long first = hadBars ? from : starts.get(0);
    return gaps.gaps(first, to, MOST_GAPS)
        .map(
            found ->
                reply(
                    symbol,
                    MissingMinutes.of(
                        calendar, holes(found), halts.of(symbol), starts, first, to)));
  }

  /** Where ticks are missing for good; a hole of which only one end is known is not placed. */
  private List<Span> holes(List<FeedGap> found) {
    long now = clock.millis();
    return found.stream()
        .filter(gap -> gap.channel().equals(Channels.TICKS) && !gap.filled())
        .filter(gap -> gap.fromMillis() != null)
        .filter(gap -> gap.toMillis() != null || gap.kind() == FeedGap.Kind.SILENCE)
        .map(gap -> new Span(gap.fromMillis(), gap.toMillis() == null ? now : gap.toMillis()))
        .toList();
  }

  private static Reply reply(String symbol, List<Stretch> stretches) {
    JsonArray list = new JsonArray();
    for (Stretch stretch : stretches) {
      list.add(
          new JsonObject()
              .put("from", stretch.startMillis() / 1000)
              .put("to", stretch.endMillis() / 1000)
              .put("minutes", stretch.minutes())
              .put("cause", stretch.cause().name().toLowerCase(Locale.ROOT)));
    }
    return Reply.ok(new JsonObject().put("symbol", symbol).put("missing", list));
  }
}

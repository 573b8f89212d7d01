package ai.tickstock.launcher;

import ai.tickstock.app.AppHalf;
import ai.tickstock.app.api.Api;
import ai.tickstock.app.api.ApiPart;
import ai.tickstock.app.api.FeedRoutes;
import ai.tickstock.app.api.RecordRoutes;
import ai.tickstock.app.backtests.BacktestRoutes;
import ai.tickstock.app.delivery.AlertBackends;
import ai.tickstock.app.delivery.DeliveryApi;
import ai.tickstock.app.universes.UniverseRoutes;
import ai.tickstock.app.universes.Universes;
import ai.tickstock.app.workspace.WorkspaceRoutes;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.pl.backtest.BacktestRequest;
import ai.tickstock.store.Database;
import ai.tickstock.store.PgBacktestReader;
import ai.tickstock.store.PgBarReader;
import ai.tickstock.store.PgFeedGapReader;
import ai.tickstock.store.PgMarketReader;
import ai.tickstock.store.PgPatternRecordReader;
import ai.tickstock.store.PgSplitReader;
import ai.tickstock.store.users.UniverseTable;
import ai.tickstock.store.users.UserStateTable;
import ai.tickstock.wire.MarketCalendars;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;

/** What the consumer half answers under {@code /api}, subject by subject. */
final class AppParts {
  private AppParts() {}

  /**
   * All subjects.
   *
   * @param app deployed
   * @param shown connections of the API's own
   * @param alerts where alerts that fired are kept
   */
  static List<ApiPart> of(
      JsonObject config, AppHalf app, Database shown, AlertBackends alerts, Clock clock) {
    UniverseTable universeTable = new UniverseTable(shown);
    Universes universes = new Universes(universeTable, clock);
    MarketCalendar calendar = MarketCalendars.from(config);
    return List.of(
        new Api(
            new PgBarReader(shown),
            new PgMarketReader(shown),
            new PgSplitReader(shown),
            calendar,
            Catalogue.json().toBuffer(),
            clock),
        new FeedRoutes(
            new PgFeedGapReader(shown),
            new PgBarReader(shown),
            new PgMarketReader(shown),
            calendar,
            MarketCalendars.halts(config),
            clock),
        new DeliveryApi(alerts),
        new RecordRoutes(new PgPatternRecordReader(shown)),
        new BacktestRoutes(
            app.backtests(),
            new PgBacktestReader(shown),
            universes,
            job -> BacktestRequest.plan(job, calendar),
            clock),
        new UniverseRoutes(universeTable, universes),
        new WorkspaceRoutes(new UserStateTable(shown)));
  }
}

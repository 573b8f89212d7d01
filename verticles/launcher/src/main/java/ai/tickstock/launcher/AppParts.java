package ai.tickstock.launcher;

import ai.tickstock.app.api.Api;
import ai.tickstock.app.api.ApiPart;
import ai.tickstock.app.delivery.AlertBackends;
import ai.tickstock.app.delivery.DeliveryApi;
import ai.tickstock.app.universes.UniverseRoutes;
import ai.tickstock.app.universes.Universes;
import ai.tickstock.app.workspace.WorkspaceRoutes;
import ai.tickstock.store.Database;
import ai.tickstock.store.PgBarReader;
import ai.tickstock.store.PgMarketReader;
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
   * @param shown connections of the API's own
   * @param alerts where alerts that fired are kept
   */
  static List<ApiPart> of(JsonObject config, Database shown, AlertBackends alerts, Clock clock) {
    UniverseTable universeTable = new UniverseTable(shown);
    Universes universes = new Universes(universeTable, clock);
    return List.of(
        new Api(
            new PgBarReader(shown),
            new PgMarketReader(shown),
            new PgSplitReader(shown),
            MarketCalendars.from(config),
            Catalogue.json().toBuffer(),
            clock),
        new DeliveryApi(alerts),
        new UniverseRoutes(universeTable, universes),
        new WorkspaceRoutes(new UserStateTable(shown)));
  }
}

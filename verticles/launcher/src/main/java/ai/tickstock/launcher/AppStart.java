package ai.tickstock.launcher;

import ai.tickstock.app.AppBackends;
import ai.tickstock.app.AppHalf;
import ai.tickstock.app.AppSite;
import ai.tickstock.app.alerts.Alerts;
import ai.tickstock.app.alerts.RuleBackends;
import ai.tickstock.app.api.ApiPart;
import ai.tickstock.app.delivery.AlertBackends;
import ai.tickstock.app.delivery.Delivery;
import ai.tickstock.app.delivery.DeliveryOptions;
import ai.tickstock.app.delivery.WebhookRules;
import ai.tickstock.app.universes.UniverseFiles;
import ai.tickstock.app.universes.UniverseOptions;
import ai.tickstock.app.universes.Universes;
import ai.tickstock.store.Database;
import ai.tickstock.store.PgPatternRecordReader;
import ai.tickstock.store.PgSeriesReader;
import ai.tickstock.store.users.AlertRuleTable;
import ai.tickstock.store.users.PgAlertHistory;
import ai.tickstock.store.users.PgDeliveryQueue;
import ai.tickstock.store.users.UniverseTable;
import ai.tickstock.wire.jobs.RedisJobBoard;
import ai.tickstock.wire.users.RedisUserMessages;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the consumer half, its API and the alerts. Its methods block. */
final class AppStart {
  private static final Logger LOG = LoggerFactory.getLogger(AppStart.class);
  private static final int STOP_SECONDS = 3;

  /** What people ask has connections of its own, so that it never holds up the pipeline. */
  private static final int SHOWN_CONNECTIONS = 4;

  private static final Duration SHOWN_PATIENCE = Duration.ofSeconds(5);

  /** A server that has not answered by then is not there; a slow statement has been cancelled. */
  private static final Duration ASKED_PATIENCE = Duration.ofSeconds(6);

  private final Ground ground;
  private final JsonObject config;
  private final Breakers breakers;

  private AppStart(Ground ground) {
    this.ground = ground;
    this.config = ground.config();
    this.breakers = new Breakers(ground.vertx(), ground.metrics());
  }

  /** The half as it was started. */
  record Started(AppHalf half, AppSite site, Breakers breakers) {
    /** What there is to say of its health. */
    JsonObject health() {
      return half.health().mergeIn(new JsonObject().put("breakers", breakers.states()), true);
    }
  }

  /**
   * Brings the schema up to date and deploys all.
   *
   * @param page what a browser gets
   */
  static Started start(Ground ground, Buffer page) throws Exception {
    Database.migrateApp(ground.postgresUrl());
    return new AppStart(ground).start(page);
  }

  private Started start(Buffer page) throws Exception {
    shareUniverses();
    AppBackends backends = backends();
    AppHalf half = Ground.started(AppHalf.deploy(ground.vertx(), config, backends), "the App half");
    ground.shutdown().stops("App", () -> Ground.await(half.close(), STOP_SECONDS, "the App half"));
    String secret = AuthKey.of(config);
    Database shown =
        ground
            .connect("the API's", SHOWN_CONNECTIONS, SHOWN_PATIENCE)
            .guarded(breakers.around("postgres", ASKED_PATIENCE));
    List<ApiPart> api =
        new ArrayList<>(AppParts.of(config, half, shown, backends.alerts(), ground.clock()));
    api.add(startAlerts(backends, shown).api());
    AppSite site =
        new AppSite(ground.vertx(), config, half.bridge(), api, secret, page, ground.clock());
    LOG.info("App         reads events, publishes ticks: {}", Source.of(config));
    return new Started(half, site, breakers);
  }

  private void shareUniverses() throws Exception {
    Optional<Path> directory = UniverseOptions.from(config).directory();
    if (directory.isPresent()) {
      UniverseTable table = new UniverseTable(ground.database());
      Ground.started(UniverseFiles.share(ground.vertx(), directory.get(), table), "PostgreSQL");
    }
  }

  private AppBackends backends() {
    // What reads is sent once more.
    Duration patience = ground.redis().timeouts().command().multipliedBy(2);
    return new AppBackends(
        ground.buses(),
        RedisJobBoard.factory(ground.redis(), breakers.around("redis", patience)),
        alerts(),
        ground.metrics(),
        ground.clock());
  }

  private AlertBackends alerts() {
    int mostMessages =
        config.getJsonObject("alerts").getJsonObject("offline").getInteger("maxMessages");
    return new AlertBackends(
        RedisUserMessages.factory(ground.redis(), mostMessages),
        new PgAlertHistory(ground.database()),
        new PgDeliveryQueue(ground.database()));
  }

  private Alerts startAlerts(AppBackends backends, Database shown) throws Exception {
    RuleBackends rules =
        new RuleBackends(
            ground.buses(),
            new AlertRuleTable(ground.database()),
            new PgSeriesReader(ground.database()),
            new RegistryCheck(new WebhookRules(DeliveryOptions.from(config))),
            new Universes(new UniverseTable(ground.database()), ground.clock()),
            Delivery.sinks(backends, new PgPatternRecordReader(shown)),
            ground.metrics(),
            ground.clock());
    Alerts alerts = Ground.started(Alerts.deploy(ground.vertx(), config, rules), "the alerts");
    ground.shutdown().stops("alerts", () -> Ground.stopped(alerts.close(), "the alerts"));
    return alerts;
  }
}

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
import ai.tickstock.app.http.AuthOptions;
import ai.tickstock.app.universes.UniverseFiles;
import ai.tickstock.app.universes.UniverseOptions;
import ai.tickstock.app.universes.Universes;
import ai.tickstock.launcher.config.ConfigWatch;
import ai.tickstock.launcher.config.Configuration;
import ai.tickstock.launcher.config.Secrets;
import ai.tickstock.launcher.disk.DiskOptions;
import ai.tickstock.launcher.disk.DiskWatch;
import ai.tickstock.launcher.embedded.Servers;
import ai.tickstock.launcher.http.Assets;
import ai.tickstock.launcher.http.HealthVerticle;
import ai.tickstock.launcher.http.HttpVerticle;
import ai.tickstock.pl.Backends;
import ai.tickstock.pl.PlHalf;
import ai.tickstock.pl.backtest.BacktestStore;
import ai.tickstock.store.Database;
import ai.tickstock.store.PgBarReader;
import ai.tickstock.store.PgHistoryReader;
import ai.tickstock.store.PgPastReader;
import ai.tickstock.store.PgPatternRecordReader;
import ai.tickstock.store.PgSeriesReader;
import ai.tickstock.store.PgSplitReader;
import ai.tickstock.store.users.AlertRuleTable;
import ai.tickstock.store.users.PgAlertHistory;
import ai.tickstock.store.users.PgDeliveryQueue;
import ai.tickstock.store.users.UniverseTable;
import ai.tickstock.store.write.AlertNeedsTable;
import ai.tickstock.store.write.PgAnalysisWriter;
import ai.tickstock.store.write.PgBacktestWriter;
import ai.tickstock.store.write.PgBarWriter;
import ai.tickstock.store.write.PgFeedGapWriter;
import ai.tickstock.store.write.PgPatternRecordWriter;
import ai.tickstock.wire.MarketCalendars;
import ai.tickstock.wire.jobs.JobBoards;
import ai.tickstock.wire.jobs.RedisJobBoard;
import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.log.RedisBus;
import ai.tickstock.wire.log.RedisBusOptions;
import ai.tickstock.wire.log.RedisConnections;
import ai.tickstock.wire.users.RedisUserMessages;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The halves of one process, deployed over their servers. Its methods block. */
final class Mesh {
  private static final Logger LOG = LoggerFactory.getLogger(Mesh.class);
  private static final int START_SECONDS = 60;
  private static final int MOST_HTTP_INSTANCES = 4;
  private static final int REACH_SECONDS = 30;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** What people ask has connections of its own, so that it never holds up the pipeline. */
  private static final int SHOWN_CONNECTIONS = 4;

  /** So have backtests, whose reading is long. */
  private static final int HISTORY_CONNECTIONS = 4;

  /** A statement takes seconds at most; one that hangs must not keep its connection for ever. */
  private static final Duration HISTORY_PATIENCE = Duration.ofSeconds(60);

  private static final Duration SHOWN_PATIENCE = Duration.ofSeconds(5);

  /** A server that has not answered by then is not there; a slow statement has been cancelled. */
  private static final Duration ASKED_PATIENCE = Duration.ofSeconds(6);

  /** Longest waits of a graceful stop; all in all it takes a second or two. */
  private static final int APP_STOP_SECONDS = 3;

  private static final int PL_STOP_SECONDS = 5;
  private static final int REST_STOP_SECONDS = 2;

  private final Configuration configuration;
  private final CommonOptions common;
  private final JsonObject config;
  private final Role role;
  private final Shutdown shutdown;
  private final Clock clock = Clock.systemUTC();
  private final Assets assets = new Assets();
  private final Map<String, Supplier<JsonObject>> halves = new ConcurrentSkipListMap<>();
  private Servers servers;
  private PrometheusMeterRegistry metrics;
  private Vertx vertx;
  private Breakers breakers;
  private RedisBusOptions redis;
  private BusFactory buses;
  private JobBoards jobs;
  private Database database;
  private HealthVerticle health;
  private AppSite site;
  private PlHalf pl;
  private AppHalf app;

  private Mesh(Configuration configuration, CommonOptions common, Role role, Shutdown shutdown) {
    this.configuration = configuration;
    this.common = common;
    this.role = role;
    this.shutdown = shutdown;
    config = configuration.json();
    if (config.getString("node").isEmpty()) {
      config.put("node", host() + "-" + ProcessHandle.current().pid());
    }
  }

  /** Starts all a role needs, in order. What was started is told to {@code shutdown}. */
  static void start(Configuration configuration, CommonOptions common, Role role, Shutdown shutdown)
      throws Exception {
    Mesh mesh = new Mesh(configuration, common, role, shutdown);
    mesh.greet();
    shutdown.start(mesh::startServers);
    shutdown.start(mesh::startVertx);
    shutdown.start(mesh::reachServers);
    if (role.runsPl()) {
      shutdown.start(mesh::startPl);
    }
    if (role.runsApp()) {
      shutdown.start(mesh::startApp);
    }
    shutdown.start(mesh::watch);
    String url = shutdown.start(mesh::serve);
    LOG.info(
        "TickStock {} ready after {} s: {} (Ctrl-C stops it)",
        role.label(),
        String.format("%.1f", ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0),
        url);
    mesh.invite(url);
  }

  private void greet() {
    LOG.info(
        "TickStock mesh {}, role {}, process {}, Java {}, {} cores, configuration: {}",
        Main.version(),
        role.label(),
        ProcessHandle.current().pid(),
        Runtime.version().feature(),
        Runtime.getRuntime().availableProcessors(),
        configuration.origin());
  }

  private Void startServers() throws Exception {
    servers = Servers.open(config, role.label());
    shutdown.stops("servers", servers::close);
    tell("Redis", servers.redisUrl(), servers.ownRedis());
    tell("PostgreSQL", servers.postgresUrl(), servers.ownPostgres());
    return null;
  }

  private static void tell(String name, String url, Optional<Path> own) {
    LOG.info(
        "{} {}{}",
        String.format("%-11s", name),
        Secrets.masked(url),
        own.map(directory -> " (our own, in " + directory + ")").orElse(""));
  }

  private Void startVertx() {
    metrics = Metrics.registry(shutdown);
    VertxOptions options =
        new VertxOptions()
            .setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true))
            // Nothing is served from the class path: no directory in /tmp that a SIGKILL leaves
            // there.
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setClassPathResolvingEnabled(false)
                    .setFileCachingEnabled(false));
    vertx =
        Vertx.builder().with(options).withMetrics(new MicrometerMetricsFactory(metrics)).build();
    shutdown.stops("Vert.x", () -> await(vertx.close(), REST_STOP_SECONDS, "Vert.x"));
    Supervision supervision = Supervision.start(vertx, servers::revive, metrics);
    shutdown.stops(
        "supervision", () -> await(supervision.stop(), REST_STOP_SECONDS, "supervision"));
    startRedis();
    database =
        Database.connect(
            vertx, servers.postgresUrl(), config.getJsonObject("postgres").getInteger("poolSize"));
    shutdown.stops(
        "PostgreSQL's connections", () -> await(database.close(), REST_STOP_SECONDS, "PostgreSQL"));
    return null;
  }

  private void startRedis() {
    RedisConnections bound = BusOptions.connections(config, role.halves());
    metrics.gauge("tickstock_redis_connections", bound, RedisConnections::open);
    redis = BusOptions.of(config, servers.redisUrl()).within(bound);
    jobs = RedisJobBoard.factory(redis);
    buses =
        RedisBus.factory(
            redis.onInvalidPayload(
                payload ->
                    metrics
                        .counter("tickstock_refused_total", "reason", "invalid_json")
                        .increment()));
  }

  /** Servers of somebody else's may be starting just now as well: they are given some time. */
  private Void reachServers() throws Exception {
    health = new HealthVerticle(config.getString("node"), buses, database::ping, halves, clock);
    await(vertx.deployVerticle(health), START_SECONDS, "health");
    String half = role.runsApp() ? "app" : "pl";
    DiskWatch disk =
        new DiskWatch(
            DiskOptions.from(config),
            metrics,
            why -> health.report(half + ".disk", "disk_nearly_full", why));
    await(vertx.deployVerticle(disk), START_SECONDS, "the disk");
    health.disk(disk::trouble);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(REACH_SECONDS);
    boolean told = false;
    while (!health.serversAnswer()) {
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "no answer within " + REACH_SECONDS + " s from " + health.serversAway());
      }
      if (!told) {
        LOG.warn("Waiting for {}", health.serversAway());
        told = true;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return null;
  }

  private Void startPl() throws Exception {
    Database.migrate(servers.postgresUrl());
    Database history =
        Database.connect(vertx, servers.postgresUrl(), HISTORY_CONNECTIONS, HISTORY_PATIENCE);
    shutdown.stops(
        "backtests' connections", () -> await(history.close(), REST_STOP_SECONDS, "PostgreSQL"));
    BacktestStore backtests =
        new BacktestStore(
            new PgHistoryReader(history),
            new PgBarReader(history),
            new PgSplitReader(history),
            new PgBacktestWriter(history),
            new PgPatternRecordWriter(history));
    Backends backends =
        new Backends(
            buses,
            jobs,
            new PgBarWriter(database, MarketCalendars.from(config), clock),
            new PgFeedGapWriter(database),
            new PgBarReader(database),
            new PgPastReader(database, MarketCalendars.from(config)),
            new PgAnalysisWriter(database),
            backtests,
            metrics,
            clock);
    pl =
        await(
            PlHalf.deploy(vertx, config, backends, new AlertNeedsTable(database)),
            START_SECONDS,
            "the PL half");
    shutdown.stops("PL", () -> await(pl.close(), PL_STOP_SECONDS, "the PL half"));
    halves.put("pl", pl::health);
    LOG.info("PL          reads ticks, writes bars, patterns and indicators");
    return null;
  }

  private Void startApp() throws Exception {
    Database.migrateApp(servers.postgresUrl());
    shareUniverses();
    breakers = new Breakers(vertx, metrics);
    Duration patience = redis.timeouts().command().multipliedBy(2); // What reads is sent once more.
    JobBoards asked = RedisJobBoard.factory(redis, breakers.around("redis", patience));
    AppBackends backends = new AppBackends(buses, asked, alerts(), metrics, clock);
    app = await(AppHalf.deploy(vertx, config, backends), START_SECONDS, "the App half");
    shutdown.stops("App", () -> await(app.close(), APP_STOP_SECONDS, "the App half"));
    halves.put("app", () -> app.health().mergeIn(breakerStates(), true));
    String secret = AuthKey.of(config);
    Buffer page = assets.at("/").content();
    Database shown =
        Database.connect(vertx, servers.postgresUrl(), SHOWN_CONNECTIONS, SHOWN_PATIENCE);
    shutdown.stops(
        "the API's connections", () -> await(shown.close(), REST_STOP_SECONDS, "PostgreSQL"));
    Database guarded = shown.guarded(breakers.around("postgres", ASKED_PATIENCE));
    List<ApiPart> api =
        new ArrayList<>(AppParts.of(config, app, guarded, backends.alerts(), clock));
    api.add(startAlerts(backends, guarded).api());
    site = new AppSite(vertx, config, app.bridge(), api, secret, page, clock);
    LOG.info("App         reads events, publishes ticks: {}", Source.of(config));
    return null;
  }

  private JsonObject breakerStates() {
    return new JsonObject().put("breakers", breakers.states());
  }

  private void shareUniverses() throws Exception {
    Optional<Path> directory = UniverseOptions.from(config).directory();
    if (directory.isPresent()) {
      await(
          UniverseFiles.share(vertx, directory.get(), new UniverseTable(database)),
          START_SECONDS,
          "PostgreSQL");
    }
  }

  private Alerts startAlerts(AppBackends backends, Database shown) throws Exception {
    RuleBackends rules =
        new RuleBackends(
            buses,
            new AlertRuleTable(database),
            new PgSeriesReader(database),
            new RegistryCheck(new WebhookRules(DeliveryOptions.from(config))),
            new Universes(new UniverseTable(database), clock),
            Delivery.sinks(backends, new PgPatternRecordReader(shown)),
            metrics,
            clock);
    Alerts alerts = await(Alerts.deploy(vertx, config, rules), START_SECONDS, "the alerts");
    shutdown.stops("alerts", () -> await(alerts.close(), REST_STOP_SECONDS, "the alerts"));
    return alerts;
  }

  private AlertBackends alerts() {
    int mostMessages =
        config.getJsonObject("alerts").getJsonObject("offline").getInteger("maxMessages");
    return new AlertBackends(
        RedisUserMessages.factory(redis, mostMessages),
        new PgAlertHistory(database),
        new PgDeliveryQueue(database));
  }

  /** From now on the file's changes are taken. */
  private Void watch() throws Exception {
    ConfigWatch watch =
        new ConfigWatch(
            vertx,
            common.file(),
            System.getenv(),
            common.settings(),
            configuration,
            new Reconfiguration(role, config.getString("node"), pl, app),
            why -> {
              metrics.counter("tickstock_config_refused_total").increment();
              String half = role.runsApp() ? "app" : "pl";
              health.report(half + ".configuration", "configuration_refused", why);
            });
    await(watch.start(), START_SECONDS, "the configuration's file");
    health.configuration(watch::state);
    shutdown.stops(
        "configuration", () -> await(watch.close(), REST_STOP_SECONDS, "the configuration"));
    return null;
  }

  /** One server for each event loop that is to serve, all on one port. */
  private String serve() throws Exception {
    HttpVerticle.Site mount = site == null ? HttpVerticle.Site.NONE : site::mount;
    boolean insists = configuration.insistsOn("http.port");
    HttpVerticle first = listen(new HttpVerticle(metrics, health, mount, assets, insists), config);
    JsonObject same = config.copy();
    if (same.getJsonObject("http").getInteger("port") != 0) {
      same.getJsonObject("http").put("port", first.port());
    }
    for (int i = 1; i < instances(); i++) {
      listen(new HttpVerticle(metrics, health, mount, assets, true), same);
    }
    servers.http(first.url());
    return first.url();
  }

  private int instances() {
    int wanted = config.getJsonObject("http").getInteger("instances");
    int cores = Runtime.getRuntime().availableProcessors();
    return wanted > 0 ? wanted : Math.min(cores, MOST_HTTP_INSTANCES);
  }

  private HttpVerticle listen(HttpVerticle http, JsonObject with) throws Exception {
    DeploymentOptions options = new DeploymentOptions().setConfig(with);
    String id = await(vertx.deployVerticle(http, options), START_SECONDS, "HTTP");
    shutdown.stops("HTTP", () -> await(vertx.undeploy(id), REST_STOP_SECONDS, "HTTP"));
    return http;
  }

  /** For the person at the terminal only: it never goes into a log. */
  private void invite(String url) {
    if (site != null && AuthOptions.from(config).onLoopback()) {
      String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._@-]", "-");
      String code = site.newCode(user.isEmpty() ? "me" : user);
      System.out.println(
          "\n    Open the page (this link works once, for you):\n    "
              + url
              + "/login?code="
              + code
              + "\n");
    }
  }

  private static String host() {
    try {
      String name = InetAddress.getLocalHost().getHostName();
      return name.replaceAll("[^A-Za-z0-9._-]", "-");
    } catch (UnknownHostException e) {
      return "node";
    }
  }

  private static <T> T await(Future<T> future, int seconds, String what) throws Exception {
    try {
      return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (TimeoutException e) {
      throw new TimeoutException(what + " did not answer within " + seconds + " s");
    }
  }
}
